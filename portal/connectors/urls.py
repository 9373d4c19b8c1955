from django.urls import path

from portal.connectors import views

app_name = "connectors"
urlpatterns = [path("", views.phone, name="phone")]
