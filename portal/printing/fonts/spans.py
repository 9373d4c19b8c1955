"""Text cut into spans of one font each."""

import logging
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from reportlab.pdfbase import pdfmetrics

from portal.printing.fonts.faces import MISSING, Face, load, main_font

logger = logging.getLogger(__name__)
# Choose between forms of one character, or direct the writing: they have no glyphs themselves.
_WITHOUT_GLYPH = frozenset({*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)})


@dataclass(frozen=True)
class Span:
    font: str
    text: str

    def width(self, size: float) -> float:
        """Points."""
        width: float = pdfmetrics.stringWidth(self.text, self.font, size)
        return width


@lru_cache(maxsize=4096)
def spans(text: str, face: Face) -> tuple[Span, ...]:
    """`text` as the face's fonts can draw it; what none of them has becomes 〓, with a warning."""
    text = visible(text)
    main = main_font(face)
    if main.covers.issuperset(map(ord, text)):
        return (Span(main.name, text),) if text else ()
    return _joined([_drawn(character, face) for character in text])


def visible(text: str) -> str:
    """Without what has no picture of its own; line ends and tabs count as spaces."""
    plain = "".join(" " if character in "\n\r\t" else character for character in text)
    return "".join(character for character in plain if not _is_invisible(character))


def _is_invisible(character: str) -> bool:
    return ord(character) in _WITHOUT_GLYPH or unicodedata.category(character) in ("Cc", "Cf")


@lru_cache(maxsize=8192)
def _drawn(character: str, face: Face) -> Span:
    for name in face.value:
        font = load(name)
        if font and ord(character) in font.covers:
            return Span(font.name, character)
    logger.warning("no font has U+%04X", ord(character))
    return Span(main_font(face).name, MISSING)


def _joined(single: list[Span]) -> tuple[Span, ...]:
    together: list[Span] = []
    for span in single:
        if together and together[-1].font == span.font:
            together[-1] = Span(span.font, together[-1].text + span.text)
        else:
            together.append(span)
    return tuple(together)
