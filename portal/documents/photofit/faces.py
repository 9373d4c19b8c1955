"""Finding the one face."""

from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import cv2
import numpy as np

from portal.documents.photofit.errors import CannotFit
from portal.documents.photofit.reading import Pixels

# The search runs on a small copy: a face that matters is no smaller there than 1/12 of it.
_SEARCH_SIDE: Final = 480
_SMALLEST_SHARE: Final = 12
_NEIGHBOURS: Final = 5
# A second find counts as a face only if it is not much smaller than the first.
_RIVAL: Final = 0.4
_SMALLEST_FACE: Final = 90
_DARKEST: Final = 55
_BRIGHTEST: Final = 245


class Face(NamedTuple):
    """The box of a face in pixels: from the brows to under the mouth, as the cascade sees it."""

    left: int
    top: int
    side: int


def find_face(pixels: Pixels) -> Face:
    """The only face of the photo; `CannotFit` when there is none, several, or a poor one."""
    faces = _without_rubbish(_detect(pixels))
    if not faces:
        raise CannotFit("no_face")
    if len(faces) > 1:
        raise CannotFit("several_faces", faces=len(faces))
    face = faces[0]
    if face.side < _SMALLEST_FACE:
        raise CannotFit("too_small", pixels=face.side)
    _check_light(pixels, face)
    return face


def _detect(pixels: Pixels) -> list[Face]:
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    scale = min(1.0, _SEARCH_SIDE / max(grey.shape))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    # A bright shirt before a bright wall spoils the even spread: then as it is.
    boxes = _search(cv2.equalizeHist(small)) or _search(small)
    found = [Face(*(round(value / scale) for value in box[:3])) for box in boxes]
    return sorted(found, key=lambda face: face.side, reverse=True)


def _search(grey: Any) -> list[Any]:
    least = max(24, min(grey.shape) // _SMALLEST_SHARE)
    return list(
        _cascade().detectMultiScale(
            grey, scaleFactor=1.07, minNeighbors=_NEIGHBOURS, minSize=(least, least)
        )
    )


@cache
def _cascade() -> cv2.CascadeClassifier:
    file = Path(str(cv2.__file__)).parent / "data" / "haarcascade_frontalface_default.xml"
    return cv2.CascadeClassifier(str(file))


def _without_rubbish(faces: list[Face]) -> list[Face]:
    """Boxes inside the largest one, and much smaller ones, are patterns, not people."""
    if not faces:
        return []
    first = faces[0]
    rivals = [face for face in faces[1:] if face.side >= first.side * _RIVAL]
    return [first, *(face for face in rivals if not _overlap(first, face))]


def _overlap(one: Face, other: Face) -> bool:
    apart = (
        one.left + one.side <= other.left
        or other.left + other.side <= one.left
        or one.top + one.side <= other.top
        or other.top + other.side <= one.top
    )
    return not apart


def _check_light(pixels: Pixels, face: Face) -> None:
    # Without the hair and wall at the edge of the box.
    edge = face.side // 4
    inner = pixels[face.top + edge : face.top + face.side - edge]
    inner = inner[:, face.left + edge : face.left + face.side - edge]
    light = float(np.median(cv2.cvtColor(inner, cv2.COLOR_RGB2GRAY)))
    if light < _DARKEST:
        raise CannotFit("too_dark")
    if light > _BRIGHTEST:
        raise CannotFit("too_bright")
