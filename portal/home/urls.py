"""Public pages, the dashboard, and the pages that keep them."""

from django.urls import path

from portal.home.views import content, personal, public

app_name = "home"
urlpatterns = [
    path("", public.index, name="index"),
    path("services/", public.services, name="services"),
    path("announcements/", public.announcements, name="announcements"),
    path("announcements/<int:pk>/", public.announcement, name="announcement"),
    path("questions/", public.questions, name="questions"),
    path("downloads/", public.downloads, name="downloads"),
    path("downloads/<int:pk>/", public.download, name="download"),
    path("certificates/", public.certificate_look_up, name="certificate-look-up"),
    path("dashboard/", personal.dashboard, name="dashboard"),
    path("my-cases/", personal.my_cases, name="my-cases"),
    path("content/", content.overview, name="content"),
    path("content/announcements/new/", content.new_announcement, name="new-announcement"),
    path("content/announcements/<int:pk>/", content.edit_announcement, name="edit-announcement"),
    path(
        "content/announcements/<int:pk>/withdraw/",
        content.withdraw_announcement,
        name="withdraw-announcement",
    ),
    path("content/questions/new/", content.new_question, name="new-question"),
    path("content/questions/<int:pk>/", content.edit_question, name="edit-question"),
    path("content/downloads/new/", content.new_download, name="new-download"),
    path(
        "content/downloads/<int:pk>/withdraw/", content.withdraw_download, name="withdraw-download"
    ),
]
