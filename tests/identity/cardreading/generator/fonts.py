"""Fonts of Debian packages, found by fontconfig; a character falls back to a font that has it."""

import subprocess
from functools import cache

from PIL import Image, ImageDraw, ImageFont

SANS = "Noto Sans CJK SC"
_FALLBACKS = (SANS, "HanaMinA", "HanaMinB")


class FontMissing(RuntimeError):
    """A font package is not installed; the message names the family."""


@cache
def families() -> tuple[str, ...]:
    """Families with a card-like face that are installed; the first is always there."""
    wanted = (SANS, "Noto Sans CJK SC:light", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei")
    return tuple(name for name in wanted if _find(name) is not None)


@cache
def _find(family: str) -> tuple[str, int] | None:
    """File and index of a family, None if fontconfig would put another one in its place."""
    name = family.split(":", maxsplit=1)[0]
    pattern = f"{name}:weight=50" if family.endswith(":light") else name
    output = subprocess.run(
        ["fc-match", "-f", "%{family}\n%{file}\n%{index}", pattern],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    found, file, index = output.split("\n")
    return (file, int(index) & 0xFFFF) if name in found.split(",") else None


@cache
def font(family: str, size: int) -> ImageFont.FreeTypeFont:
    found = _find(family)
    if found is None:
        raise FontMissing(f"{family} is not installed (fonts-noto-cjk, fonts-hanazono)")
    return ImageFont.truetype(found[0], size, index=found[1])


def has(family: str, char: str) -> bool:
    """Whether the family draws something else than its empty box."""
    if _find(family) is None:
        return False
    face = font(family, 40)
    return _pixels(face, char) not in (_pixels(face, "\U0010fffd"), b"")


def _pixels(face: ImageFont.FreeTypeFont, char: str) -> bytes:
    return bytes(face.getmask(char))


@cache
def family_for(char: str, family: str) -> str:
    """The family itself, or the first fallback that has the character."""
    for name in (family, *_FALLBACKS):
        if has(name, char):
            return name
    return family


def write(
    image: Image.Image,
    at: tuple[float, float],
    text: str,
    family: str,
    size: int,
    colour: tuple[int, int, int] = (28, 28, 30),
    spacing: float = 0,
) -> float:
    """Text from its left middle, with fallback per character; returns where it ends."""
    draw = ImageDraw.Draw(image)
    x, y = at
    for char in text:
        face = font(family_for(char, family) if ord(char) > 0x2E80 else family, size)
        draw.text((x, y), char, font=face, fill=colour, anchor="lm")
        x += face.getlength(char) + spacing
    return x
