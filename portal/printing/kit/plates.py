"""Plates: ornament that is compressed once for a process and pressed on page after page."""

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream

from portal.printing.kit.measures import Paper

_HARDEST: Final = 9


@dataclass(frozen=True)
class Plate:
    """`operators` gives operators of the PDF language, in points from the lower left corner."""

    name: str
    paper: Paper
    operators: Callable[[], str]


def press(canvas: Any, plate: Plate) -> None:
    """Put the plate on the page; each document holds it once."""
    if not canvas.hasForm(plate.name):
        canvas._doc.addForm(plate.name, _stream(plate))
    canvas.doForm(plate.name)


def _stream(plate: Plate) -> PDFStream:
    surface = PDFArray([0, 0, *plate.paper.points])
    described = {
        "Type": PDFName("XObject"),
        "Subtype": PDFName("Form"),
        "BBox": surface,
        "Resources": PDFDictionary({}),
        "Filter": PDFName("FlateDecode"),
    }
    return PDFStream(PDFDictionary(described), _compressed(plate), filters=[])


@cache
def _compressed(plate: Plate) -> bytes:
    return zlib.compress(plate.operators().encode("ascii"), _HARDEST)
