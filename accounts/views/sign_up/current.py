"""Which sign-up this browser works on: its token lies in the session, nowhere else."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.models import SignUp
from accounts.queries import sign_up as sign_ups
from portal.documents.access import forget_tokens, remember_token

SESSION_KEY = "sign_up"
View = Callable[..., HttpResponse]


def work_on(request: HttpRequest, sign_up: SignUp) -> None:
    """Bind the browser to a sign-up whose owner has just proved who they are."""
    request.session.cycle_key()
    request.session[SESSION_KEY] = str(sign_up.token)
    remember_token(request, sign_up.token)


def leave(request: HttpRequest) -> None:
    """Let go of the sign-up; it stays stored and can be continued by a new code."""
    request.session.pop(SESSION_KEY, None)
    forget_tokens(request)


def current(request: HttpRequest) -> SignUp | None:
    return sign_ups.by_token(request.session.get(SESSION_KEY))


def with_sign_up(view: View) -> View:
    """Hand the browser's sign-up to the view; without one, back to the first step."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        sign_up = current(request)
        if sign_up is None:
            return redirect("accounts:sign-up")
        return view(request, sign_up, *args, **kwargs)

    return wrapper


def while_open(view: View) -> View:
    """As `with_sign_up`, but a sign-up under review is shown, not changed."""

    @wraps(view)
    @with_sign_up
    def wrapper(request: HttpRequest, sign_up: SignUp, *args: Any, **kwargs: Any) -> HttpResponse:
        if not sign_ups.may_be_edited(sign_up):
            return redirect("accounts:sign-up-status")
        return view(request, sign_up, *args, **kwargs)

    return wrapper
