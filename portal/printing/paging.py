"""Pages of finished PDFs: as pictures, and put together."""

import io
from collections.abc import Iterable
from threading import Lock
from typing import Final

import pypdfium2

WEBP: Final = "image/webp"
_QUALITY: Final = 88
_POINTS_PER_INCH: Final = 72
# PDFium does one thing at a time in a process.
_pdfium = Lock()


class NoSuchPage(LookupError):
    pass


def page_image(content: bytes, number: int, width: int) -> bytes:
    """The page (from 1) as a WebP picture, `width` pixels wide."""
    with _pdfium, pypdfium2.PdfDocument(content) as document:
        if not 1 <= number <= len(document):
            raise NoSuchPage(number)
        page = document[number - 1]
        picture = page.render(scale=width / page.get_width()).to_pil().convert("RGB")
    target = io.BytesIO()
    picture.save(target, "WEBP", quality=_QUALITY, method=3)
    return target.getvalue()


def merged(parts: Iterable[bytes]) -> bytes:
    """All pages in one PDF, in order."""
    target = io.BytesIO()
    with _pdfium, pypdfium2.PdfDocument.new() as together:
        for part in parts:
            with pypdfium2.PdfDocument(part) as document:
                together.import_pages(document)
        together.save(target)
    return target.getvalue()
