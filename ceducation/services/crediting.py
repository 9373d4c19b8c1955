"""One way into the ledger."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest

from ceducation.enums import Source
from ceducation.errors import Refused
from ceducation.models import HoursEntry
from ceducation.queries.ledger import twin
from ceducation.queries.requirements import requirements_at
from ceducation.rules import Learned, clean, problems, spoken
from identity.models import Person
from identity.queries import current_employment
from portal.audit.services import record
from portal.clock import now, today
from portal.organisations.models import Body

_BY_SCHOOLS = (Source.SCHOOL_IMPORT, Source.SCHOOL_ENTRY)


@transaction.atomic
def credit(
    person: Person,
    unit: Body,
    learned: Learned,
    *,
    source: Source,
    reference: str,
    actor: Any,
    request: HttpRequest | None = None,
) -> HoursEntry:
    """One entry; what was credited before under this source and reference is returned as it is.

    `unit` vouches for the hours: a school only for who works there now. Refused (with the field
    at fault) against a rule, or when the ledger has the same title in the same year.
    """
    lock(person)
    if known := HoursEntry.objects.filter(source=source, reference=reference).first():
        return _the_same(known, person)
    wanted = clean(learned)
    if source in _BY_SCHOOLS:
        _demand_employment(person, unit)
    demand_rules(unit, wanted)
    demand_new(person, wanted)
    entry = add(person, unit, wanted, source=source, reference=reference, actor=actor)
    note("ceducation.credit", entry, actor, request)
    return entry


def lock(person: Person) -> None:
    """Two at once for one person come one after the other (SQLite: every write does)."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)


def _the_same(known: HoursEntry, person: Person) -> HoursEntry:
    if known.person_id != person.pk:
        raise Refused("这个登记编号已用于另一位教师。")
    return known


def _demand_employment(person: Person, unit: Body) -> None:
    job = current_employment(person)
    if job is None or job.body_id != unit.pk:
        raise Refused("此人现在不是本校教师，不能由本校登记学时。")


def demand_rules(unit: Body, wanted: Learned, *, closes: bool = True) -> None:
    """`closes`: whether the last day of entry counts; for a correction it does not."""
    limits = requirements_at(unit).limits(wanted.year)
    if not closes:
        limits = type(limits)(limits.most_hours)
    for field, text in problems(wanted, limits, today()):
        raise Refused(f"{text}。", field)


def demand_new(person: Person, wanted: Learned) -> None:
    if known := twin(person, wanted.year, wanted.title):
        raise Refused(duplicate(known), "title")


def duplicate(known: HoursEntry) -> str:
    return (
        f"台账中已有{known.year}年“{known.title}”{spoken(known.hours)} 学时"
        f"（{known.unit.name}）；确是另一次学习的，请在所学内容中写明，如“第二期”。"
    )


def add(
    person: Person,
    unit: Body,
    wanted: Learned,
    *,
    source: Source,
    reference: str,
    actor: Any,
    reason: str = "",
) -> HoursEntry:
    """The row itself; checks are the caller's."""
    return HoursEntry.objects.create(
        person=person,
        unit=unit,
        year=wanted.year,
        kind=wanted.kind,
        hours=wanted.hours,
        title=wanted.title,
        proof=wanted.proof,
        source=source,
        reference=reference,
        reason=reason,
        entered_by=by(actor),
        at=now(),
    )


def by(actor: Any) -> Any:
    """The user, where one acts: a system actor has no key."""
    return actor if getattr(actor, "pk", None) else None


def note(action: str, entry: HoursEntry, actor: Any, request: HttpRequest | None = None) -> None:
    record(
        action,
        actor=actor,
        subject=entry.subject,
        person_id=entry.person_id,
        body_id=entry.unit_id,
        detail={"year": entry.year, "kind": entry.kind, "hours": str(entry.hours)},
        request=request,
    )
