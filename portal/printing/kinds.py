"""Kinds of print. A workflow registers its own in `AppConfig.ready()`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from portal.printing.enums import ProofState
from portal.printing.errors import UnknownKind

if TYPE_CHECKING:
    from portal.printing.kit.pen import Pen
    from portal.printing.models import Print

Data: TypeAlias = Any


@dataclass(frozen=True)
class Proof:
    """What the check page shows; `rows` are (label, value), no more than the paper itself says."""

    state: ProofState
    title: str
    rows: Sequence[tuple[str, str]] = ()
    note: str = ""


@dataclass(frozen=True)
class PrintKind:
    """`data(subject)` fills a frozen dataclass (or a mapping) of texts, numbers, dates and bytes;
    it may raise `PrintFailed`. `draw(pen, data)` is pure: what it draws depends on nothing else.

    `owns(user, print)` and `may_see(user, print)` say whose it is and who may see it by office;
    `person(print)` is whose data it is, for the record of looks. `file_name` has no suffix.
    `memory_mb` is what one drawing may add to the worker.
    """

    name: str
    label: str
    data: Callable[[str], Data]
    draw: "Callable[[Pen, Data], None]"
    proof: "Callable[[Print], Proof]"
    owns: "Callable[[Any, Print], bool]"
    may_see: "Callable[[Any, Print], bool]"
    file_name: Callable[[str], str]
    person: "Callable[[Print], int | None]"
    memory_mb: int = 256


_kinds: dict[str, PrintKind] = {}


def register(kind: PrintKind) -> None:
    if kind.name in _kinds:
        raise ValueError(f"print kind {kind.name!r} is registered twice")
    _kinds[kind.name] = kind


def unregister(name: str) -> None:
    """For tests, which register kinds of their own."""
    _kinds.pop(name)


def find(name: str) -> PrintKind:
    try:
        return _kinds[name]
    except KeyError:
        raise UnknownKind(name) from None
