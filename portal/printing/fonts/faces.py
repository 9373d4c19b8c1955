"""Which font draws which character: a face is a chain, and the first font with a glyph draws."""

import logging
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Final

from django.conf import settings
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from portal.printing.fonts import tounicode

logger = logging.getLogger(__name__)

# What stands where no font has the character: the printers' own sign for a missing type.
MISSING: Final = "〓"
_SERIF: Final = "NotoSerifSC-Regular"
# GB 18030-2022 level 3 is covered by the first two, what came later in part by the third.
_RARE: Final = ("HanaMinA", "HanaMinB", "BabelStoneHan")


class Face(Enum):
    """The fonts of a face by file name, the one that gives it its look first."""

    SONG = (_SERIF, *_RARE)
    HEI = ("NotoSansSC-Regular", _SERIF, *_RARE)
    KAI = ("LXGWWenKai-Regular", _SERIF, *_RARE)


class FontsMissing(Exception):
    """The faces have not been made: `./dev run` and `./dev test` make them."""


@dataclass(frozen=True)
class Font:
    """A registered font; `covers` are the code points it has glyphs for."""

    name: str
    covers: frozenset[int]


@cache
def load(name: str) -> Font | None:
    """The font as reportlab knows it from now on, None when this machine does not have it.

    Read when first wanted: the rarest ones take half a second and 50 MB.
    """
    path = _find(name)
    if path is None:
        logger.warning("font %s is not installed", name)
        return None
    tounicode.patch()
    font = TTFont(name, str(path))
    pdfmetrics.registerFont(font)
    return Font(name, frozenset(font.face.charToGlyph))


def main_font(face: Face) -> Font:
    """The font a face begins with: Song where it is not installed."""
    for name in face.value:
        if font := load(name):
            return font
    raise FontsMissing(f"no font in {settings.FONT_DIR}")


@cache
def _find(name: str) -> Path | None:
    made = Path(settings.FONT_DIR) / f"{name}.ttf"
    if made.is_file():
        return made
    folders = [Path(folder) for folder in settings.SYSTEM_FONT_DIRS]
    found = (next(folder.rglob(f"{name}.ttf"), None) for folder in folders if folder.is_dir())
    return next((path for path in found if path), None)
