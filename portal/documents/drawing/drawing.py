"""From a document's bytes to the picture of one of its pages."""

import io
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pillow_heif
from PIL import Image, ImageOps

from portal.documents.signatures import PDF

pillow_heif.register_heif_opener()

_PROGRAM: Final = Path(__file__).with_name("program.py")
_SECONDS: Final = 20
_QUALITY: Final = 80
# One at a time in each process; whoever waits longer is told to come back.
_turn: Final = threading.Lock()
_LONGEST_WAIT: Final = 30


@dataclass(frozen=True)
class Look:
    """The box, in pixels, that a picture fits into."""

    width: int
    height: int


# An A4 page at 170 dpi: small print can be read.
PAGE: Final = Look(1400, 2000)
THUMBNAIL: Final = Look(240, 320)


class CannotDraw(Exception):
    """The page cannot be drawn: the file broke the drawing, or it took too long."""


def draw(content: bytes, mime: str, number: int) -> bytes:
    """Page `number` (from 1) of a PDF, or the picture itself, as WebP within PAGE."""
    return _drawn(content, number) if mime == PDF else _fitted(content, PAGE)


def smaller(page: bytes) -> bytes:
    """A drawn page as WebP within THUMBNAIL."""
    return _fitted(page, THUMBNAIL)


def _drawn(content: bytes, number: int) -> bytes:
    if not _turn.acquire(timeout=_LONGEST_WAIT):
        raise CannotDraw("busy")
    try:
        return _run(content, number)
    finally:
        _turn.release()


def _run(content: bytes, number: int) -> bytes:
    size = [str(part) for part in (number, PAGE.width, PAGE.height)]
    command = [sys.executable, "-I", str(_PROGRAM), *size]
    try:
        done = subprocess.run(  # noqa: S603 - our own program, plain numbers
            command, input=content, capture_output=True, timeout=_SECONDS, check=True
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise CannotDraw(str(number)) from error
    return done.stdout


def _fitted(content: bytes, look: Look) -> bytes:
    """Upright, within the box, without metadata."""
    longest = max(look.width, look.height)
    try:
        picture = Image.open(io.BytesIO(content))
        picture.draft("RGB", (longest, longest))
        picture.thumbnail((longest, longest), Image.Resampling.LANCZOS)
        upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (OSError, SyntaxError, ValueError) as error:
        raise CannotDraw from error
    upright.thumbnail((look.width, look.height), Image.Resampling.LANCZOS)
    target = io.BytesIO()
    upright.save(target, "WEBP", quality=_QUALITY, method=2, exif=b"", icc_profile=None)
    return target.getvalue()
