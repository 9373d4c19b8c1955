"""How text looks: face, size, colour; the colours are those of static/css/tokens.css."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

from reportlab.lib.colors import Color, HexColor

from portal.printing.fonts import Face
from portal.printing.kit.measures import POINTS_PER_MM

INK: Final = "#1c2430"
INK_SOFT: Final = "#535c69"
BLUE: Final = "#1d3f66"
BLUE_DEEP: Final = "#132c49"
BLUE_LINE: Final = "#c3d2e2"
BLUE_WASH: Final = "#eaf0f6"
CINNABAR: Final = "#b23a25"
CINNABAR_DEEP: Final = "#8c2a19"
LINE: Final = "#e2dacb"
LINE_STRONG: Final = "#8a8171"
SUNK: Final = "#f3eee4"


@cache
def paint(colour: str, opacity: float = 1.0) -> Color:
    """The colour "#rrggbb" as reportlab takes it."""
    solid = HexColor(colour)
    return Color(solid.red, solid.green, solid.blue, opacity)


@dataclass(frozen=True)
class Style:
    """`size` and `weight` in points, `leading` in sizes, `tracking` between characters in ems.

    `weight` is a line drawn around each character: a heavier look for titles. `opacity` below 1
    lets what lies beneath shine through.
    """

    face: Face = Face.SONG
    size: float = 10.5
    colour: str = INK
    leading: float = 1.6
    tracking: float = 0.0
    weight: float = 0.0
    opacity: float = 1.0

    def but(self, **changes: Any) -> "Style":
        return replace(self, **changes)

    @property
    def line_height(self) -> float:
        """Millimetres."""
        return self.size * self.leading / POINTS_PER_MM


# 五号, the body of Chinese forms, and what goes with it.
BODY: Final = Style()
LABEL: Final = Style(face=Face.HEI, size=9.5, colour=INK_SOFT)
HEADING: Final = Style(face=Face.HEI, size=16, leading=1.4)
SMALL: Final = Style(size=8, colour=INK_SOFT, leading=1.5)
