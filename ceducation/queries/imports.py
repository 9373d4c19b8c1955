"""Imports of a school, and what became of their rows."""

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum

from ceducation.enums import RowState
from ceducation.models import HoursEntry, HoursImport, ImportRow
from ceducation.rules import title_key
from identity.models import Person
from portal.organisations.models import Body


def imports_of(school: Body) -> QuerySet[HoursImport]:
    """The newest first, with how many rows of each fate."""
    counts = {
        "ready": Count("rows", filter=Q(rows__state=RowState.READY)),
        "wrong": Count("rows", filter=Q(rows__state__in=[RowState.WRONG, RowState.REFUSED])),
        "imported": Count("rows", filter=Q(rows__state=RowState.DONE)),
    }
    rows = HoursImport.objects.filter(unit=school).defer("content")
    return rows.select_related("user").annotate(**counts).order_by("-created_at", "-pk")


def import_in(school: Body, pk: int) -> HoursImport:
    """HoursImport.DoesNotExist for another school's."""
    rows = HoursImport.objects.select_related("unit", "user").defer("content")
    return rows.get(pk=pk, unit=school)


def rows_of(run: HoursImport, state: str = "") -> QuerySet[ImportRow]:
    rows = run.rows.select_related("person", "entry").order_by("number")
    return rows.filter(state=state) if state else rows


def figures_of(run: HoursImport) -> list[tuple[str, str, int]]:
    """(state, label, how many) of each there is, in a fixed order."""
    counted = dict(run.rows.order_by().values_list("state").annotate(n=Count("pk")))
    return [(s.value, str(s.label), counted[s.value]) for s in RowState if counted.get(s.value)]


def imported_hours(run: HoursImport) -> dict[str, tuple[Decimal, int]]:
    """What the imported rows came to: {kind: (hours, how many rows)}."""
    done = run.rows.filter(state=RowState.DONE).order_by()
    sums = done.values("entry__kind").annotate(hours=Sum("entry__hours"), count=Count("pk"))
    return {row["entry__kind"]: (row["hours"], row["count"]) for row in sums}


def unsuitable(run: HoursImport) -> QuerySet[ImportRow]:
    """What the report lists: rows that were not, or will not be, imported."""
    return rows_of(run).filter(state__in=[RowState.WRONG, RowState.REFUSED])


def credited(people: Iterable[Person]) -> dict[tuple[int, int, str], HoursEntry]:
    """What counts already, by (person, year, key of its title)."""
    rows = HoursEntry.objects.filter(person__in=list(people), reverses=None, reversed_by=None)
    return {(e.person_id, e.year, title_key(e.title)): e for e in rows.select_related("unit")}
