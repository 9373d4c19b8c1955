"""Painted landscapes for the puzzle: full of upright edges, so that the notch is one among many."""

import random

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFilter

Pixels = npt.NDArray[np.float32]
Colour = tuple[int, int, int]
Size = tuple[int, int]

_SKIES: tuple[tuple[Colour, Colour], ...] = (
    ((120, 160, 200), (226, 214, 190)),
    ((204, 150, 120), (240, 214, 170)),
    ((96, 128, 150), (190, 206, 204)),
    ((150, 130, 170), (228, 200, 200)),
)
_WALLS: tuple[Colour, ...] = (
    (176, 96, 72),
    (214, 190, 150),
    (110, 128, 140),
    (152, 160, 132),
    (196, 150, 110),
    (90, 96, 120),
)
_HILLS: tuple[Colour, ...] = ((82, 118, 104), (104, 128, 150), (126, 140, 96), (88, 98, 124))


def paint(source: random.Random, size: Size) -> Image.Image:
    """A landscape of hills, houses and trees under a sky, grained like rough paper."""
    image = _sky(source, size)
    draw = ImageDraw.Draw(image, "RGBA")
    for height in (0.25, 0.4, 0.55):
        _hills(source, draw, size, height)
    _houses(source, draw, size)
    _trees(source, draw, size)
    image = image.filter(ImageFilter.GaussianBlur(0.6))
    return Image.fromarray(_grained(source, image))


def _sky(source: random.Random, size: Size) -> Image.Image:
    top, bottom = source.choice(_SKIES)
    ramp = np.linspace(0, 1, size[1], dtype=np.float32)[:, None, None]
    column = np.asarray(top, np.float32) * (1 - ramp) + np.asarray(bottom, np.float32) * ramp
    return Image.fromarray(np.repeat(column, size[0], axis=1).astype(np.uint8))


def _hills(source: random.Random, draw: ImageDraw.ImageDraw, size: Size, height: float) -> None:
    width, depth = size
    line, y = [], depth * (height + source.uniform(-0.1, 0.1))
    for x in range(0, width + 16, 8):
        y = min(max(y + source.uniform(-9, 9), depth * 0.08), depth * 0.8)
        line.append((x, y))
    draw.polygon([*line, (width + 16, depth), (0, depth)], fill=_shifted(source, _HILLS))


def _houses(source: random.Random, draw: ImageDraw.ImageDraw, size: Size) -> None:
    width, depth = size
    x = -source.randint(0, 20)
    while x < width:
        wide, high = source.randint(18, 46), source.randint(depth // 3, int(depth * 0.86))
        if source.random() < 0.8:
            _house(source, draw, (x, depth - high, x + wide, depth))
        x += wide + source.randint(-6, 10)


def _house(
    source: random.Random, draw: ImageDraw.ImageDraw, box: tuple[int, int, int, int]
) -> None:
    left, top, right, bottom = box
    draw.rectangle(box, fill=_shifted(source, _WALLS))
    pane = _shifted(source, _WALLS)
    step, wide = source.randint(8, 13), source.randint(3, 7)
    for y in range(top + 5, bottom, source.randint(9, 15)):
        for x in range(left + 3, right - wide, step):
            draw.rectangle((x, y, x + wide, y + 6), fill=pane)


def _trees(source: random.Random, draw: ImageDraw.ImageDraw, size: Size) -> None:
    width, depth = size
    for _ in range(source.randint(6, 11)):
        x, high = source.randint(0, width), source.randint(depth // 4, int(depth * 0.8))
        draw.rectangle((x, depth - high, x + source.randint(2, 4), depth), fill=(74, 56, 44))
        radius = source.randint(8, 18)
        leaf = _shifted(source, _HILLS)
        box = (x - radius, depth - high - radius, x + radius, depth - high + radius)
        draw.ellipse(box, fill=(*leaf, 225))


def _shifted(source: random.Random, palette: tuple[Colour, ...]) -> Colour:
    red, green, blue = source.choice(palette)
    by = source.randint(-24, 24)
    return red + by, green + by, blue + by


def _grained(source: random.Random, image: Image.Image) -> npt.NDArray[np.uint8]:
    pixels = np.asarray(image, np.float32)
    grain = cloud(source, image.size, 12) * 30 + cloud(source, image.size, 3) * 22
    return np.clip(pixels + grain[..., None], 0, 255).astype(np.uint8)


def cloud(source: random.Random, size: Size, cell: int) -> Pixels:
    """Smooth noise from -1 to 1, its spots about `cell` pixels wide; shape (height, width)."""
    width, height = size
    numbers = np.random.default_rng(source.getrandbits(64))
    coarse = numbers.uniform(-1, 1, (height // cell + 2, width // cell + 2)).astype(np.float32)
    smooth = Image.fromarray(coarse).resize(size, Image.Resampling.BICUBIC)
    return np.asarray(smooth, np.float32)
