"""Drawn people, plausible enough for the cascade: no real person's picture is kept here."""

import io
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

SKIN = (226, 184, 156)
HAIR = (34, 28, 26)
COAT = (52, 62, 92)
GREY = (176, 180, 184)
BLUE = (84, 142, 208)
WHITE = (253, 253, 253)


@dataclass(frozen=True)
class Person:
    """A face `side` pixels wide, its middle at (x, y), as shares of the picture."""

    x: float = 0.5
    y: float = 0.42
    side: float = 0.26
    skin: tuple[int, int, int] = SKIN
    coat: tuple[int, int, int] = COAT


def photo(*people, size=(600, 800), ground=GREY, grain=2.0, seed=3):
    """People before a ground: a colour, or a function (width, height) → picture."""
    width, height = size
    picture = ground(width, height) if callable(ground) else Image.new("RGB", size, ground)
    for person in people:
        _draw(picture, person)
    noise = np.random.default_rng(seed).normal(0, grain, (height, width, 1))
    pixels = np.clip(np.asarray(picture, dtype=float) + noise, 0, 255)
    return Image.fromarray(pixels.astype(np.uint8)).filter(ImageFilter.GaussianBlur(0.6))


def _draw(picture, person):
    unit = picture.width * person.side
    layer = Image.new("RGBA", picture.size)
    pen = _Pen(ImageDraw.Draw(layer), picture.width * person.x, picture.height * person.y, unit)
    _body(pen, person)
    _head(pen, person)
    _features(pen, person)
    soft = layer.filter(ImageFilter.GaussianBlur(max(0.8, unit / 120)))
    picture.paste(soft, (0, 0), soft)


class _Pen:
    """Draws in units of the face's width around the face's middle."""

    def __init__(self, draw, x, y, unit):
        self.draw, self.x, self.y, self.unit = draw, x, y, unit

    def box(self, x, y, w, h):
        left, top = self.x + (x - w / 2) * self.unit, self.y + (y - h / 2) * self.unit
        return (left, top, left + w * self.unit, top + h * self.unit)

    def oval(self, x, y, w, h, fill):
        self.draw.ellipse(self.box(x, y, w, h), fill=(*fill, 255))

    def bar(self, x, y, w, h, fill):
        self.draw.rounded_rectangle(
            self.box(x, y, w, h), radius=h * self.unit / 2, fill=(*fill, 255)
        )


def _shade(colour, by):
    return tuple(max(0, min(255, round(part * by))) for part in colour)


def _body(pen, person):
    pen.oval(0, 2.35, 2.7, 2.6, person.coat)
    pen.bar(0, 0.85, 0.5, 0.8, _shade(person.skin, 0.86))
    pen.oval(0, 1.13, 0.62, 0.34, (236, 236, 240))


def _head(pen, person):
    pen.oval(0, -0.22, 1.16, 1.36, HAIR)
    for side in (-1, 1):
        pen.oval(side * 0.5, 0.05, 0.16, 0.3, _shade(person.skin, 0.92))
    pen.oval(0, 0.06, 0.98, 1.32, person.skin)
    pen.oval(0, -0.5, 0.9, 0.34, HAIR)


def _features(pen, person):
    for side in (-1, 1):
        pen.oval(side * 0.22, -0.06, 0.34, 0.2, _shade(person.skin, 0.8))
        pen.bar(side * 0.22, -0.19, 0.32, 0.055, (46, 36, 32))
        pen.oval(side * 0.22, -0.05, 0.25, 0.11, (244, 242, 240))
        pen.oval(side * 0.22, -0.05, 0.12, 0.115, (38, 26, 22))
        pen.oval(side * 0.3, 0.24, 0.22, 0.16, _shade(person.skin, 1.05))
    pen.oval(0, 0.14, 0.15, 0.36, _shade(person.skin, 1.08))
    pen.oval(0, 0.27, 0.25, 0.1, _shade(person.skin, 0.74))
    pen.oval(0, 0.46, 0.4, 0.13, (158, 72, 70))
    pen.bar(0, 0.46, 0.38, 0.02, (92, 36, 38))
    pen.oval(0, 0.57, 0.3, 0.07, _shade(person.skin, 0.87))


def stripes(width, height):
    """A ground that is not plain."""
    picture = Image.new("RGB", (width, height), (190, 170, 140))
    draw = ImageDraw.Draw(picture)
    for x in range(0, width, width // 12):
        draw.rectangle((x, 0, x + width // 24, height), fill=(90, 110, 130))
    return picture


def slope(left, right):
    """A plain ground that is lit from one side."""

    def ground(width, height):
        steps = np.linspace(0, 1, width)[None, :, None]
        row = np.array(left) * (1 - steps) + np.array(right) * steps
        return Image.fromarray(np.repeat(row, height, axis=0).astype(np.uint8))

    return ground


def encoded(picture, format="JPEG", **options):
    target = io.BytesIO()
    picture.save(target, format, **({"quality": 92} | options if format == "JPEG" else options))
    return target.getvalue()


def turned(picture, orientation):
    """A JPEG whose pixels lie as the EXIF orientation says, so that it is upright when obeyed."""
    undo = {
        1: None,
        3: Image.Transpose.ROTATE_180,
        6: Image.Transpose.ROTATE_90,
        8: Image.Transpose.ROTATE_270,
    }[orientation]
    stored = picture.transpose(undo) if undo is not None else picture
    exif = Image.Exif()
    exif[0x0112] = orientation
    return encoded(stored, exif=exif)
