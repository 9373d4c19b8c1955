"""Draw the two sides of a card after GA 448 (85.6 × 54 mm), marked SAMPLE, with a drawn face."""

from dataclasses import dataclass
from random import Random

import numpy as np
from PIL import Image, ImageDraw

from tests.identity.cardreading.generator import fonts
from tests.identity.cardreading.generator.people import Person

PER_MM = 20
WIDTH, HEIGHT = round(85.6 * PER_MM), 54 * PER_MM
_CORNER = 3.18 * PER_MM
_LABEL = (62, 116, 168)
_LINE_LENGTH = 11


@dataclass(frozen=True)
class Style:
    """How one card differs from the next: font, size and small shifts, in thousandths."""

    family: str
    shift_x: int
    shift_y: int
    name_size: int
    ink: int

    @classmethod
    def of(cls, random: Random) -> "Style":
        return cls(
            family=random.choice(fonts.families()),
            shift_x=random.randint(-8, 8),
            shift_y=random.randint(-8, 8),
            name_size=random.randint(44, 50),
            ink=random.randint(10, 45),
        )


def front(person: Person, random: Random) -> Image.Image:
    """The portrait side, RGBA with round corners."""
    style = Style.of(random)
    card = _ground(random, (206, 226, 236), (238, 218, 226))
    ink = (style.ink,) * 3

    def put(x: int, y: int, text: str, size: int, colour=ink, spacing: float = 0) -> None:
        place = ((x + style.shift_x) * WIDTH / 1000, (y + style.shift_y) * HEIGHT / 631)
        fonts.write(card, place, text, style.family, round(size * WIDTH / 1000), colour, spacing)

    _labels(put)
    put(180, 102, person.name, style.name_size)
    put(180, 177, person.sex, 37)
    put(391, 177, person.ethnicity, 37)
    put(180, 252, str(person.birth.year), 37)
    put(344 if person.birth.month < 10 else 330, 252, str(person.birth.month), 37)
    put(446 if person.birth.day < 10 else 432, 252, str(person.birth.day), 37)
    for row, start in enumerate(range(0, len(person.address), _LINE_LENGTH)):
        put(180, 326 + 50 * row, person.address[start : start + _LINE_LENGTH], 37)
    put(338, 546, person.id_number, 46, spacing=0.0077 * WIDTH)
    _portrait(card, random)
    return _rounded(card)


def _labels(put) -> None:
    gap = 0.0145 * WIDTH
    for y, label in ((102, "姓名"), (177, "性别"), (252, "出生"), (326, "住址")):
        put(72, y, label, 30, _LABEL, gap)
    put(289, 177, "民族", 30, _LABEL, gap * 0.7)
    for x, mark in ((284, "年"), (385, "月"), (477, "日")):
        put(x, 252, mark, 30, _LABEL)
    put(72, 546, "公民身份号码", 31, _LABEL)


def back(random: Random) -> Image.Image:
    """The side with the emblem's place, RGBA; the emblem is only a drawn disc and star."""
    card = _ground(random, (226, 228, 214), (236, 214, 214))
    style = Style.of(random)
    draw = ImageDraw.Draw(card)
    draw.ellipse(_box(70, 60, 230, 225), fill=(196, 44, 40))
    draw.regular_polygon((150 * WIDTH / 1000, 130 * HEIGHT / 631, 70), 5, fill=(240, 200, 60))
    size = round(0.062 * WIDTH)
    fonts.write(card, _at(300, 110), "中华人民共和国", style.family, size, (30, 30, 30), 14)
    fonts.write(card, _at(300, 205), "居民身份证", style.family, size + 24, (30, 30, 30), 26)
    small = round(0.034 * WIDTH)
    fonts.write(card, _at(270, 450), "签发机关", style.family, small, (30, 30, 30))
    fonts.write(card, _at(450, 450), "某某市公安局某某分局", style.family, small, (30, 30, 30))
    fonts.write(card, _at(270, 540), "有效期限", style.family, small, (30, 30, 30))
    year = random.randrange(2008, 2026)
    term = f"{year}.03.15-{year + 20}.03.15" if random.random() < 0.8 else f"{year}.03.15-长期"
    fonts.write(card, _at(450, 540), term, style.family, small, (30, 30, 30))
    fonts.write(card, _at(820, 330), "SAMPLE", style.family, small, (150, 150, 150))
    return _rounded(card)


def _at(x: float, y: float) -> tuple[float, float]:
    return x * WIDTH / 1000, y * HEIGHT / 631


def _box(left: float, top: float, right: float, bottom: float) -> list[tuple[float, float]]:
    return [_at(left, top), _at(right, bottom)]


def _ground(random: Random, edge: tuple, middle: tuple) -> Image.Image:
    """Pastel with fine wavy lines, as laid under the print of such cards."""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    share = np.exp(-(((x / WIDTH - random.uniform(0.4, 0.6)) * 2.6) ** 2))[..., None]
    colour = np.array(edge) * (1 - share) + np.array(middle) * share
    phase = random.uniform(0, 6)
    waves = np.sin((y + 14 * np.sin(x / 90 + phase)) / random.uniform(3, 5))[..., None]
    return Image.fromarray((colour + 4 * waves).clip(0, 255).astype(np.uint8))


def _portrait(card: Image.Image, random: Random) -> None:
    draw = ImageDraw.Draw(card)
    skin = random.choice([(222, 184, 150), (200, 160, 128), (236, 198, 170)])
    draw.pieslice(_box(672, 345, 912, 560), 180, 360, fill=_dark(random))
    draw.rectangle(_box(764, 320, 822, 372), fill=skin)
    draw.ellipse(_box(716, 128, 870, 330), fill=(30, 28, 28))
    draw.ellipse(_box(724, 158, 862, 330), fill=skin)
    for x in (768, 822):
        draw.ellipse(_box(x - 9, 228, x + 9, 240), fill=(24, 20, 20))
    draw.line(_box(794, 246, 794, 276), fill=(150, 110, 90), width=4)
    draw.arc(_box(770, 280, 818, 302), 0, 180, fill=(150, 60, 60), width=6)
    fonts.write(card, _at(752, 405), "SAMPLE", fonts.SANS, round(0.022 * WIDTH), (230, 230, 230))


def _dark(random: Random) -> tuple[int, int, int]:
    return tuple(random.randrange(20, 110) for _ in range(3))


def _rounded(card: Image.Image) -> Image.Image:
    mask = Image.new("L", card.size, 0)
    ImageDraw.Draw(mask).rounded_rectangle([(0, 0), (WIDTH - 1, HEIGHT - 1)], _CORNER, fill=255)
    card = card.convert("RGBA")
    card.putalpha(mask)
    return card
