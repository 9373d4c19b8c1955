"""Nothing in the ledger changes: a wrong entry is taken back, and put right by a new one."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import HttpRequest

from ceducation.enums import Source
from ceducation.errors import Refused
from ceducation.models import HoursEntry
from ceducation.notices import tell_corrected
from ceducation.rules import LONGEST_REASON, Learned, clean
from ceducation.services.crediting import add, by, demand_new, demand_rules, lock, note
from portal.clock import now


@dataclass(frozen=True)
class Correction:
    """What was written: the counter-entry, and the entry in place of the wrong one, if any."""

    counter: HoursEntry
    replacement: HoursEntry | None = None


@transaction.atomic
def correct(
    entry: HoursEntry,
    reason: str,
    *,
    actor: Any,
    replacement: Learned | None = None,
    request: HttpRequest | None = None,
) -> Correction:
    """Takes the entry back and, with a `replacement`, credits that instead; the person is told.

    Refused without a reason, for an entry taken back before, and for a counter-entry.
    """
    said = _demand_reason(reason)
    lock(entry.person)
    _demand_live(entry)
    counter = _counter(entry, said, actor)
    note("ceducation.reverse", counter, actor, request)
    instead = _instead(entry, clean(replacement), said, actor) if replacement else None
    if instead is not None:
        note("ceducation.replace", instead, actor, request)
    tell_corrected(counter, instead)
    return Correction(counter, instead)


def _demand_reason(reason: str) -> str:
    said = reason.strip()
    if not said:
        raise Refused("请填写更正的原因。", "reason")
    if len(said) > LONGEST_REASON:
        raise Refused(f"原因不能超过 {LONGEST_REASON} 字，现有 {len(said)} 字。", "reason")
    return said


def _demand_live(entry: HoursEntry) -> None:
    if entry.is_reversal:
        raise Refused("这一条本身是更正的冲销记录，不能再更正。")
    if HoursEntry.objects.filter(reverses=entry).exists():
        raise Refused("这一条已经更正过了。")


def _counter(entry: HoursEntry, reason: str, actor: Any) -> HoursEntry:
    return HoursEntry.objects.create(
        person=entry.person,
        unit=entry.unit,
        year=entry.year,
        kind=entry.kind,
        hours=-entry.hours,
        title=entry.title,
        proof=entry.proof,
        source=Source.CORRECTION,
        reference=f"reverse:{entry.pk}",
        reason=reason,
        entered_by=by(actor),
        at=now(),
        reverses=entry,
    )


def _instead(entry: HoursEntry, wanted: Learned, reason: str, actor: Any) -> HoursEntry:
    """A year that is closed to new hours is not closed to putting its own right."""
    demand_rules(entry.unit, wanted, closes=wanted.year != entry.year)
    demand_new(entry.person, wanted)
    return add(
        entry.person,
        entry.unit,
        wanted,
        source=Source.CORRECTION,
        reference=f"replace:{entry.pk}",
        actor=actor,
        reason=reason,
    )
