"""Reading the trail: by the person it is about, and by audit administrators in their scope."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, overload

from django.db.models import Q, QuerySet
from django.utils import timezone

from portal.audit import actions
from portal.audit.directory import AuditScope, directory
from portal.audit.enums import LOOK_PREFIX
from portal.audit.models import Entry
from portal.audit.words import subject_in_words


@dataclass(frozen=True)
class Look:
    """Somebody saw a person's data (X9)."""

    at: datetime
    who: str
    body: str
    what: str
    subject: str


class Looks(Sequence[Look]):
    """Newest first; counted and sliced in the database, body names asked once per slice."""

    def __init__(self, entries: "QuerySet[Entry]") -> None:
        self._entries = entries

    def __len__(self) -> int:
        return self._entries.count()

    @overload
    def __getitem__(self, index: int) -> Look: ...

    @overload
    def __getitem__(self, index: slice) -> list[Look]: ...

    def __getitem__(self, index: int | slice) -> Look | list[Look]:
        if isinstance(index, slice):
            return _looks(self._entries[index])
        return _looks([self._entries[index]])[0]

    def __iter__(self) -> Iterator[Look]:
        return iter(_looks(self._entries))


def looks_at(person_id: int, subjects: Iterable[str] = ()) -> Looks:
    """Who saw this person's data, for which body, when, and what of it.

    `subjects` are records that were theirs before the portal knew the person.
    """
    theirs = Q(person_id=person_id) | Q(person_id=None, subject__in=list(subjects))
    entries = Entry.objects.filter(theirs, action__startswith=LOOK_PREFIX)
    return Looks(entries.order_by("-at", "-id"))


@dataclass(frozen=True)
class Wanted:
    """What a list of entries is narrowed to; days are whole days in the portal's time zone."""

    action: str = ""
    actor: str = ""
    person_id: int | None = None
    body_id: int | None = None
    since: date | None = None
    until: date | None = None


def audit_scope(user: Any) -> AuditScope:
    return directory.scope_of(user)


def entries_in(scope: AuditScope, wanted: Wanted) -> "QuerySet[Entry]":
    """The scope's entries, newest first."""
    entries = Entry.objects.order_by("-at", "-id")
    if not scope.everything:
        entries = entries.filter(body_id__in=scope.body_ids)
    if wanted.action:
        entries = entries.filter(action=wanted.action)
    if wanted.actor:
        entries = entries.filter(actor_name__contains=wanted.actor)
    return _about(_between(entries, wanted), wanted)


def person_on_record(scope: AuditScope, number: str) -> int | None:
    """The person with this ID number, if the scope has entries about them."""
    people = directory.people_of(number)
    mine = entries_in(scope, Wanted()).filter(person_id__in=people)
    return mine.values_list("person_id", flat=True).first()


def body_names(entries: Iterable[Entry]) -> dict[int, str]:
    ids = {entry.body_id for entry in entries if entry.body_id is not None}
    return dict(directory.names_of(ids)) if ids else {}


def _about(entries: "QuerySet[Entry]", wanted: Wanted) -> "QuerySet[Entry]":
    if wanted.person_id is not None:
        entries = entries.filter(person_id=wanted.person_id)
    if wanted.body_id is not None:
        entries = entries.filter(body_id=wanted.body_id)
    return entries


def _between(entries: "QuerySet[Entry]", wanted: Wanted) -> "QuerySet[Entry]":
    if wanted.since:
        entries = entries.filter(at__gte=_midnight(wanted.since))
    if wanted.until:
        entries = entries.filter(at__lt=_midnight(wanted.until + timedelta(days=1)))
    return entries


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _looks(entries: Iterable[Entry]) -> list[Look]:
    found = list(entries)
    names = body_names(found)
    return [
        Look(
            entry.at,
            entry.actor_name,
            names.get(entry.body_id or 0, ""),
            actions.label_of(entry.action),
            subject_in_words(entry.subject),
        )
        for entry in found
    ]
