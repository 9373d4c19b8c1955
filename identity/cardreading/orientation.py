"""Which way up a card or a page of text is, told by the text itself."""

import numpy as np

from identity.cardreading.engine import Engine
from identity.cardreading.layout import number_in
from identity.cardreading.parser import ReadLine
from identity.cardreading.picture import CARD_HEIGHT, CARD_WIDTH, Picture, Points, cut, sides

_MOST_READ = 3
_DIGITS_ENOUGH = 14


def half_turn(boxes: list[Points]) -> list[Points]:
    """The boxes after the card is turned by 180°."""
    corner = np.array([CARD_WIDTH, CARD_HEIGHT], np.float32)
    return [np.roll(corner - box, -2, axis=0) for box in boxes]


def read_number(engine: Engine, card: Picture, boxes: list[Points]) -> ReadLine | None:
    """The line that stands where the number must, if it has a number's digits."""
    wide = [box for box in boxes if box[:, 1].mean() > 460 and sides(box)[0] > 300]
    wide.sort(key=lambda box: -sides(box)[0])
    lines = [ReadLine(box, engine.read(cut(card, box))) for box in wide[:2]]
    best = max(lines, key=number_share, default=None)
    return best if best is not None and number_share(best) else None


def number_share(read: ReadLine) -> float:
    """How much of a number the line is, 0–1."""
    return digit_share(read.line.text)


def digit_share(text: str) -> float:
    """1 for a full number; else the share of its 18 places that were read as digits.

    A term of validity (2010.03.15-2030.03.15) has as many digits, but also dots.
    """
    if text.count(".") > 2:
        return 0.0
    if number_in(text):
        return 1.0
    digits = sum(char in "0123456789X" for char in text)
    return min(0.9, digits / 18) if digits >= _DIGITS_ENOUGH else 0.0


def text_angle(boxes: list[Points]) -> float:
    """The direction of the lines in degrees, −90…90, from the long sides of their boxes."""
    doubled = sum((_doubled(box) for box in boxes), 0j)
    return float(np.degrees(np.angle(doubled)) / 2)


def _doubled(box: Points) -> complex:
    """A long side as a complex number at twice its angle, so that both directions add up."""
    top, right, _, _ = sides(box)
    along = box[1] - box[0] if top >= right else box[2] - box[1]
    excess = max(top, right) / max(1.0, min(top, right)) - 1
    return complex(*along) ** 2 / max(1.0, top, right) * min(1.0, max(0.0, excess))


def turned_to(boxes: list[Points], angle: float) -> list[Points]:
    """The boxes with their corners ordered for reading along `angle`."""
    return [_ordered(box, np.radians(angle)) for box in boxes]


def _ordered(box: Points, angle: float) -> Points:
    along = np.array([np.cos(angle), np.sin(angle)])
    rolled = [np.roll(box, -i, axis=0) for i in range(4)]
    return max(rolled, key=lambda b: float((b[1] - b[0] + b[2] - b[3]) @ along))


def best_direction(engine: Engine, image: Picture, boxes: list[Points]) -> list[Points]:
    """The boxes ordered for the direction in which the longest lines read best."""
    angle = text_angle(boxes)
    longest = sorted(boxes, key=lambda box: -max(sides(box)))[:_MOST_READ]
    scores = {
        turn: sum(_legible(engine, image, box) for box in turned_to(longest, angle + turn))
        for turn in (0, 180)
    }
    return turned_to(boxes, angle + max(scores, key=lambda turn: scores[turn]))


def _legible(engine: Engine, image: Picture, box: Points) -> float:
    line = engine.read(cut(image, box))
    sure = sum(glyph.prob for glyph in line.glyphs if glyph.prob > 0.6)
    return sure + 30 * digit_share(line.text)
