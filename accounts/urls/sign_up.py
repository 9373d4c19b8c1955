"""Sign-up, its review's pages and the progress look-up."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
