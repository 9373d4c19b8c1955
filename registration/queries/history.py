"""Who said what of a teacher, and when."""

from collections.abc import Iterable

from django.db.models import QuerySet

from identity.models import Person
from registration.models import Probation, ProbationChange, YearRecord, YearRecordChange


def year_records(people: Iterable[Person], year: int) -> dict[int, YearRecord]:
    """By person."""
    rows = YearRecord.objects.filter(person__in=list(people), year=year)
    return {row.person_id: row for row in rows.select_related("entered_by")}


def year_changes(person: Person) -> QuerySet[YearRecordChange]:
    """The newest first."""
    rows = YearRecordChange.objects.filter(record__person=person)
    return rows.select_related("record", "body", "by")


def probation_of(person: Person) -> Probation | None:
    return Probation.objects.filter(person=person).select_related("body", "entered_by").first()


def probation_changes(person: Person) -> QuerySet[ProbationChange]:
    rows = ProbationChange.objects.filter(probation__person=person)
    return rows.select_related("body", "by")
