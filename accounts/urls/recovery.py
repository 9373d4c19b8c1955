"""Recovering a password or a mobile number."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
