"""What leaves the portal of a stored file: pictures turned upright and without any metadata."""

import io
from dataclasses import dataclass
from typing import Final

import pillow_heif
from PIL import Image, ImageOps

from portal.documents.enums import DocumentKind
from portal.documents.models import Document
from portal.documents.signatures import JPEG, is_picture

pillow_heif.register_heif_opener()

# Enough to read the small print of a card or a certificate.
_LONGEST_SIDE: Final = 2400
_QUALITY: Final = 88


@dataclass(frozen=True)
class Copy:
    """Bytes to serve; `name` has the suffix of what they are."""

    content: bytes
    mime: str
    name: str


def copy_of(document: Document, content: bytes) -> Copy:
    """A re-encoded JPEG of a picture, which carries no place or device; other files as they are.

    A portrait was made by us and goes out as it is: its size in bytes is part of a rule.
    """
    if document.kind == DocumentKind.PORTRAIT or not is_picture(document.mime):
        return Copy(content, document.mime, _name(document, document.mime))
    return Copy(_reencoded(content), JPEG, _name(document, JPEG))


def _reencoded(content: bytes) -> bytes:
    picture = Image.open(io.BytesIO(content))
    picture.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))
    # Shrunk first: every later step copies the picture.
    picture.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE), Image.Resampling.LANCZOS)
    upright = ImageOps.exif_transpose(picture).convert("RGB")
    target = io.BytesIO()
    upright.save(target, "JPEG", quality=_QUALITY, exif=b"", icc_profile=None, comment=b"")
    return target.getvalue()


def _name(document: Document, mime: str) -> str:
    suffix = "jpg" if mime == JPEG else "pdf"
    return f"{document.get_kind_display()}-{document.pk.hex[:8]}.{suffix}"
