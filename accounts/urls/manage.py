"""Administration of bodies, roles and users."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
