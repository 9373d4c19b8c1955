"""Cuts a piece out of a painted scene. Nothing but the pixels tells where it came from."""

import random
from dataclasses import dataclass
from io import BytesIO

import numpy as np
from PIL import Image, ImageFilter

from accounts.slider import scene
from accounts.slider.shapes import Shape, blot, mask_of, pick_shapes

WIDTH, HEIGHT = 340, 170
DECOYS = 2
CLUTTER = 2


@dataclass(frozen=True)
class Puzzle:
    """`offset` is the answer: how far right of the left edge the piece belongs, in pixels.

    `picture` and `piece` are WebP without metadata; the piece starts at x = 0 and lies at `top`.
    """

    picture: bytes
    piece: bytes
    piece_size: int
    top: int
    offset: int


def make(seed: int) -> Puzzle:
    """The puzzle of this seed; a seed must come from the system's source of randomness."""
    source = random.Random(seed)  # noqa: S311 - seeded from `secrets` by the caller
    painted = scene.paint(source, (WIDTH, HEIGHT))
    shapes = pick_shapes(source, DECOYS + 1)
    size = shapes[0].size
    top = source.randint(6, HEIGHT - size - 6)
    offset, *others = _places(source, size)
    piece = _cut(source, painted, shapes[0], (offset, top))
    painted = _with_clutter(source, painted, size, top)
    for shape, x in zip(shapes, (offset, *others), strict=True):
        painted = _notched(source, painted, mask_of(shape), (x, top))
    return Puzzle(_webp(painted, 62), _webp(piece, 80), size, top, offset)


def _with_clutter(source: random.Random, image: Image.Image, size: int, top: int) -> Image.Image:
    """Patches like the notch but of other outlines: a person sees the difference at once."""
    for _ in range(CLUTTER):
        mask = blot(source, size)
        x = source.randint(0, WIDTH - size)
        y = min(max(top + source.randint(-size // 3, size // 3), 0), HEIGHT - size)
        image = _notched(source, image, mask, (x, y))
    return image


def _places(source: random.Random, size: int) -> list[int]:
    """Where the notches lie, the piece's own first; none on another or where the piece starts."""
    room = list(range(size + 8, WIDTH - size - 4))
    found: list[int] = []
    while len(found) < DECOYS + 1:
        x = source.choice(room)
        if all(abs(x - other) > size * 0.9 for other in found):
            found.append(x)
    return found


def _cut(
    source: random.Random, image: Image.Image, shape: Shape, at: tuple[int, int]
) -> Image.Image:
    """The piece, with its light, its grain and its rim a little unlike the scene's."""
    mask = mask_of(shape)
    pixels = np.asarray(image.crop(_box(shape, at)), np.float32)
    grain = scene.cloud(source, mask.size, 2)[..., None] * 26
    pixels = (pixels - 128) * source.uniform(0.8, 1.15) + 128 + source.uniform(-22, 22) + grain
    piece = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    piece.paste((250, 248, 240), mask=_rim(mask))
    piece.putalpha(mask)
    return piece


def _notched(
    source: random.Random, image: Image.Image, mask: Image.Image, at: tuple[int, int]
) -> Image.Image:
    """The scene with the mask filled from elsewhere: what was there must not be found again."""
    box = (*at, at[0] + mask.width, at[1] + mask.height)
    under = np.asarray(image.crop(box), np.float32).mean(axis=(0, 1))
    fill = np.asarray(_elsewhere(source, image, mask), np.float32)
    light = source.choice((-1, 1)) * source.uniform(26, 46)
    grain = scene.cloud(source, mask.size, 3)[..., None] * 26
    level = under * 0.7 + fill.mean(axis=(0, 1)) * 0.3 + light
    covered = (fill - fill.mean(axis=(0, 1))) * 0.55 + level + grain
    patch = Image.fromarray(np.clip(covered, 0, 255).astype(np.uint8))
    patch.paste((40, 44, 52) if light > 0 else (250, 248, 240), mask=_rim(mask, 0.55))
    result = image.copy()
    result.paste(patch, at, mask.filter(ImageFilter.GaussianBlur(0.7)))
    return result


def _elsewhere(source: random.Random, image: Image.Image, mask: Image.Image) -> Image.Image:
    x = source.randint(0, WIDTH - mask.width)
    y = source.randint(0, HEIGHT - mask.height)
    return image.crop((x, y, x + mask.width, y + mask.height))


def _rim(mask: Image.Image, strength: float = 0.8) -> Image.Image:
    inner = mask.filter(ImageFilter.MinFilter(3))
    rim = np.asarray(mask, np.float32) - np.asarray(inner, np.float32)
    return Image.fromarray((rim * strength).astype(np.uint8))


def _box(shape: Shape, at: tuple[int, int]) -> tuple[int, int, int, int]:
    return at[0], at[1], at[0] + shape.size, at[1] + shape.size


def _webp(image: Image.Image, quality: int) -> bytes:
    out = BytesIO()
    image.save(out, "WEBP", quality=quality, method=2)
    return out.getvalue()
