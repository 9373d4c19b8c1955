from django.urls import URLPattern

app_name = "dual_qualified"
urlpatterns: list[URLPattern] = []
