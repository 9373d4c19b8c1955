"""Teachers of a school with their hours of a year, and schools with how many have enough."""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.db.models import (
    Count,
    DecimalField,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Coalesce

from ceducation.enums import OF_THE_SCHOOL, HoursKind, Standing
from ceducation.models import HoursEntry
from ceducation.rules import Balance, Need
from identity.enums import IdKind
from identity.models import Employment, Person
from identity.queries import named
from identity.rules import normalise_id_number
from portal.crypto.fields import hashes_for
from portal.organisations import search
from portal.organisations.enums import BodyKind, Role
from portal.organisations.models import Body
from portal.organisations.queries import Scope

READERS = (Role.SCHOOL_ADMIN, Role.BASE_ADMIN, Role.BUREAU_ADMIN)
KEEPERS = (Role.SCHOOL_ADMIN,)
_HOURS: "DecimalField[Decimal, Decimal]" = DecimalField(max_digits=9, decimal_places=1)
_ID_NUMBER = re.compile(r"[0-9A-Z]{8,18}")


@dataclass(frozen=True)
class Filters:
    """`text` is a name, its pinyin, or a whole ID number; `standing` one of `Standing` or ""."""

    year: int
    text: str = ""
    standing: str = ""

    def plain(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class SchoolFigures:
    teachers: int = 0
    met: int = 0


def schools_in(scope: Scope) -> QuerySet[Body]:
    """The open schools whose ledger this scope reads."""
    rows = scope.bodies(*READERS).filter(kind=BodyKind.SCHOOL, is_open=True)
    return rows.order_by("sort_key", "pk")


def school_in(scope: Scope, pk: int, *roles: Role) -> Body:
    """The school; Body.DoesNotExist outside what these roles (readers' by default) reach."""
    return scope.bodies(*(roles or READERS)).get(pk=pk, kind=BodyKind.SCHOOL, is_open=True)


def found_schools(scope: Scope, text: str) -> QuerySet[Body]:
    """By name, pinyin, initials or former name."""
    rows = schools_in(scope)
    return search.named(rows, text) if text.strip() else rows


def teachers_of(school: Body) -> QuerySet[Person]:
    """Who works there now, by pinyin."""
    here = Employment.objects.filter(body=school, ended_on=None)
    rows = Person.objects.filter(pk__in=here.values("person"))
    return rows.order_by("name_sort_key", "pk")


def teacher_in(school: Body, pk: int) -> Person:
    """Person.DoesNotExist for who does not work there."""
    return teachers_of(school).get(pk=pk)


def works_at(school: Body, person_id: int) -> bool:
    return teachers_of(school).filter(pk=person_id).exists()


def with_hours(people: QuerySet[Person], filters: Filters, need: Need) -> QuerySet[Person]:
    """The people who match, with `general`, `professional`, `elective`, `hours`: one query."""
    rows = people.annotate(**{kind: _sum(filters.year, kind) for kind in HoursKind.values})
    rows = rows.annotate(hours=F("general") + F("professional") + F("elective"))
    if text := filters.text.strip():
        rows = rows.filter(_matches(text))
    if filters.standing:
        rows = rows.filter(_stands(Standing(filters.standing), need))
    return rows


def balance_in(row: Any, need: Need) -> Balance:
    """Of a row of `with_hours`."""
    return Balance(row.general, row.professional, row.elective, need)


def figures_of(schools: Iterable[Body], year: int, need: Need) -> dict[int, SchoolFigures]:
    """How many teachers each has, and how many of them have enough: one query."""
    rows = Employment.objects.filter(body__in=list(schools), ended_on=None)
    sums = {kind: _sum(year, kind, "person") for kind in HoursKind.values}
    rows = rows.annotate(**sums).annotate(hours=F("general") + F("professional") + F("elective"))
    counted = (
        rows.order_by()
        .values("body")
        .annotate(teachers=Count("pk"), met=Count("pk", filter=_stands(Standing.MET, need)))
    )
    return {row["body"]: SchoolFigures(row["teachers"], row["met"]) for row in counted}


def entry_in(school: Body, pk: int) -> HoursEntry:
    """An entry that the school itself vouches for; HoursEntry.DoesNotExist otherwise."""
    rows = HoursEntry.objects.select_related("person", "unit", "reverses", "reversed_by")
    return rows.get(pk=pk, unit=school, source__in=OF_THE_SCHOOL)


def _sum(year: int, kind: str, person: str = "pk") -> Coalesce:
    rows = HoursEntry.objects.filter(person=OuterRef(person), year=year, kind=kind)
    sums = rows.order_by().values("person").annotate(s=Sum("hours")).values("s")
    return Coalesce(Subquery(sums), Value(Decimal(0)), output_field=_HOURS)


def _stands(standing: Standing, need: Need) -> Q:
    met = Q(
        general__gte=need.general,
        professional__gte=need.professional,
        elective__gte=need.elective,
        hours__gte=need.total,
    )
    if standing == Standing.MET:
        return met
    return ~met & (Q(hours=0) if standing == Standing.NONE else Q(hours__gt=0))


def _matches(text: str) -> Q:
    number = normalise_id_number(IdKind.RESIDENT, text)
    condition = named(text)
    if _ID_NUMBER.fullmatch(number):
        condition |= Q(id_number_hash__in=hashes_for(Person, "id_number_hash", number))
    return condition
