"""The shape of one character, made comparable: cut to its ink, scaled, softened."""

import math
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

SIDE = 32
_INNER = 26
_SOFT = 1.0
_INK = 0.3
_ASPECT_FREE = 0.06
_ASPECT_COST = 0.3


@dataclass(frozen=True)
class Shape:
    """SIDE×SIDE pixels (255 = ink) and the natural logarithm of width over height."""

    pixels: NDArray[np.uint8]
    aspect: float

    def likeness(self, other: "Shape") -> float:
        """1 for the same shape; correlation at the best shift of up to 2 pixels."""
        wide = cv2.copyMakeBorder(self.pixels, 2, 2, 2, 2, cv2.BORDER_CONSTANT)
        best = float(cv2.matchTemplate(wide, other.pixels, cv2.TM_CCOEFF_NORMED).max())
        stretch = max(0.0, abs(self.aspect - other.aspect) - _ASPECT_FREE)
        return best - _ASPECT_COST * stretch


def shape_of(ink: NDArray[Any]) -> Shape | None:
    """The shape of what is inked (0–1) in a cell; None where there is next to nothing."""
    rows = np.flatnonzero((ink > _INK).any(axis=1))
    columns = np.flatnonzero((ink > _INK).any(axis=0))
    if len(rows) < 2 or len(columns) < 2:
        return None
    part = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    inner = cv2.resize(part, (_INNER, _INNER), interpolation=cv2.INTER_AREA)
    margin = (SIDE - _INNER) // 2
    framed = cv2.copyMakeBorder(inner, *(margin,) * 4, cv2.BORDER_CONSTANT, value=0)
    soft = cv2.GaussianBlur(framed, (0, 0), _SOFT)
    scaled = (soft / max(1e-6, float(soft.max())) * 255).astype(np.uint8)
    return Shape(scaled, math.log(part.shape[1] / part.shape[0]))
