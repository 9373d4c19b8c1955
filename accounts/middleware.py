"""What stands before every page of a signed-in person, in this order: an idle staff session ends,
a given password is changed, a missing identity field is filled in (A9)."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from accounts.models import User
from accounts.queries.accounts import is_staff
from accounts.queries.profile import missing_identity_fields
from accounts.rules.sign_in import is_idle
from accounts.services import profile, session, stash
from portal.clock import now

Handler = Callable[[HttpRequest], HttpResponse]
# Pages that work whatever is still to be done.
_OPEN = frozenset({"accounts:sign-out", "accounts:password", "accounts:complete", "web:text-size"})
_PAGES_OF_NOBODY = frozenset({"healthz", "readyz"})


class Gate:
    """Looks at each request of a signed-in person; `answer` stops it by returning a response."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in _PAGES_OF_NOBODY or not isinstance(request.user, User):
            return None
        return self.answer(request, request.user, name)

    def answer(self, request: HttpRequest, user: User, name: str) -> HttpResponse | None:
        return None


class IdleSignOut(Gate):
    """A staff session left alone for STAFF_IDLE_MINUTES ends; a form just sent is kept."""

    def answer(self, request: HttpRequest, user: User, name: str) -> HttpResponse | None:
        seen = session.seen_at(request)
        idle = seen is not None and is_idle(seen, now(), settings.STAFF_IDLE_MINUTES)
        if not idle or not is_staff(user):
            session.note_seen(request)
            return None
        sealed = stash.keep(request, user) if request.method == "POST" else ""
        session.end(request, why="idle")
        stash.put(request, sealed)
        minutes = settings.STAFF_IDLE_MINUTES
        messages.info(request, f"您已 {minutes} 分钟没有操作，为安全起见已自动退出，请重新登录。")
        return redirect(_sign_in_url(request))


class PasswordChange(Gate):
    """A password that an administrator gave is changed before anything else."""

    def answer(self, request: HttpRequest, user: User, name: str) -> HttpResponse | None:
        if not user.must_change_password or name in _OPEN - {"accounts:complete"}:
            return None
        return _go(request, reverse("accounts:password"))


class RequiredIdentity(Gate):
    """Whenever a required identity field is missing, the person completes it first (A9)."""

    def answer(self, request: HttpRequest, user: User, name: str) -> HttpResponse | None:
        if name in _OPEN or not missing_identity_fields(user):
            return None
        return _go(request, reverse("accounts:complete"))


class SignInOfParts:
    """A part of a page that needs a sign-in sends the whole page there, and back to itself."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        sent_to = response.get("Location", "") if request.headers.get("HX-Request") else ""
        if not sent_to or not sent_to.startswith(reverse("accounts:sign-in")):
            return response
        back = _page_of(request.headers.get("HX-Current-URL", ""))
        url = sent_to.partition("?")[0]
        return _go(request, f"{url}?{urlencode({'next': back})}" if back else url)


class LargeType(Gate):
    """大字版 is kept with the account."""

    def answer(self, request: HttpRequest, user: User, name: str) -> HttpResponse | None:
        if name == "web:text-size" and request.method == "POST":
            profile.set_large_type(user, request.POST.get("large") == "1")
        return None


def _page_of(url: str) -> str:
    """Path and query of the page a part stands in; empty for what is no address."""
    try:
        page = urlsplit(url)
    except ValueError:
        return ""
    return f"{page.path}?{page.query}" if page.query else page.path


def _sign_in_url(request: HttpRequest) -> str:
    query = urlencode({"next": request.get_full_path()}) if request.method == "GET" else ""
    return reverse("accounts:sign-in") + (f"?{query}" if query else "")


def _go(request: HttpRequest, url: str) -> HttpResponse:
    """A redirect of the whole page, also where only a part of it was asked for."""
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return redirect(url)
