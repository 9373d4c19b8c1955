"""From lines read on the rectified card to fields, by place and by label."""

import re
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from identity.cardreading import crosscheck, ethnicity
from identity.cardreading.decoding import Glyph, Line
from identity.cardreading.layout import ZONES, Mark, Zone, align, number_in
from identity.cardreading.picture import Points


@dataclass(frozen=True)
class ReadLine:
    """A line with its box (4×2, card pixels)."""

    box: Points
    line: Line

    def place(self, glyph: Glyph) -> tuple[float, float]:
        """The middle of one character."""
        left, right = (self.box[0] + self.box[3]) / 2, (self.box[1] + self.box[2]) / 2
        x, y = left + (right - left) * glyph.at
        return float(x), float(y)

    @property
    def height(self) -> float:
        return float(np.linalg.norm(self.box[3] - self.box[0]))


@dataclass(frozen=True)
class Placed:
    """A character on the card."""

    glyph: Glyph
    x: float
    y: float


@dataclass(frozen=True)
class Value:
    """A field's text in its normal form ("" if not understood) and how likely it is (0–1)."""

    text: str = ""
    prob: float = 0.0
    glyphs: tuple[Glyph, ...] = ()


@dataclass(frozen=True)
class Parsed:
    """What the lines say, before any cross-check; the affine map that puts labels in place."""

    values: dict[str, Value] = field(default_factory=dict)
    pose: Points | None = None

    def text(self, name: str) -> str:
        return self.values[name].text if name in self.values else ""


_LABEL_OF = {
    "name": "姓名",
    "sex": "性别",
    "ethnicity": "民族",
    "birth": "出生",
    "address": "住址",
    "id_number": "公民身份号码",
}
_DATE = re.compile(r"(\d{4})\D{0,3}?(\d{1,2})\D{0,3}?(\d{1,2})\D*$")


def parse(lines: list[ReadLine]) -> Parsed:
    """Fields by zone, after the labels read have put every line where it belongs."""
    pose = align(marks_of(lines))
    straight = lines if pose is None else [_moved(line, pose) for line in lines]
    values = {name: value_of(name, _in_zone(straight, name, zone)) for name, zone in ZONES.items()}
    elsewhere = _number_anywhere(straight)
    if elsewhere and not crosscheck.is_valid_number(values["id_number"].text):
        values["id_number"] = elsewhere
    return Parsed(values, pose)


def value_of(name: str, glyphs: tuple[Glyph, ...]) -> Value:
    """A field's normal form from the characters at its place."""
    text = "".join(glyph.char for glyph in glyphs)
    prob = min((glyph.prob for glyph in glyphs), default=0.0)
    if name == "ethnicity":
        text, prob = ethnicity.match(glyphs)
    elif name == "sex":
        text = next((char for char in text if char in "男女"), "")
    elif name == "birth":
        day = birth_from(text)
        text = day.isoformat() if day else ""
    elif name == "id_number":
        text = number_in(text) or re.sub(r"[^0-9X]", "", text.upper())
    elif name == "address":
        text = text.strip("：:.,，。·")
    return Value(text, prob if text else 0.0, glyphs)


def marks_of(lines: list[ReadLine]) -> list[Mark]:
    """Every character with its place, for aligning."""
    marks = []
    for read in lines:
        for index, glyph in enumerate(read.line.glyphs):
            x, y = read.place(glyph)
            marks.append(Mark(glyph.char, x, y, read.line.text, index))
    return marks


def birth_from(text: str) -> date | None:
    """The day in 1990年3月7日, also where 年 or 月 was not read."""
    found = _DATE.search(text.replace(" ", ""))
    return crosscheck.date_of(*found.groups()) if found else None


def _moved(read: ReadLine, pose: Points) -> ReadLine:
    moved = read.box @ pose[:, :2].T + pose[:, 2]
    return replace(read, box=moved.astype(np.float32))


def _in_zone(lines: list[ReadLine], name: str, zone: Zone) -> tuple[Glyph, ...]:
    found: list[Glyph] = []
    for read in sorted(lines, key=_reading_order):
        found += [p.glyph for p in _values(read, name) if zone.holds(p.x, p.y)]
    return tuple(found)


def _reading_order(read: ReadLine) -> tuple[int, float]:
    return round(read.box[:, 1].mean() / 30), float(read.box[:, 0].min())


def _values(read: ReadLine, name: str) -> list[Placed]:
    """The line's characters without the field's own printed label."""
    text = read.line.text
    label = _LABEL_OF[name]
    start = text.find(label) + len(label) if label in text else 0
    glyphs = read.line.glyphs[start:]
    return [Placed(glyph, *read.place(glyph)) for glyph in glyphs if glyph.char != " "]


def _number_anywhere(lines: list[ReadLine]) -> Value | None:
    """A number with a right checksum wherever it stands."""
    for read in lines:
        number = number_in(read.line.text)
        if number and crosscheck.is_valid_number(number):
            return Value(number, read.line.weakest, read.line.glyphs)
    return None
