"""Which part of the photo shows head and shoulders."""

from typing import Final, NamedTuple

import cv2
import numpy as np

from portal.documents.photofit.errors import CannotFit
from portal.documents.photofit.faces import Face
from portal.documents.photofit.reading import Pixels

WIDTH: Final = 295
HEIGHT: Final = 413
# In sides of the face box. The cascade's box ends above the brows and at the chin: the crown is
# about 0.4 above it, and head plus shoulders take 2.12 in all.
_FRAME_HEIGHT: Final = 2.12
_ABOVE_BOX: Final = 0.56
_CROWN: Final = 0.40
_TIGHTEST: Final = 0.80
_STEPS: Final = 11
# How far the head may stand off the middle, in widths of the frame.
_OFF_MIDDLE: Final = 0.06


class Frame(NamedTuple):
    """A box in pixels of the photo, of the portrait's proportions."""

    left: int
    top: int
    width: int
    height: int


def frame_for(face: Face, photo_width: int, photo_height: int) -> Frame:
    """The roomiest fitting frame; `CannotFit` when the photo ends at the head."""
    for factor in np.linspace(1.0, _TIGHTEST, _STEPS):
        frame = _moved_inside(_ideal(face, float(factor)), photo_width)
        if _is_inside(frame, photo_width, photo_height):
            return frame
    raise CannotFit("too_close")


def _ideal(face: Face, factor: float) -> Frame:
    height = face.side * _FRAME_HEIGHT * factor
    width = height * WIDTH / HEIGHT
    top = face.top - face.side * (_CROWN + (_ABOVE_BOX - _CROWN) * factor)
    left = face.left + face.side / 2 - width / 2
    return Frame(round(left), round(top), round(width), round(height))


def _moved_inside(frame: Frame, photo_width: int) -> Frame:
    most = round(frame.width * _OFF_MIDDLE)
    too_far_left = max(0, -frame.left)
    too_far_right = max(0, frame.left + frame.width - photo_width)
    move = min(too_far_left, most) - min(too_far_right, most)
    return frame._replace(left=frame.left + move)


def _is_inside(frame: Frame, photo_width: int, photo_height: int) -> bool:
    return (
        frame.left >= 0
        and frame.top >= 0
        and frame.left + frame.width <= photo_width
        and frame.top + frame.height <= photo_height
    )


def cut(pixels: Pixels, frame: Frame) -> Pixels:
    """The framed part, scaled to 295×413."""
    part = pixels[frame.top : frame.top + frame.height, frame.left : frame.left + frame.width]
    shrinking = frame.width >= WIDTH
    method = cv2.INTER_AREA if shrinking else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(part, (WIDTH, HEIGHT), interpolation=method), dtype=np.uint8)


def face_in(face: Face, frame: Frame) -> Face:
    """The face box in pixels of the portrait."""
    scale = WIDTH / frame.width
    left, top = (face.left - frame.left) * scale, (face.top - frame.top) * scale
    return Face(round(left), round(top), round(face.side * scale))
