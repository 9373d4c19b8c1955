"""Seeded pictures of cards: 13 kinds that must be read and 6 that must be warned about.

`python -m tests.identity.cardreading.generator DIR --n 130 --seed 1` writes a set with its
truth.json, as `manage.py ocr_benchmark` reads it.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

import numpy as np
from PIL import Image

from tests.identity.cardreading.generator import distortions, face, others, scenes
from tests.identity.cardreading.generator.people import Person, person


@dataclass(frozen=True)
class Shot:
    """One picture file, who is on it, and what it must be warned of."""

    kind: str
    data: bytes
    who: Person | None = None
    quad: list[list[float]] | None = None
    warning: str | None = None
    field: str | None = None


@dataclass
class Draft:
    """A picture on its way: BGR, the card's corners in it, how to save it."""

    scene: np.ndarray
    quad: np.ndarray | None = None
    quality: int = 85
    exif: int | None = None
    field: str | None = field(default=None)


Painter = Callable[[Random, Image.Image, bool], Draft]


def _scene(
    random: Random,
    card: Image.Image,
    size: tuple[int, int] = (1400, 1000),
    share: tuple[float, float] = (0.6, 0.8),
    angle: tuple[float, float] = (-6, 6),
    slant: float = 0.0,
) -> Draft:
    ground = scenes.ground(random, *size)
    width = random.uniform(*share) * min(size[0], size[1] * 1.4)
    corners = scenes.quad(random, *size, width, random.uniform(*angle), slant)
    return Draft(scenes.lay(random, ground, card, corners), corners, random.randrange(72, 93))


def _clean(random: Random, card: Image.Image, hard: bool) -> Draft:
    """A tight crop, with a thin rim or none."""
    rim = 0 if hard else random.randrange(4, 26)
    width = random.randrange(700, 1100)
    height = round(width * face.HEIGHT / face.WIDTH)
    paper = np.full((height + 2 * rim, width + 2 * rim, 3), random.randrange(225, 256), np.uint8)
    box = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32) + rim
    return Draft(scenes.lay(random, paper, card, box), box)


def _scan(random: Random, card: Image.Image, hard: bool) -> Draft:
    paper = np.full((1754, 1240, 3), random.randrange(244, 256), np.uint8)
    share = (0.34, 0.42) if hard else (0.4, 0.55)
    width = random.uniform(*share) * 1240
    corners = scenes.quad(random, 1240, 1754, width, random.uniform(-4, 4))
    return Draft(scenes.lay(random, paper, card, corners), corners)


def _rotate(random: Random, card: Image.Image, hard: bool) -> Draft:
    return _scene(random, card, (1400, 1400), (0.5, 0.72), (-180, 180))


def _upside(random: Random, card: Image.Image, hard: bool) -> Draft:
    return _scene(random, card, angle=(174, 186))


def _rot90(random: Random, card: Image.Image, hard: bool) -> Draft:
    turn = random.choice((90, 270))
    return _scene(random, card, (1000, 1400), (0.7, 0.9), (turn - 5, turn + 5))


def _perspective(random: Random, card: Image.Image, hard: bool) -> Draft:
    slant = 0.15 if hard else 0.1
    return _scene(random, card, (1500, 1200), (0.5, 0.65), (-14, 14), slant)


def _lowlight(random: Random, card: Image.Image, hard: bool) -> Draft:
    draft = _scene(random, card)
    low, high = (0.1, 0.2) if hard else (0.16, 0.32)
    draft.scene = distortions.dim(draft.scene, random, low, high)
    return draft


def _glare(random: Random, card: Image.Image, hard: bool) -> Draft:
    """Light that pales print without hiding it."""
    draft = _scene(random, card)
    peak = random.uniform(60, 90) if not hard else random.uniform(90, 120)
    return _lit(draft, (random.uniform(200, 600), random.uniform(60, 560)), 0.14, peak)


def _lit(draft: Draft, at: tuple[float, float], radius: float, peak: float) -> Draft:
    centre = _on_card(draft, *at)
    width = float(np.linalg.norm(draft.quad[1] - draft.quad[0])) * radius
    draft.scene = distortions.glare(draft.scene, centre, (width, width * 0.7), peak)
    return draft


def _on_card(draft: Draft, x: float, y: float) -> tuple[float, float]:
    """Where a place of the card (1000×631) lies in the picture, near enough for light."""
    u, v = x / 1000, y / 631
    top = draft.quad[0] * (1 - u) + draft.quad[1] * u
    bottom = draft.quad[3] * (1 - u) + draft.quad[2] * u
    return tuple(float(c) for c in top * (1 - v) + bottom * v)


def _blur(random: Random, card: Image.Image, hard: bool) -> Draft:
    draft = _scene(random, card, share=(0.65, 0.8))
    sigma = random.uniform(2.2, 3.2) if hard else random.uniform(1.4, 2.4)
    draft.scene = distortions.blur(draft.scene, sigma)
    return draft


def _jpeg30(random: Random, card: Image.Image, hard: bool) -> Draft:
    draft = _scene(random, card)
    draft.quality = random.randrange(10, 18) if hard else random.randrange(25, 36)
    return draft


def _phone4k(random: Random, card: Image.Image, hard: bool) -> Draft:
    """A small card in a large photo, among other things, sometimes beside a page of text."""
    scene = scenes.ground(random, 4000, 3000)
    scenes.clutter(random, scene)
    if random.random() < 0.4:
        page = others.document(random)
        scene[: page.shape[0], -page.shape[1] :] = page
    share = (0.16, 0.22) if hard else (0.24, 0.34)
    width = random.uniform(*share) * 4000
    corners = scenes.quad(random, 2700, 3000, width, random.uniform(-25, 25))
    return Draft(scenes.lay(random, scene, card, corners), corners, 78)


def _exif(random: Random, card: Image.Image, hard: bool) -> Draft:
    """Stored turned, with the tag that says how to turn it back."""
    draft = _scene(random, card, (1600, 1200))
    draft.exif, turns = random.choice(((3, 2), (6, 1), (8, 3)))
    draft.scene, draft.quad = np.ascontiguousarray(np.rot90(draft.scene, turns)), None
    return draft


def _lowres(random: Random, card: Image.Image, hard: bool) -> Draft:
    share = (0.44, 0.52) if hard else (0.66, 0.78)
    return _scene(random, card, (640, 460), share)


GOOD: dict[str, Painter] = {
    "clean": _clean,
    "scan_a4": _scan,
    "rotate": _rotate,
    "upside": _upside,
    "rot90": _rot90,
    "perspective": _perspective,
    "lowlight": _lowlight,
    "glare": _glare,
    "blur": _blur,
    "jpeg30": _jpeg30,
    "phone4k": _phone4k,
    "exif": _exif,
    "lowres": _lowres,
}


def good(seed: int, index: int, hard: bool = False, rare_share: float = 0.5) -> Shot:
    """A picture that must be read; kinds take turns."""
    random = Random(f"{seed}-{index}-{hard}")
    kind = list(GOOD)[index % len(GOOD)]
    who = person(random, rare_share)
    draft = GOOD[kind](random, face.front(who, random), hard)
    corners = None if draft.quad is None else draft.quad.round(1).tolist()
    return Shot(kind, encoded(draft), who, corners)


def encoded(draft: Draft) -> bytes:
    if draft.exif is None:
        return distortions.jpeg(draft.scene, draft.quality)
    image = Image.fromarray(np.ascontiguousarray(draft.scene[..., ::-1]))
    tags = Image.Exif()
    tags[0x0112] = draft.exif
    file = io.BytesIO()
    image.save(file, "JPEG", quality=draft.quality, exif=tags)
    return file.getvalue()
