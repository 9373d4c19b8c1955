"""The name: read a second time, compared with glyphs, and accepted silently or not."""

from dataclasses import dataclass
from itertools import repeat

import cv2
import numpy as np

from identity.cardreading.characters import Choice, choose, merged
from identity.cardreading.decoding import Glyph, Line
from identity.cardreading.engine import Engine
from identity.cardreading.glyph_index import GlyphIndex
from identity.cardreading.ink import Extent, cells, extent_of, ink_of
from identity.cardreading.judging import Judged
from identity.cardreading.layout import NAME_BOX
from identity.cardreading.picture import Picture, Points, card_map
from identity.cardreading.shapes import shape_of

DOT = "·"
_DOTS = "·•・‧∙⋅．･"
_SCALE = 2.0
_MARGIN = 0.3
_SURE = 0.995
_SURE_DOTTED = 0.9
"""A name with a dot is not compared with glyphs (its spacing is uneven): both readings agree."""


@dataclass(frozen=True)
class NameReading:
    """The name, its characters with their rivals, and what spoke for it."""

    judged: Judged
    choices: tuple[Choice, ...] = ()

    @property
    def others(self) -> tuple[tuple[str, ...], ...]:
        return tuple(choice.others for choice in self.choices)


def candidates(engine: Engine, crop: Picture) -> tuple[tuple[str, ...], ...]:
    """For each character on a picture of a name alone: those that it may be, likeliest first."""
    strip = cv2.resize(crop, None, fx=_SCALE, fy=_SCALE, interpolation=cv2.INTER_CUBIC)
    return second_look(engine, engine.glyphs, strip, engine.read(strip)).others


def name_strip(image: Picture, quad: Points, pose: Points | None) -> Picture:
    """The name's fixed place, cut from the full picture at twice the card's scale."""
    to_card = card_map(quad)
    if pose is not None:
        to_card = np.vstack([pose, [0, 0, 1]]) @ to_card
    left, top = NAME_BOX.left, NAME_BOX.top
    to_strip = np.array([[_SCALE, 0, -_SCALE * left], [0, _SCALE, -_SCALE * top], [0, 0, 1]])
    size = (round(_SCALE * (NAME_BOX.right - left)), round(_SCALE * (NAME_BOX.bottom - top)))
    return cv2.warpPerspective(image, to_strip @ to_card, size, borderMode=cv2.BORDER_REPLICATE)


def second_look(
    engine: Engine, index: GlyphIndex | None, strip: Picture, first: Line
) -> NameReading:
    """Read the strip again, settle each character, say whether nothing speaks against it."""
    ink = ink_of(strip)
    extent = extent_of(ink)
    first = _with_plain_dots(first)
    second = _with_plain_dots(engine.read(_tight(strip, extent))) if extent else Line()
    glyphs = merged(_better(first, second, extent), second)
    has_dot = any(glyph.char == DOT for glyph in glyphs)
    pieces = None if has_dot or extent is None else cells(ink, extent, len(glyphs))
    choices = [
        choose(glyph, shape_of(piece) if piece is not None else None, index)
        for glyph, piece in zip(glyphs, pieces or repeat(None, len(glyphs)), strict=True)
    ]
    name = "".join(choice.char for choice in choices)
    agree = first.text == second.text == name
    counted = agree if has_dot else extent is not None and extent.fits(len(name))
    confidence = min((choice.prob for choice in choices), default=0.0)
    sure = counted and confidence >= (_SURE_DOTTED if has_dot else _SURE)
    return NameReading(Judged(name, confidence, sure), tuple(choices))


def _with_plain_dots(line: Line) -> Line:
    """All dots as U+00B7, the only one that names are written with (民委发〔2016〕33号)."""
    return Line(tuple(_plain_dot(glyph) for glyph in line.glyphs))


def _plain_dot(glyph: Glyph) -> Glyph:
    if glyph.char not in _DOTS:
        return glyph
    prob = sum(prob for char, prob in glyph.rivals if char in _DOTS)
    return Glyph(DOT, min(1.0, max(prob, glyph.prob)), glyph.at)


def _tight(strip: Picture, extent: Extent) -> Picture:
    margin = round(_MARGIN * extent.height)
    return strip[
        max(0, extent.top - margin) : extent.bottom + margin,
        max(0, extent.left - margin) : extent.right + margin,
    ]


def _better(first: Line, second: Line, extent: Extent | None) -> Line:
    """Where the two differ in length, the one that the ink's width allows."""
    if extent and not extent.fits(len(first.glyphs)) and extent.fits(len(second.glyphs)):
        return second
    return first if first.glyphs else second
