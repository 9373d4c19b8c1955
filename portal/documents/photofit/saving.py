"""A JPEG between 20 and 190 KB."""

import io
from typing import Final

from PIL import Image

from portal.documents.photofit.reading import Pixels

# Whether a rule means 1000 or 1024 bytes, both hold.
SMALLEST: Final = 20 * 1024
LARGEST: Final = 190_000
_BEST: Final = 97
_WORST: Final = 30
_DPI: Final = (300, 300)
_HEADER: Final = 4


def save(portrait: Pixels) -> bytes:
    """The best quality under the largest size, padded with a comment if it is still too small."""
    picture = Image.fromarray(portrait)
    data = _best_under(picture, LARGEST)
    missing = SMALLEST - len(data)
    return data if missing <= 0 else _encoded(picture, _BEST, missing + _HEADER)


def _best_under(picture: Image.Image, most: int) -> bytes:
    low, high = _WORST, _BEST
    best = _encoded(picture, high)
    if len(best) <= most:
        return best
    best = _encoded(picture, low)
    while low + 1 < high:
        middle = (low + high) // 2
        data = _encoded(picture, middle)
        if len(data) <= most:
            low, best = middle, data
        else:
            high = middle
    return best


def _encoded(picture: Image.Image, quality: int, padding: int = 0) -> bytes:
    target = io.BytesIO()
    extra = {"comment": b" " * padding} if padding else {}
    picture.save(target, "JPEG", quality=quality, subsampling=0, dpi=_DPI, **extra)
    return target.getvalue()
