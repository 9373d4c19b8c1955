"""Sizes on paper: millimetres from the top left corner of the page."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

POINTS_PER_MM: Final = 72 / 25.4


@dataclass(frozen=True)
class Paper:
    """Width and height in millimetres."""

    width: float
    height: float

    @property
    def points(self) -> tuple[float, float]:
        return self.width * POINTS_PER_MM, self.height * POINTS_PER_MM


A4: Final = Paper(210, 297)
A4_LANDSCAPE: Final = Paper(297, 210)


@dataclass(frozen=True)
class Box:
    """A rectangle by its top left corner; all in millimetres."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def middle(self) -> float:
        """The x of its middle."""
        return self.x + self.width / 2

    def inset(self, across: float, down: float | None = None) -> "Box":
        """Smaller on each side by so much; a negative number makes it larger."""
        down = across if down is None else down
        return Box(self.x + across, self.y + down, self.width - 2 * across, self.height - 2 * down)


class Align(Enum):
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    # Lines but the last reach both edges.
    JUSTIFY = "justify"


class Stand(Enum):
    """Where text stands in a box that is higher than it."""

    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"
