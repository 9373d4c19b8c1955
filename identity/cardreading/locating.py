"""Find the card and turn it upright: by its outline, by the frame, or by its text."""

from dataclasses import dataclass
from itertools import chain

import numpy as np

from identity.cardreading import orientation
from identity.cardreading.card import find_outlines, whole_frame
from identity.cardreading.engine import Engine
from identity.cardreading.layout import ZONES, align
from identity.cardreading.parser import ReadLine, marks_of
from identity.cardreading.picture import (
    CARD_HEIGHT,
    CARD_WIDTH,
    Picture,
    Points,
    cut,
    rectify,
    shrunk,
)

_DETECT_WIDTH = 640
_FRAME_SIDE = 960
_FRAME_LINES = 40


@dataclass(frozen=True)
class Located:
    """The card seen from above (1000×631), its quad in the picture, its text."""

    face: Picture
    quad: Points
    boxes: list[Points]
    number: ReadLine | None = None

    def unread(self) -> list[Points]:
        """The boxes that can hold a field and are not read yet."""
        known = None if self.number is None else self.number.box
        return [box for box in self.boxes if box is not known and is_wanted(box)]


def locate(engine: Engine, image: Picture) -> Located | None:
    """The portrait side, upright, by its outline and number; None if that does not find it."""
    for outline in chain(find_outlines(image), filter(None, [whole_frame(image)])):
        found = _upright(engine, image, outline.quad)
        if found is not None:
            return found
    return None


def locate_by_text(engine: Engine, image: Picture, lines: list[ReadLine]) -> Located | None:
    """The portrait side by its printed labels alone, also where its number cannot be read."""
    pose = align(marks_of(lines))
    if pose is None:
        return None
    quad = corners_of(pose)
    face = rectify(image, quad)
    boxes = find_boxes(engine, face)
    return Located(face, quad, boxes, orientation.read_number(engine, face, boxes))


def _upright(engine: Engine, image: Picture, quad: Points) -> Located | None:
    face = rectify(image, quad)
    boxes = find_boxes(engine, face)
    number = orientation.read_number(engine, face, boxes)
    if number and orientation.number_share(number) == 1:
        return Located(face, quad, boxes, number)
    turned, turned_boxes = np.ascontiguousarray(face[::-1, ::-1]), orientation.half_turn(boxes)
    other = orientation.read_number(engine, turned, turned_boxes)
    if other and (not number or orientation.number_share(other) > orientation.number_share(number)):
        return Located(turned, np.roll(quad, -2, axis=0), turned_boxes, other)
    return Located(face, quad, boxes, number) if number else None


def find_boxes(engine: Engine, face: Picture) -> list[Points]:
    """Boxes of text on the rectified card, in its pixels."""
    small, factor = shrunk(face, _DETECT_WIDTH)
    return [box / factor for box in engine.find_lines(small)]


def is_wanted(box: Points) -> bool:
    """Whether a box can hold a field: not in the portrait, not the number's own label."""
    x, y = box.mean(axis=0)
    if y > ZONES["id_number"].top:
        return bool(box[:, 0].max() > ZONES["id_number"].left + 40)
    return bool(x < ZONES["address"].right)


def read_frame(engine: Engine, image: Picture) -> list[ReadLine]:
    """All text of the whole picture, in whichever direction it runs; boxes in its pixels."""
    small, factor = shrunk(image, _FRAME_SIDE)
    boxes = engine.find_lines(small)
    if not boxes:
        return []
    boxes = orientation.best_direction(engine, small, boxes)[:_FRAME_LINES]
    return [ReadLine(box / factor, engine.read(cut(small, box))) for box in boxes]


def corners_of(pose: Points) -> Points:
    """Where the card's corners lie, by the map that puts its labels in place."""
    back = np.linalg.inv(np.vstack([pose, [0, 0, 1]]))[:2]
    card = np.array([[0, 0], [CARD_WIDTH, 0], [CARD_WIDTH, CARD_HEIGHT], [0, CARD_HEIGHT]])
    return (card @ back[:, :2].T + back[:, 2]).astype(np.float32)
