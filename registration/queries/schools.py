"""Schools that register, within a scope; and who works there."""

from collections.abc import Iterable

from django.db.models import QuerySet

from ceducation.queries import teachers
from ceducation.queries.teachers import KEEPERS, READERS
from identity.models import Person
from identity.queries import named
from portal.organisations.enums import BodyKind, Role
from portal.organisations.models import Body
from portal.organisations.queries import Scope
from registration.rules.due import REGISTERING

__all__ = ["KEEPERS", "READERS"]


def registering(scope: Scope) -> QuerySet[Body]:
    """The open schools of a kind that registers, by pinyin."""
    return teachers.schools_in(scope).filter(school_kind__in=REGISTERING)


def found(scope: Scope, text: str) -> QuerySet[Body]:
    """By name, pinyin, initials or former name."""
    return teachers.found_schools(scope, text).filter(school_kind__in=REGISTERING)


def school_in(scope: Scope, pk: int, *roles: Role) -> Body:
    """Body.DoesNotExist outside what these roles (readers' by default) reach."""
    return teachers.school_in(scope, pk, *roles)


def every_registering() -> QuerySet[Body]:
    """Of the whole portal: for what is done each day."""
    rows = Body.objects.filter(kind=BodyKind.SCHOOL, is_open=True, school_kind__in=REGISTERING)
    return rows.order_by("pk")


def teacher_in(school: Body, pk: int) -> Person:
    """Person.DoesNotExist for who does not work there."""
    return teachers.teacher_in(school, pk)


def people_of(school: Body, text: str = "") -> QuerySet[Person]:
    """Who works there now, by pinyin; narrowed to who is called so."""
    return teachers.teachers_of(school).filter(named(text))


def in_order(keys: Iterable[int], text: str = "") -> QuerySet[Person]:
    """These persons by pinyin, narrowed to who is called so."""
    rows = Person.objects.filter(pk__in=list(keys)).filter(named(text))
    return rows.order_by("name_sort_key", "pk")
