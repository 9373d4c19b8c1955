"""Pages of documents as pictures, drawn once and kept sealed beside the document."""

from typing import Final

from django.core.cache import cache
from django.db import IntegrityError, transaction

from portal.clock import now
from portal.documents import queries, vault
from portal.documents.drawing import PAGE, THUMBNAIL, CannotDraw, draw, smaller
from portal.documents.enums import DocumentState
from portal.documents.models import Document, PageImage

FOLDER: Final = "document-pages"
# What could not be drawn is not tried again at once.
_REST_SECONDS: Final = 600


def image(document: Document, number: int, *, small: bool = False) -> bytes:
    """Page `number` (from 1) as WebP, at most 1400 pixels wide, small 240.

    `PageImage.DoesNotExist` beyond the last page, `CannotDraw`, `vault.FileLost`.
    """
    if not 1 <= number <= document.pages:
        raise PageImage.DoesNotExist
    kept = _kept(document, number, THUMBNAIL.width if small else PAGE.width)
    if kept is not None:
        return kept
    if small:
        made = smaller(image(document, number))
        return _keep(document, number, THUMBNAIL.width, made)
    return _keep(document, number, PAGE.width, _draw(document, number))


def _kept(document: Document, number: int, width: int) -> bytes | None:
    """None also when its file is gone: it is drawn again."""
    row = PageImage.objects.filter(document=document, number=number, width=width).first()
    if row is None:
        return None
    try:
        return vault.read(row.storage_name)
    except vault.FileLost:
        row.delete()
        return None


def _draw(document: Document, number: int) -> bytes:
    mark = f"documents:undrawn:{document.pk}:{number}"
    if cache.get(mark):
        raise CannotDraw("lately")
    try:
        return draw(queries.content(document), document.mime, number)
    except CannotDraw:
        cache.set(mark, True, _REST_SECONDS)
        raise


def _keep(document: Document, number: int, width: int, content: bytes) -> bytes:
    """The file first; when the document is deleted meanwhile, or drawn twice, it goes again."""
    name = vault.write(content, FOLDER)
    row = PageImage(document=document, number=number, width=width, storage_name=name)
    row.sealed_with, row.created_at = vault.current_key_id(), now()
    try:
        with transaction.atomic():
            stored = Document.objects.select_for_update().filter(pk=document.pk)
            stored.get(state=DocumentState.OK)
            row.save(force_insert=True)
    except (IntegrityError, Document.DoesNotExist):
        vault.delete(name)
    return content


def forget(document: Document) -> None:
    """In the transaction that deletes the document: its pictures go after commit."""
    rows = PageImage.objects.filter(document=document)
    names = list(rows.values_list("storage_name", flat=True))
    rows.delete()
    for name in names:
        transaction.on_commit(lambda name=name: vault.delete(name))  # type: ignore[misc]
