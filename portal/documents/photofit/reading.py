"""From a file to upright pixels."""

import io
import struct
from typing import Any, Final

import numpy as np
import pillow_heif
from PIL import Image, ImageOps

from portal.documents.photofit.errors import CannotFit

pillow_heif.register_heif_opener()

# Enough for 295×413 out of a photo in which the face is small; quick to search.
_LONGEST_SIDE: Final = 2000
_BROKEN: Final = (OSError, SyntaxError, ValueError, struct.error)
_BOMB: Final = (Image.DecompressionBombError, Image.DecompressionBombWarning)

Pixels = np.ndarray[Any, np.dtype[np.uint8]]


def read_upright(content: bytes) -> Pixels:
    """RGB pixels (height × width × 3), turned by EXIF, the longest side at most 2000."""
    try:
        picture = Image.open(io.BytesIO(content))
        picture.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))
        # Shrunk first: every later step copies the picture.
        picture.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE), Image.Resampling.LANCZOS)
        upright = ImageOps.exif_transpose(picture)
    except (*_BROKEN, *_BOMB) as error:
        raise CannotFit("unreadable") from error
    return np.asarray(_on_white(upright))


def _on_white(picture: Image.Image) -> Image.Image:
    """Transparent pixels become white, everything else RGB."""
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    layered = picture.convert("RGBA")
    ground = Image.new("RGBA", layered.size, "white")
    return Image.alpha_composite(ground, layered).convert("RGB")
