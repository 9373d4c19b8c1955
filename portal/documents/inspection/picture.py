"""Pictures: the size before the pixels, then all of the pixels."""

import io
import re
import struct
from typing import Final, NamedTuple

import pillow_heif
from PIL import Image

from portal.documents.errors import UploadRefused
from portal.documents.rules import MOST_PIXELS
from portal.documents.signatures import JPEG

pillow_heif.register_heif_opener()

_SCRIPT: Final = re.compile(rb"<script|<iframe|<\?php\s", re.IGNORECASE)
_BROKEN: Final = (OSError, SyntaxError, ValueError, struct.error, EOFError)
_BOMB: Final = (Image.DecompressionBombError, Image.DecompressionBombWarning)
# Decoding at an eighth reads every byte of a JPEG at a sixty-fourth of the memory.
_GLIMPSE: Final = (64, 64)


class Size(NamedTuple):
    """Pixels, as stored."""

    width: int
    height: int


def size_of_picture(content: bytes, mime: str) -> Size:
    """The size of a whole, harmless picture of the type `mime`."""
    picture = _open(content, mime)
    size = Size(*picture.size)
    if size.width * size.height > MOST_PIXELS[mime]:
        raise _bomb(mime)
    if _SCRIPT.search(content):
        raise UploadRefused("script")
    _decode(picture, mime)
    return size


def _open(content: bytes, mime: str) -> Image.Image:
    try:
        return Image.open(io.BytesIO(content), formats=[_format(mime)])
    except _BOMB as error:
        raise _bomb(mime) from error
    except _BROKEN as error:
        raise UploadRefused("damaged") from error


def _format(mime: str) -> str:
    return {"image/heic": "HEIF"}.get(mime, mime.partition("/")[2].upper())


def _bomb(mime: str) -> UploadRefused:
    return UploadRefused("bomb", megapixels=MOST_PIXELS[mime] // 1_000_000)


def _decode(picture: Image.Image, mime: str) -> None:
    if mime == JPEG:
        picture.draft("RGB", _GLIMPSE)
    try:
        picture.load()
    except _BROKEN as error:
        raise UploadRefused("damaged") from error
