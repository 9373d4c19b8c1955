"""Default deny for staff pages: signed in, with a live role, and past the second factor."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import resolve_url

from portal.organisations.enums import Role
from portal.organisations.queries import scope_of

View = Callable[..., HttpResponse]
SECOND_FACTOR_KEY = "second_factor_of"
"""Session key: the user this very session was confirmed for, set by accounts."""


def has_second_factor(request: HttpRequest) -> bool:
    """This very session was confirmed for the person who is signed in."""
    user = request.user
    return user.is_authenticated and bool(request.session.get(SECOND_FACTOR_KEY) == user.pk)


def staff_only(*roles: Role | str) -> Callable[[View], View]:
    """Let in who holds one of the roles (any role when none is named); for others it is a 404."""

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not scope_of(request.user).with_roles(*roles):
                raise Http404
            if not has_second_factor(request):
                url = resolve_url(settings.SECOND_FACTOR_URL)
                return redirect_to_login(request.get_full_path(), login_url=url)
            return view(request, *args, **kwargs)

        return wrapper

    return decorate
