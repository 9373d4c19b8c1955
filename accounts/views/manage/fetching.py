"""Access is the fetch: what the scope does not hold is not found."""

from typing import Any

from django.http import Http404, HttpRequest

from accounts.models import User
from accounts.queries import administration
from accounts.rules.administration import VIEWERS
from portal.organisations.enums import Role
from portal.organisations.models import Body, RoleGrant
from portal.organisations.queries import body_in, scope_of
from portal.organisations.scope import Scope


def my_scope(request: HttpRequest) -> Scope:
    user: Any = request.user
    return scope_of(user)


def body_or_404(request: HttpRequest, pk: int) -> Body:
    try:
        return body_in(my_scope(request), pk, *VIEWERS)
    except Body.DoesNotExist as error:
        raise Http404 from error


def user_or_404(request: HttpRequest, pk: int, *roles: Role) -> User:
    """Seen by one of the roles, or by any that views users."""
    try:
        return administration.user_in(my_scope(request).only(*roles), pk)
    except User.DoesNotExist as error:
        raise Http404 from error


def grant_or_404(request: HttpRequest, pk: int) -> RoleGrant:
    try:
        return administration.grant_in(my_scope(request), pk)
    except RoleGrant.DoesNotExist as error:
        raise Http404 from error
