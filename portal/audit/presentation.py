"""An entry as a line of the list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from portal.audit import actions
from portal.audit.models import Entry
from portal.audit.queries import body_names
from portal.audit.words import detail_in_words, subject_in_words


@dataclass(frozen=True)
class Line:
    at: datetime
    action: str
    actor: str
    actor_kind: str
    body: str
    subject: str
    person_id: int | None
    address: str
    detail: str
    sealed: bool


def lines_of(entries: Iterable[Entry]) -> list[Line]:
    found = list(entries)
    names = body_names(found)
    return [_line(entry, names.get(entry.body_id or 0, "")) for entry in found]


def _line(entry: Entry, body: str) -> Line:
    return Line(
        at=entry.at,
        action=actions.label_of(entry.action),
        actor=entry.actor_name,
        actor_kind=entry.get_actor_kind_display(),
        body=body,
        subject=subject_in_words(entry.subject),
        person_id=entry.person_id,
        address=entry.address,
        detail=detail_in_words(entry.detail),
        sealed=entry.position is not None,
    )
