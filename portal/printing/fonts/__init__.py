"""The faces that printed pages are set in, embedded and subset, with a fallback per character."""

from portal.printing.fonts.faces import MISSING, Face, Font, FontsMissing, load, main_font
from portal.printing.fonts.spans import Span, spans, visible

__all__ = [
    "MISSING",
    "Face",
    "Font",
    "FontsMissing",
    "Span",
    "load",
    "main_font",
    "spans",
    "visible",
]
