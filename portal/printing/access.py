"""Who comes to their own orders: signed in, and staff past the second factor."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url

from portal.organisations.access import has_second_factor
from portal.organisations.queries import scope_of

if TYPE_CHECKING:
    from accounts.models import User

    class SignedInRequest(HttpRequest):
        user: User


def signed_in(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """An order of staff holds other people's papers: their session must be confirmed."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if scope_of(request.user).grants and not has_second_factor(request):
            url = resolve_url(settings.SECOND_FACTOR_URL)
            return redirect_to_login(request.get_full_path(), login_url=url)
        return view(request, *args, **kwargs)

    return wrapper
