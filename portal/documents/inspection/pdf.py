"""PDF: it opens, has pages, and does nothing by itself."""

import io
from collections.abc import Iterator
from typing import Final

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject

from portal.documents.errors import UploadRefused
from portal.documents.rules import MOST_PAGES

_ACTIVE: Final = frozenset({"/JS", "/JavaScript", "/Launch"})
_DOUBTFUL: Final = {
    "/EmbeddedFile": "PDF 内嵌有其他文件",
    "/RichMedia": "PDF 内嵌有多媒体",
    "/XFA": "PDF 含动态表单",
}
_BROKEN: Final = (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError)
_MOST_OBJECTS: Final = 200_000


def look_into_pdf(content: bytes) -> tuple[int, str]:
    """How many pages this readable PDF has, and why it must be quarantined, or ""."""
    reader = _open(content)
    if sum(map(len, reader.xref.values())) + len(reader.xref_objStm) > _MOST_OBJECTS:
        raise UploadRefused("too_complex")
    pages = _count_pages(reader)
    if pages > MOST_PAGES:
        raise UploadRefused("too_many_pages", pages=pages, limit=MOST_PAGES)
    names = _names_in(reader)
    if names & _ACTIVE:
        raise UploadRefused("script")
    return pages, next((why for name, why in _DOUBTFUL.items() if name in names), "")


def _open(content: bytes) -> PdfReader:
    try:
        reader = PdfReader(io.BytesIO(content))
        locked = reader.is_encrypted and not reader.decrypt("")
    except (*_BROKEN, RecursionError) as error:
        raise UploadRefused("damaged") from error
    if locked:
        raise UploadRefused("encrypted")
    return reader


def _count_pages(reader: PdfReader) -> int:
    try:
        pages = len(reader.pages)
    except (*_BROKEN, RecursionError) as error:
        raise UploadRefused("damaged") from error
    if not pages:
        raise UploadRefused("damaged")
    return pages


def _names_in(reader: PdfReader) -> set[str]:
    """Every key and every name of every object; page contents are not decoded."""
    found: set[str] = set()
    try:
        for item in _objects(reader):
            found |= _names_of(item)
    except (*_BROKEN, RecursionError) as error:
        raise UploadRefused("damaged") from error
    return found


def _objects(reader: PdfReader) -> Iterator[object]:
    for generation, numbers in reader.xref.items():
        for number in numbers:
            yield reader.get_object(IndirectObject(number, generation, reader))
    for number in reader.xref_objStm:
        yield reader.get_object(IndirectObject(number, 0, reader))


def _names_of(item: object) -> set[str]:
    found: set[str] = set()
    waiting = [item]
    while waiting:
        part = waiting.pop()
        if isinstance(part, NameObject):
            found.add(str(part))
        elif isinstance(part, DictionaryObject):
            found.update(part)
            waiting.extend(part.values())
        elif isinstance(part, ArrayObject):
            waiting.extend(part)
    return found
