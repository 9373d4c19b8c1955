"""Where things stand on the front of a resident identity card, in pixels of 1000×631.

The printed labels are the anchors: once some of them are read, the card's exact place
follows, however roughly its outline was found.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from identity.cardreading.picture import Points


@dataclass(frozen=True)
class Zone:
    """An upright rectangle of the card."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x < self.right and self.top <= y < self.bottom

    @property
    def quad(self) -> Points:
        return np.array(
            [
                [self.left, self.top],
                [self.right, self.top],
                [self.right, self.bottom],
                [self.left, self.bottom],
            ],
            np.float32,
        )


ZONES = {
    "name": Zone(160, 62, 650, 141),
    "sex": Zone(160, 141, 280, 214),
    "ethnicity": Zone(372, 141, 650, 214),
    "birth": Zone(160, 214, 650, 288),
    "address": Zone(160, 288, 665, 492),
    "id_number": Zone(300, 496, 985, 605),
}
PORTRAIT = Zone(655, 90, 960, 480)
NAME_BOX = Zone(172, 72, 640, 132)
"""Tight around one line of the name; the second reading looks here."""

_ROWS = {102: "姓名", 177: "性别", 252: "出生", 326: "住址"}
_LABELS: dict[str, tuple[float, float]] = {
    char: (87 + 45 * i, y) for y, label in _ROWS.items() for i, char in enumerate(label)
}
_LABELS |= {"民": (304, 177), "族": (345, 177)}
_LABELS |= {"年": (299, 252), "月": (400, 252), "日": (492, 252)}
_NUMBER_LABEL = "公民身份号码"
_NUMBER_ROW = 546
_DIGITS = 18
_DIGIT_FIRST, _DIGIT_LAST = 350, 916


@dataclass(frozen=True)
class Mark:
    """One character read and its place (its middle), with the index in its line of `count`."""

    char: str
    x: float
    y: float
    line: str
    index: int


def align(marks: list[Mark]) -> Points | None:
    """The affine map (2×3) from where labels were read to where they belong; None if too few."""
    pairs = [(mark, home) for mark in marks if (home := _home(mark)) is not None]
    if len(pairs) < 8:
        return None
    seen = np.array([(mark.x, mark.y) for mark, _ in pairs], np.float32)
    homes = np.array([home for _, home in pairs], np.float32)
    matrix, inliers = cv2.estimateAffine2D(
        seen, homes, ransacReprojThreshold=14, maxIters=400, confidence=0.995
    )
    if matrix is None or inliers.sum() < max(8, 0.6 * len(pairs)):
        return None
    rows = homes[inliers.ravel() == 1][:, 1]
    return matrix if np.ptp(rows) > 200 else None


def _home(mark: Mark) -> tuple[float, float] | None:
    if _is_number(mark.line):
        return _digit_home(mark)
    if _NUMBER_LABEL in mark.line:
        return _number_label_home(mark)
    if mark.char in _LABELS and _is_label(mark):
        return _LABELS[mark.char]
    return None


def _is_number(line: str) -> bool:
    return number_in(line) is not None


def number_in(line: str) -> str | None:
    """The 18 characters of a number at the end of a line, whether its checksum is right or not."""
    tail = line.replace(" ", "").upper()[-_DIGITS:]
    whole = len(tail) == _DIGITS and tail[:-1].isdecimal() and tail[-1] in "0123456789X"
    return tail if whole else None


def _digit_home(mark: Mark) -> tuple[float, float] | None:
    place = mark.index - (len(mark.line) - _DIGITS)
    if place < 0:
        return None
    step = (_DIGIT_LAST - _DIGIT_FIRST) / (_DIGITS - 1)
    return _DIGIT_FIRST + step * place, _NUMBER_ROW


def _number_label_home(mark: Mark) -> tuple[float, float] | None:
    place = mark.index - mark.line.index(_NUMBER_LABEL)
    return (87.5 + 31 * place, _NUMBER_ROW) if 0 <= place < len(_NUMBER_LABEL) else None


def _is_label(mark: Mark) -> bool:
    """A label's character counts only beside its fellow, at a line's head, or in a date."""
    line, i = mark.line, mark.index
    if mark.char in "年月日":
        digits = sum(char.isdecimal() for char in line)
        return digits >= 2 and i > 0 and line[i - 1].isdecimal() and line.count("年") <= 1
    if mark.char in "民族":
        return "民族" in line
    for label in _ROWS.values():
        if mark.char in label:
            return line.startswith(label)
    return False
