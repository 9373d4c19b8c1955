"""Outlines of puzzle pieces: a body with a bump, a dent or nothing on each of its four sides."""

import random
from dataclasses import dataclass

from PIL import Image, ImageDraw

_SCALE = 4  # drawn larger and shrunk: smooth edges
SIDES = ("left", "top", "right", "bottom")


@dataclass(frozen=True)
class Shape:
    """`sides` are +1 (bump), -1 (dent) or 0, in the order of SIDES; `body` is a width in pixels."""

    body: int
    sides: tuple[int, int, int, int]

    @property
    def knob(self) -> int:
        """Radius of bumps and dents, in pixels."""
        return self.body // 5

    @property
    def size(self) -> int:
        """Width and height of the square the shape is drawn in."""
        return self.body + 2 * self.knob


def pick_shapes(source: random.Random, count: int) -> list[Shape]:
    """`count` different outlines of one size, each with bumps or dents on two sides or more."""
    body = source.randint(34, 42)
    found: list[Shape] = []
    while len(found) < count:
        left, top, right, bottom = (source.choice((-1, 0, 1)) for _ in SIDES)
        shape = Shape(body, (left, top, right, bottom))
        if shape not in found and sum(map(abs, shape.sides)) >= 2:
            found.append(shape)
    return found


def mask_of(shape: Shape) -> Image.Image:
    """The shape in white on black (mode L), `shape.size` pixels wide and high."""
    side, knob = shape.size * _SCALE, shape.knob * _SCALE
    image = Image.new("L", (side, side), 0)
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((knob, knob, side - knob, side - knob), 3 * _SCALE, fill=255)
    for kind, centre in zip(shape.sides, _centres(side, knob), strict=True):
        _add_knob(draw, kind, centre, knob)
    return image.resize((shape.size, shape.size), Image.Resampling.LANCZOS)


def _centres(side: int, knob: int) -> list[tuple[int, int]]:
    middle, near, far = side // 2, knob, side - knob
    return [(near, middle), (middle, near), (far, middle), (middle, far)]


def _add_knob(draw: ImageDraw.ImageDraw, kind: int, centre: tuple[int, int], knob: int) -> None:
    if not kind:
        return
    x, y = centre
    radius = int(knob * 0.9)
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255 if kind > 0 else 0)


def blot(source: random.Random, size: int) -> Image.Image:
    """A patch about as large as a piece that no one takes for one: disc, lozenge, bar or wedge."""
    side = size * _SCALE
    image = Image.new("L", (side, side), 0)
    draw = ImageDraw.Draw(image)
    low, high = side // 8, side - side // 8
    middle = side // 2
    outlines = (
        [(middle, low), (high, middle), (middle, high), (low, middle)],
        [(low, low), (high, low + side // 4), (high, high), (low, middle)],
        [(low, high), (middle, low), (high, high)],
    )
    pick = source.randrange(len(outlines) + 1)
    if pick == len(outlines):
        draw.ellipse((low, low, high, high), fill=255)
    else:
        draw.polygon(outlines[pick], fill=255)
    turned = image.rotate(source.choice((0, 90, 180, 270)))
    return turned.resize((size, size), Image.Resampling.LANCZOS)
