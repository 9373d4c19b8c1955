from django.urls import path

from portal.messaging import views

app_name = "messaging"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("read/", views.read_all, name="read-all"),
    path("<uuid:message_id>/read/", views.read, name="read"),
    path("<uuid:message_id>/delivery/", views.delivery, name="delivery"),
]
