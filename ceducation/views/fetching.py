"""Access is the fetch: a school outside one's scope, and who does not work there, is not found."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse

from ceducation.models import HoursEntry, HoursImport
from ceducation.queries import imports, requirements, teachers
from identity.models import Person
from portal.organisations.access import staff_only
from portal.organisations.models import Body
from portal.organisations.queries import Scope, scope_of
from portal.organisations.rules import at_the_province

if TYPE_CHECKING:
    from accounts.models import User

View = Callable[..., HttpResponse]


class StaffRequest(HttpRequest):
    """A request that has been let in; `scope` is what its user's roles for hours reach."""

    user: "User"
    scope: Scope


def readers_only(view: View) -> View:
    return _with_scope(view, *teachers.READERS)


def with_school(view: View) -> View:
    """Hands over the school, when one of the readers' roles reaches it."""

    @wraps(view)
    def wrapper(request: StaffRequest, pk: int, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, _school(request, pk), *args, **kwargs)

    return readers_only(wrapper)


def with_own_school(view: View) -> View:
    """Hands over the school to its own administrators alone."""

    @wraps(view)
    def wrapper(request: StaffRequest, pk: int, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, _school(request, pk), *args, **kwargs)

    return _with_scope(wrapper, *teachers.KEEPERS)


def province_only(view: View) -> View:
    """Who lays down what a year asks for."""

    @wraps(view)
    def wrapper(request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not at_the_province(request.scope, *requirements.KEEPERS):
            raise Http404
        return view(request, *args, **kwargs)

    return _with_scope(wrapper, *requirements.KEEPERS)


def _with_scope(view: View, *roles: Any) -> View:
    """One role's right never borrows another's place: the scope is narrowed before the fetch."""

    @wraps(view)
    def wrapper(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        request.scope = scope_of(request.user).only(*roles)
        return view(request, *args, **kwargs)

    return staff_only(*roles)(wrapper)


def _school(request: StaffRequest, pk: int) -> Body:
    try:
        return teachers.school_in(request.scope, pk)
    except Body.DoesNotExist:
        raise Http404 from None


def keeps(request: StaffRequest, school: Body) -> bool:
    """Whether this person may enter and correct for the school."""
    return request.scope.covers(school, *teachers.KEEPERS)


def teacher_or_404(school: Body, pk: int) -> Person:
    try:
        return teachers.teacher_in(school, pk)
    except Person.DoesNotExist:
        raise Http404 from None


def entry_or_404(school: Body, pk: int) -> HoursEntry:
    try:
        return teachers.entry_in(school, pk)
    except HoursEntry.DoesNotExist:
        raise Http404 from None


def import_or_404(school: Body, pk: int) -> HoursImport:
    try:
        return imports.import_in(school, pk)
    except HoursImport.DoesNotExist:
        raise Http404 from None
