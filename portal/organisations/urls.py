from django.urls import path

from portal.organisations import views

app_name = "organisations"
urlpatterns = [
    path("schools/", views.schools, name="schools"),
]
