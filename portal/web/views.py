"""Pages for what went wrong, and the choice of type size."""

import re

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import requires_csrf_token
from django.views.decorators.http import require_POST

from portal.web.context import LARGE_TYPE_COOKIE
from portal.web.styleguide import (
    styleguide,
    styleguide_check,
    styleguide_job,
    styleguide_page,
    styleguide_save,
    styleguide_search,
)

__all__ = [
    "bad_request",
    "csrf_failure",
    "not_found",
    "permission_denied",
    "server_error",
    "styleguide",
    "styleguide_check",
    "styleguide_job",
    "styleguide_page",
    "styleguide_save",
    "styleguide_search",
    "text_size",
]
_SECRET = re.compile("password|csrfmiddlewaretoken")
_TEN_YEARS = 10 * 365 * 24 * 3600


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return render(request, "errors/400.html", status=400)


@requires_csrf_token
def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/403.html", status=403)


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/404.html", status=404)


def too_large(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/413.html", status=413)


def too_many(request: HttpRequest, *, retry_after: int = 60) -> HttpResponse:
    """For views and middleware that limit a rate; retry_after in seconds."""
    minutes = -(-retry_after // 60)
    response = render(request, "errors/429.html", {"minutes": minutes}, status=429)
    response["Retry-After"] = str(retry_after)
    return response


def unavailable(request: HttpRequest, *, retry_after: int = 120) -> HttpResponse:
    response = render(request, "errors/503.html", status=503)
    response["Retry-After"] = str(retry_after)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    # Without a request: whatever broke (database, session, user) must not break this page too.
    return HttpResponse(get_template("errors/500.html").render(), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is stale, or one that came from elsewhere; reason is Django's."""
    back = request.headers.get("referer", "")
    here = request.build_absolute_uri("/")
    if not back.startswith(here) or f"{request.headers.get('origin', here[:-1])}/" != here:
        return render(request, "errors/csrf.html", {"back": "/", "kept": []}, status=403)
    values = {"back": back, "kept": _typed(request), "path": request.get_full_path()}
    return render(request, "errors/csrf.html", values, status=403)


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What was sent, to be sent again; never a password, and files cannot be kept."""
    names = [name for name in request.POST if not _SECRET.search(name)]
    return [(name, value) for name in names for value in request.POST.getlist(name)]


@require_POST
def text_size(request: HttpRequest) -> HttpResponse:
    """大字版 on or off, for this browser; an account may keep it too (accounts)."""
    target = request.POST.get("next", "")
    response = HttpResponseRedirect(target if _own(request, target) else "/")
    if request.POST.get("large") == "1":
        response.set_cookie(LARGE_TYPE_COOKIE, "1", max_age=_TEN_YEARS, samesite="Lax")
    else:
        response.delete_cookie(LARGE_TYPE_COOKIE, samesite="Lax")
    return response


def _own(request: HttpRequest, url: str) -> bool:
    return bool(url) and url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
