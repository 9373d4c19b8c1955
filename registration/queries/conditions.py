"""Everything about one person: what is due, each condition with its sources, what was entered."""

from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from identity.models import Employment, Person
from identity.queries import credential_rules, current_employment
from portal.clock import today as portal_today
from registration.models import YearRecord
from registration.queries.due import hours_of
from registration.queries.facts import facts_of
from registration.queries.terms import terms_at
from registration.rules.conditions import Finding, Hours, Known, judge
from registration.rules.due import Due, Terms
from registration.rules.due import due_for as judged
from registration.rules.needs import YearSaid, missing


@dataclass(frozen=True)
class Dossier:
    """One person on a day; `years` the newest first."""

    job: Employment | None
    due: Due
    terms: Terms
    findings: tuple[Finding, ...]
    missing: tuple[str, ...]
    hours: Hours | None
    years: tuple[YearSaid, ...]


def conditions_for(
    person: Person, terms: Terms | None = None, today: date | None = None
) -> tuple[Finding, ...]:
    """Each condition: met, not met or unknown, with the record and its day it follows from."""
    return dossier_of(person, terms, today).findings


def dossier_of(person: Person, terms: Terms | None = None, today: date | None = None) -> Dossier:
    """About ten queries, whatever there is of the person."""
    day = today or portal_today()
    job = current_employment(person)
    asked = terms or terms_at(job.body if job else None, day.year)
    facts = facts_of([person.pk])[person.pk]
    due = judged(facts, asked, day)
    said = years_said(person)
    hours = hours_of({person.pk: due}, job.body if job else None, asked, day).get(person.pk)
    known = Known(facts, due, asked, day, credential_rules(), said, hours)
    return Dossier(
        job, due, asked, judge(known), missing(due, facts, said, asked, day), hours,
        tuple(said[year] for year in sorted(said, reverse=True)),
    )  # fmt: skip


def years_said(person: Person) -> dict[int, YearSaid]:
    """With the school and the day of each."""
    rows = YearRecord.objects.filter(person=person).select_related("body").order_by("year")
    return {
        row.year: YearSaid(
            row.year, row.appraisal, row.morals, row.post, localdate(row.entered_at), row.body.name
        )
        for row in rows
    }
