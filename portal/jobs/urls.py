from django.urls import path

from portal.jobs import views

app_name = "jobs"
urlpatterns = [path("<uuid:job_id>/progress/", views.progress, name="progress")]
