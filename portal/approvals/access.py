"""Who may enter the workspace: somebody with a role that some flow knows."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse

from portal.approvals import flow as flows
from portal.organisations.access import staff_only
from portal.organisations.enums import Role

if TYPE_CHECKING:
    from accounts.models import User

View = Callable[..., HttpResponse]


class StaffRequest(HttpRequest):
    """A request that has been let in: its user is signed in."""

    user: "User"


def reviewing_roles() -> tuple[str, ...]:
    """Roles that act on or read cases of any flow; flows register at start-up, so asked late."""
    return tuple(sorted({role for flow in flows.every() for role in flow.staff_roles()}))


def reviewers_only(view: View) -> View:
    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        roles = reviewing_roles()
        if not roles:
            raise Http404
        return staff_only(*roles)(view)(request, *args, **kwargs)

    return wrapper


bureau_admins_only = staff_only(Role.BUREAU_ADMIN)
