"""Where a line's ink lies, and which part of it belongs to which character."""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from identity.cardreading.picture import Picture

_INKED = 0.4
_CONTRAST_MIN = 0.08
_PITCH = 1.05
"""Characters of a name stand this many ink heights apart, middle to middle."""
_LAST_GAP = 0.07
_MISCOUNT = 0.45

Ink = NDArray[Any]


@dataclass(frozen=True)
class Extent:
    """The box around a line's ink, in pixels of the strip."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def height(self) -> int:
        return self.bottom - self.top

    def fits(self, count: int) -> bool:
        """Whether so many full-width characters can have left this ink."""
        width = (self.right - self.left) / self.height
        return abs(width - (_PITCH * count - _LAST_GAP)) < _MISCOUNT


def ink_of(strip: Picture) -> Ink:
    """How dark each pixel is against the ground around it, 0–1."""
    grey = cv2.cvtColor(strip, cv2.COLOR_BGR2GRAY)
    reach = max(9, strip.shape[0] // 5) | 1
    closed = cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    ground = cv2.GaussianBlur(closed, (0, 0), reach / 4).astype(np.float32)
    darker = ((ground - grey) / np.maximum(ground, 8)).clip(0, 1)
    low, high = np.percentile(darker, (50, 98.5))
    return ((darker - low) / max(_CONTRAST_MIN, high - low)).clip(0, 1).astype(np.float32)


def extent_of(ink: Ink) -> Extent | None:
    """Around all ink but specks; None for an empty strip."""
    inked = cv2.morphologyEx((ink > _INKED).astype(np.uint8), cv2.MORPH_OPEN, np.ones((2, 2)))
    rows = np.flatnonzero(inked.sum(axis=1) > 1)
    columns = np.flatnonzero(inked.any(axis=0))
    if len(rows) < 8 or len(columns) < 4:
        return None
    return Extent(int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)


def cells(ink: Ink, extent: Extent, count: int) -> list[Ink] | None:
    """The ink of each of `count` evenly spaced characters; None if no spacing fits."""
    columns = ink[extent.top : extent.bottom].sum(axis=0)
    edges = _best_edges(columns, extent, count)
    if edges is None:
        return None
    rows = ink[extent.top : extent.bottom]
    return [rows[:, edges[i] : edges[i + 1]] for i in range(count)]


def _best_edges(columns: Ink, extent: Extent, count: int) -> NDArray[np.intp] | None:
    """Edges that cut through the least ink and leave none outside."""
    height = extent.height
    pitch = np.arange(0.92 * height, 1.2 * height)[:, None, None]
    start = np.arange(extent.left - 0.25 * height, extent.left + 0.12 * height)[None, :, None]
    edges = start + pitch * np.arange(count + 1)
    beyond = edges[..., -1] - extent.right
    allowed = (beyond > -0.12 * height) & (beyond < 0.45 * height)
    if not allowed.any():
        return None
    places = np.clip(np.rint(edges), 0, len(columns) - 1).astype(np.intp)
    cost = np.where(allowed, _cost(columns, places, pitch[..., 0] / height), np.inf)
    best = np.unravel_index(int(cost.argmin()), cost.shape)
    return np.asarray(places[best])


def _cost(columns: Ink, places: NDArray[np.intp], pitch: Ink) -> Ink:
    near = np.convolve(columns, np.ones(3), mode="same")
    summed = np.concatenate([[0], np.cumsum(columns)])
    outside = summed[-1] - (summed[places[..., -1]] - summed[places[..., 0]])
    count = places.shape[-1] - 1
    uneven = 0.5 * count * np.abs(pitch - _PITCH)
    return np.asarray(near[places].sum(axis=-1) + outside + uneven)
