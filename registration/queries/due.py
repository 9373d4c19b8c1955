"""Who is due: of one person, and of the teachers of schools in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from ceducation.queries.period import hours_by_year
from ceducation.queries.requirements import Requirements, province_of, requirements_of
from identity.models import Employment, Person
from identity.queries import current_employment
from portal.clock import today as portal_today
from portal.organisations.models import Body
from registration.enums import CALLED, DueKind, DueState
from registration.models import YearRecord
from registration.queries.facts import facts_of
from registration.queries.terms import rule_of, rules_at, terms_at, terms_of
from registration.rules.conditions import Hours
from registration.rules.due import Due, Facts, Terms
from registration.rules.due import due_for as judged
from registration.rules.needs import Said, YearSaid, entry_years, hours_years, missing

_SAID = ("person", "year", "appraisal", "morals", "post")


@dataclass(frozen=True)
class Standing:
    """A teacher of a list. `missing` is what the school has still to enter (in words)."""

    person_id: int
    body_id: int
    facts: Facts
    due: Due
    said: Said
    missing: tuple[str, ...] = ()

    def judged(self, terms: Terms, day: date) -> "Standing":
        lacking = missing(self.due, self.facts, self.said, terms, day)
        return replace(self, missing=lacking) if lacking else self

    @property
    def complete(self) -> bool:
        return not self.missing

    @property
    def called(self) -> bool:
        return self.due.state in CALLED


@dataclass(frozen=True)
class Figures:
    """Of a school: `complete` are those due or overdue of whom nothing is missing, `lacking` all of
    whom the school has still to enter something.
    """

    teachers: int = 0
    due: int = 0
    overdue: int = 0
    complete: int = 0
    unknown: int = 0
    lacking: int = 0

    @property
    def called(self) -> int:
        return self.due + self.overdue


def due_for(person: Person, today: date | None = None) -> Due:
    """What this person is to do on that day; six queries."""
    day = today or portal_today()
    job = current_employment(person)
    terms = terms_at(job.body if job else None, day.year)
    return judged(facts_of([person.pk])[person.pk], terms, day)


def standings_of(schools: Collection[Body], today: date | None = None) -> list[Standing]:
    """Of every teacher who works in these schools now (all of one province): eight queries.

    What was said of the years is read for those alone who are called, or are all of one school.
    """
    day = today or portal_today()
    jobs = Employment.objects.filter(body__in=list(schools), ended_on=None)
    working: dict[int, int] = dict(jobs.values_list("person", "body"))
    terms = _terms_of(schools, day)
    facts = facts_of(jobs.values("person"))
    dues = {key: judged(facts[key], terms, day) for key in working}
    said = said_of(_read(dues, schools), day)
    return [
        Standing(key, body, facts[key], dues[key], said.get(key, {})).judged(terms, day)
        for key, body in working.items()
    ]


def _terms_of(schools: Collection[Body], day: date) -> Terms:
    province = next((province_of(each) for each in schools), None)
    return terms_of(rule_of(rules_at(province), day.year))


def _read(dues: Mapping[int, Due], schools: Collection[Body]) -> list[int]:
    if len(schools) == 1:
        return list(dues)
    return [key for key, due in dues.items() if due.state in CALLED]


def said_of(people: Collection[int], today: date) -> dict[int, dict[int, YearSaid]]:
    """Person → year → what was said of it; one query."""
    found: dict[int, dict[int, YearSaid]] = defaultdict(dict)
    first = entry_years(today)[-1]
    rows = YearRecord.objects.filter(person__in=people, year__gte=first).order_by()
    for person, year, appraisal, morals, post in rows.values_list(*_SAID):
        found[person][year] = YearSaid(year, appraisal, morals, post)
    return found


def figures_of(standings: Iterable[Standing]) -> dict[int, Figures]:
    """By school."""
    counted: dict[int, list[int]] = defaultdict(lambda: [0] * 6)
    for each in standings:
        numbers = counted[each.body_id]
        state = each.due.state
        numbers[0] += 1
        numbers[1] += state == DueState.DUE
        numbers[2] += state == DueState.OVERDUE
        numbers[3] += each.called and each.complete
        numbers[4] += state == DueState.UNKNOWN
        numbers[5] += not each.complete
    return {body: Figures(*numbers) for body, numbers in counted.items()}


def total_of(figures: Iterable[Figures]) -> Figures:
    every = list(figures)
    return Figures(
        *(sum(getattr(each, name) for each in every) for name in Figures.__annotations__)
    )


def hours_of(
    people: Mapping[int, Due], body: Body | None, terms: Terms, today: date
) -> dict[int, Hours]:
    """Of each one's registration period; two queries."""
    years = {key: hours_years(due, terms, today) for key, due in people.items()}
    kept = [span for span in years.values() if span]
    if not kept:
        return {}
    first, last = min(span[0] for span in kept), max(span[-1] for span in kept)
    sums = hours_by_year(list(people), first, last)
    asked = requirements_of(province_of(body) if body else None)
    return {key: _hours(span, sums.get(key, {}), asked) for key, span in years.items()}


def _hours(years: range, sums: Mapping[int, Decimal], asked: Requirements) -> Hours:
    total = sum((sums.get(year, Decimal(0)) for year in years), Decimal(0))
    return Hours(years, total, asked.of(years[-1]).period_hours)


def takes_part(due: Due) -> bool:
    return due.kind != DueKind.NONE
