"""A second chance for fields that no box of text gave: read their fixed places."""

from dataclasses import replace

import numpy as np

from identity.cardreading import crosscheck
from identity.cardreading.engine import Engine
from identity.cardreading.ink import extent_of, ink_of
from identity.cardreading.layout import ZONES, Zone
from identity.cardreading.parser import Parsed, Value, value_of
from identity.cardreading.picture import Picture, Points, cut

_MARGIN = 10
_SECOND = ("sex", "ethnicity", "birth", "id_number")


def fill_gaps(engine: Engine, face: Picture, parsed: Parsed) -> Parsed:
    """The same with empty fields, and a number that cannot be right, read from their places."""
    values = dict(parsed.values)
    for name in _SECOND:
        if not _is_good(name, values[name].text):
            again = _read_zone(engine, face, parsed.pose, name)
            if _is_better(name, again, values):
                values[name] = again
    return replace(parsed, values=values)


def _is_good(name: str, text: str) -> bool:
    return crosscheck.is_valid_number(text) if name == "id_number" else bool(text)


def _is_better(name: str, again: Value, values: dict[str, Value]) -> bool:
    """A number read at the second try must also agree with the printed birth date."""
    if name != "id_number":
        return bool(again.text)
    if not crosscheck.is_valid_number(again.text):
        return False
    born = crosscheck.birth_in(again.text)
    return born is not None and values["birth"].text in ("", born.isoformat())


def _read_zone(engine: Engine, face: Picture, pose: Points | None, name: str) -> Value:
    crop = cut(face, to_face(ZONES[name], pose))
    extent = extent_of(ink_of(crop))
    if extent is None:
        return Value()
    top, bottom = max(0, extent.top - _MARGIN), extent.bottom + _MARGIN
    left, right = max(0, extent.left - _MARGIN), extent.right + _MARGIN
    line = engine.read(np.ascontiguousarray(crop[top:bottom, left:right]))
    return value_of(name, tuple(glyph for glyph in line.glyphs if glyph.char != " "))


def to_face(zone: Zone, pose: Points | None) -> Points:
    """Where a zone of the layout lies on the card as rectified."""
    if pose is None:
        return zone.quad
    back = np.linalg.inv(np.vstack([pose, [0, 0, 1]]))[:2]
    return (zone.quad @ back[:, :2].T + back[:, 2]).astype(np.float32)
