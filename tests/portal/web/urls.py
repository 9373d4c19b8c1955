"""The addresses of portal.web alone, and pages that go wrong."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from portal.web import views


def raising(error: type[Exception]) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        raise error("secret detail")

    return view


urlpatterns = [
    path("", include("portal.web.urls")),
    path("t/400/", raising(SuspiciousOperation)),
    path("t/403/", raising(PermissionDenied)),
    path("t/500/", raising(RuntimeError)),
    path("t/413/", views.too_large),
    path("t/429/", lambda request: views.too_many(request, retry_after=61)),
    path("t/503/", views.unavailable),
]
handler400 = "portal.web.views.bad_request"
handler403 = "portal.web.views.permission_denied"
handler404 = "portal.web.views.not_found"
handler500 = "portal.web.views.server_error"
