"""个人信息中心."""

from django.urls import URLPattern, path

from accounts.views import centre

_CERTIFICATES = "me/centre/certificates/"

urlpatterns: list[URLPattern] = [
    path("me/centre/", centre.overview, name="centre"),
    path("me/centre/identity/", centre.identity, name="centre-identity"),
    path(_CERTIFICATES, centre.certificates, name="centre-certificates"),
    path(f"{_CERTIFICATES}synchronise/", centre.synchronise, name="centre-synchronise"),
    path(f"{_CERTIFICATES}add/", centre.add, name="centre-certificate-add"),
    path(f"{_CERTIFICATES}<int:pk>/edit/", centre.edit, name="centre-certificate-edit"),
    path(f"{_CERTIFICATES}<int:pk>/delete/", centre.remove, name="centre-certificate-delete"),
    path(f"{_CERTIFICATES}<slug:target>/save/", centre.save, name="centre-certificate-save"),
    path("me/centre/record/", centre.record, name="centre-record"),
    path("me/centre/record/calendar.ics", centre.calendar, name="centre-calendar"),
]
