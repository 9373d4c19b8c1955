"""Access is the fetch: a school outside one's scope, and who does not work there, is not found."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse

from ceducation.queries import requirements
from identity.models import Person
from portal.organisations.access import staff_only
from portal.organisations.models import Body
from portal.organisations.queries import Scope, scope_of
from portal.organisations.rules import at_the_province
from registration.queries import schools

if TYPE_CHECKING:
    from accounts.models import User

View = Callable[..., HttpResponse]


class StaffRequest(HttpRequest):
    """A request that has been let in; `scope` is what its user's roles for registration reach."""

    user: "User"
    scope: Scope


def readers_only(view: View) -> View:
    return _with_scope(view, *schools.READERS)


def with_school(view: View) -> View:
    """Hands over the school, when one of the readers' roles reaches it."""
    return readers_only(_fetched(view))


def with_own_school(view: View) -> View:
    """Hands over the school to its own administrators alone."""
    return _with_scope(_fetched(view), *schools.KEEPERS)


def province_only(view: View) -> View:
    """Who keeps the rules of the province."""

    @wraps(view)
    def wrapper(request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not at_the_province(request.scope, *requirements.KEEPERS):
            raise Http404
        return view(request, *args, **kwargs)

    return _with_scope(wrapper, *requirements.KEEPERS)


def _fetched(view: View) -> View:
    @wraps(view)
    def wrapper(request: StaffRequest, pk: int, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            school = schools.school_in(request.scope, pk)
        except Body.DoesNotExist:
            raise Http404 from None
        return view(request, school, *args, **kwargs)

    return wrapper


def _with_scope(view: View, *roles: Any) -> View:
    """One role's right never borrows another's place: the scope is narrowed before the fetch."""

    @wraps(view)
    def wrapper(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        request.scope = scope_of(request.user).only(*roles)
        return view(request, *args, **kwargs)

    return staff_only(*roles)(wrapper)


def keeps(request: StaffRequest, school: Body) -> bool:
    """Whether this person may enter for the school."""
    return request.scope.covers(school, *schools.KEEPERS)


def has_list(request: StaffRequest) -> bool:
    """Whoever administers just one school needs no list of schools."""
    grants = request.scope.grants
    return len(grants) > 1 or any(grant.role not in schools.KEEPERS for grant in grants)


def keeps_rules(request: StaffRequest) -> bool:
    return at_the_province(request.scope, *requirements.KEEPERS)


def teacher_or_404(school: Body, pk: int) -> Person:
    try:
        return schools.teacher_in(school, pk)
    except Person.DoesNotExist:
        raise Http404 from None
