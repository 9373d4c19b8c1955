from django.urls import URLPattern

app_name = "ceducation"
urlpatterns: list[URLPattern] = []
