"""One record for life (X16): what a person holds, what happened, what is due, from every layer.

An app registers a provider in `AppConfig.ready()`; the page asks each of them about one person.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from identity.models import Person


@dataclass(frozen=True)
class Held:
    """Something the person holds. `tone` is that of a status tag; `facts` are (label, value)."""

    title: str
    state: str
    tone: str
    facts: tuple[tuple[str, str], ...] = ()
    url: str = ""


@dataclass(frozen=True)
class Happened:
    """A day in the person's record."""

    on: date
    title: str
    text: str = ""
    tone: str = "neutral"


@dataclass(frozen=True)
class Due:
    """What comes next: from `opens` until `last`; both None when no day can be told.

    `key` names it for calendars, the same for the same thing: who is registered later knows more,
    and theirs takes the place of an earlier one.
    """

    key: str
    title: str
    text: str
    opens: date | None = None
    last: date | None = None
    url: str = ""


@dataclass(frozen=True)
class Part:
    """What one app knows of a person."""

    held: tuple[Held, ...] = ()
    happened: tuple[Happened, ...] = ()
    dues: tuple[Due, ...] = ()


@dataclass(frozen=True)
class Section:
    label: str
    held: tuple[Held, ...]


@dataclass(frozen=True)
class Record:
    """Everything: `happened` newest first, `dues` soonest first, those without a day last."""

    sections: tuple[Section, ...]
    happened: tuple[Happened, ...]
    dues: tuple[Due, ...]


Provider = Callable[[Person], Part]
_providers: dict[str, Provider] = {}


def register(label: str, provider: Provider) -> None:
    """`label` is the heading its things stand under ("教师资格证书"); a later one replaces it."""
    _providers[label] = provider


def unregister(label: str) -> None:
    del _providers[label]


def record_of(person: Person) -> Record:
    parts = [(label, provider(person)) for label, provider in _providers.items()]
    happened = [each for _, part in parts for each in part.happened]
    # An app above may know more of what an app below names by the same key.
    dues = {each.key: each for _, part in parts for each in part.dues}
    return Record(
        sections=tuple(Section(label, part.held) for label, part in parts),
        happened=tuple(sorted(happened, key=lambda each: each.on, reverse=True)),
        dues=tuple(
            sorted(dues.values(), key=lambda each: (each.last is None, each.last or date.max))
        ),
    )
