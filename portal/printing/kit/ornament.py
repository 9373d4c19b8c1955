"""Guilloche: fine interlaced curves, as operators of the PDF language.

For plates: made once for a process. Points are millimetres from the lower left corner.
"""

import math
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final, TypeAlias

from portal.printing.kit.measures import POINTS_PER_MM, Box, Paper
from portal.printing.kit.styles import paint

Point: TypeAlias = tuple[float, float]
# A quarter of a sine wave as one Bézier curve: its control points, in radians and heights.
_QUARTER: Final = ((0.5123, 0.5123), (1.0023, 1.0), (math.pi / 2, 1.0))


def strokes(colour: str, width: float, paths: Iterable[str], opacity: float = 1.0) -> str:
    """The paths drawn with lines `width` points wide."""
    tint = paint(colour)
    # Mixed with the paper's white: printers thin real transparency unevenly.
    mixed = " ".join(f"{1 - opacity * (1 - part):.3f}" for part in tint.rgb())
    scale = f"{POINTS_PER_MM:.5f} 0 0 {POINTS_PER_MM:.5f} 0 0 cm"
    # Round ends and joins: the pieces of a wave close up.
    begin = f"q {scale} {mixed} RG {width / POINTS_PER_MM:.4f} w 1 J 1 j"
    return "\n".join((begin, *paths, "Q"))


def wave(start: Point, end: Point, periods: int, height: float, phase: int) -> list[str]:
    """A sine wave from start to end, `height` to either side; `phase` in quarters of a period."""
    length = math.dist(start, end)
    along = ((end[0] - start[0]) / length, (end[1] - start[1]) / length)
    period = length / periods
    path = _period(period, height, phase % 4)
    return [
        _placed(path, (start[0] + along[0] * x, start[1] + along[1] * x), along)
        for x in (period * number for number in range(periods))
    ]


@cache
def _period(length: float, height: float, phase: int) -> str:
    """From the origin along the x axis."""
    quarter = length / 4
    beginning = f"{_number(0, height * (0, 1, 0, -1)[phase])} m"
    quarters = (
        _quarter_wave(number * quarter, quarter, height, phase + number) for number in range(4)
    )
    return "\n".join((beginning, *quarters))


def _quarter_wave(x: float, length: float, height: float, phase: int) -> str:
    """The next quarter of a wave; a falling one is a rising one backwards."""
    unit = length / (math.pi / 2)
    up = height if phase % 4 in (0, 1) else -height
    if phase % 2 == 0:
        points = [(unit * px, up * py) for px, py in _QUARTER]
    else:
        (ax, ay), (bx, by), (cx, _) = _QUARTER
        points = [(unit * (cx - bx), up * by), (unit * (cx - ax), up * ay), (length, 0.0)]
    return " ".join(_number(x + px, py) for px, py in points) + " c"


def ring(centre: Point, radius: float, swing: float, lobes: int, turn: float) -> str:
    """A closed curve around the centre, swinging in and out `lobes` times; `turn` of a lobe."""
    angle = 2 * math.pi * turn / lobes
    return _placed(_flower(radius, swing, lobes), centre, (math.cos(angle), math.sin(angle)))


@cache
def _flower(radius: float, swing: float, lobes: int) -> str:
    """Around the origin."""
    steps = lobes * 6
    angles = [2 * math.pi * number / steps for number in range(steps)]
    distances = [radius + swing * math.sin(lobes * angle) for angle in angles]
    return _smooth(
        [
            (distance * math.cos(angle), distance * math.sin(angle))
            for angle, distance in zip(angles, distances, strict=True)
        ]
    )


def _placed(path: str, origin: Point, along: Point) -> str:
    """The path moved and turned: the same words each time, which compress to next to nothing."""
    turned = f"{along[0]:.4f} {along[1]:.4f} {-along[1]:.4f} {along[0]:.4f}"
    return f"q {turned} {_number(*origin)} cm\n{path} S Q"


def _smooth(points: Sequence[Point]) -> str:
    """A closed curve through the points (Catmull-Rom as Bézier)."""
    count = len(points)
    parts = [f"{_number(*points[0])} m"]
    for number in range(count):
        before, here = points[number - 1], points[number]
        there, after = points[(number + 1) % count], points[(number + 2) % count]
        leaving = (here[0] + (there[0] - before[0]) / 6, here[1] + (there[1] - before[1]) / 6)
        coming = (there[0] - (after[0] - here[0]) / 6, there[1] - (after[1] - here[1]) / 6)
        parts.append(f"{_number(*leaving)} {_number(*coming)} {_number(*there)} c")
    return "\n".join(parts) + " h"


def rosette(
    centre: Point, radii: Sequence[float], swing: float, lobes: int, strands: int
) -> list[str]:
    """Rings of several radii, each of several strands turned against one another."""
    return [
        ring(centre, radius, swing, lobes, strand / strands + number * 0.5)
        for number, radius in enumerate(radii)
        for strand in range(strands)
    ]


def band(paper: Paper, box: Box, height: float, period: float, phases: Sequence[int]) -> list[str]:
    """Waves along the four sides of the box (mm from the top left), one for each phase."""
    low, high = paper.height - box.bottom, paper.height - box.y
    corners = ((box.x, low), (box.right, low), (box.right, high), (box.x, high))
    sides = [(corners[number], corners[(number + 1) % 4]) for number in range(4)]
    return [
        path
        for start, end in sides
        for phase in phases
        for path in wave(start, end, round(math.dist(start, end) / period), height, phase)
    ]


def tile(centre: Point, half: float) -> str:
    """A white square that covers what lies beneath."""
    corner = [POINTS_PER_MM * (part - half) for part in centre]
    side = 2 * half * POINTS_PER_MM
    return f"q 1 1 1 rg {_number(*corner)} {_number(side, side)} re f Q"


def _number(x: float, y: float) -> str:
    return f"{x:.2f} {y:.2f}"
