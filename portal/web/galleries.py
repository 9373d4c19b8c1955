"""Many pictures, grouped by what they belong to."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol


class Shown(Protocol):
    """What the viewer reads of a picture, whoever describes it."""

    @property
    def group(self) -> str: ...

    @property
    def label(self) -> str: ...


@dataclass(frozen=True)
class Group:
    """The pictures of one item, in their order."""

    label: str
    pictures: tuple[Any, ...]


def groups_of(pictures: Iterable[Shown]) -> list[Group]:
    """In the order in which the groups first appear; a picture without one is its own.

    Empty when no picture names a group: then each stands for itself.
    """
    found: dict[str, list[Shown]] = {}
    grouped = False
    for picture in pictures:
        grouped = grouped or bool(picture.group)
        found.setdefault(picture.group or picture.label, []).append(picture)
    return [Group(label, tuple(row)) for label, row in found.items()] if grouped else []
