"""From uploaded bytes to a picture: kinds, limits, EXIF turning, no bombs."""

import io
import warnings
from dataclasses import dataclass

import numpy as np
import pillow_heif
from PIL import Image, ImageOps, UnidentifiedImageError

from identity.cardreading.picture import Picture

pillow_heif.register_heif_opener()

FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
MAX_BYTES = 40 * 1024 * 1024
MAX_PIXELS = 80_000_000
MIN_SIDE = 160
_ENOUGH = 2000
"""A longer side beyond this adds nothing to a card's text, so JPEG is decoded smaller."""

MESSAGES = {
    "empty": "文件是空的，请重新选择照片。",
    "too_many_bytes": "照片超过 40 MB，请缩小后再上传。",
    "unsupported": "这不是可识别的照片，请上传 JPEG、PNG、HEIC 或 WebP 格式的照片。",
    "too_many_pixels": "照片的像素过多，请缩小后再上传。",
    "too_small": "照片太小，看不清证件，请重新拍摄或选择原图。",
    "damaged": "照片文件已损坏，请重新拍摄或重新选择。",
}


@dataclass
class UnreadableImage(ValueError):
    """The bytes are no picture that we read; `code` is a key of MESSAGES."""

    code: str

    def __str__(self) -> str:
        return MESSAGES[self.code]


def load(data: bytes) -> Picture:
    """The picture upright by its EXIF tag, BGR. Raises UnreadableImage."""
    if not data:
        raise UnreadableImage("empty")
    if len(data) > MAX_BYTES:
        raise UnreadableImage("too_many_bytes")
    image = _opened(data)
    _check_size(image)
    return _decoded(image)


def _opened(data: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return Image.open(io.BytesIO(data), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise UnreadableImage("too_many_pixels") from None
    except UnidentifiedImageError:
        raise UnreadableImage("unsupported") from None
    except Exception:  # decoders raise anything from struct.error to RuntimeError on bad bytes
        raise UnreadableImage("damaged") from None


def _check_size(image: Image.Image) -> None:
    if image.width * image.height > MAX_PIXELS:
        raise UnreadableImage("too_many_pixels")
    if min(image.size) < MIN_SIDE:
        raise UnreadableImage("too_small")


def _decoded(image: Image.Image) -> Picture:
    try:
        image.draft("RGB", _draft_size(image.size))
        upright = ImageOps.exif_transpose(_flattened(image))
    except Exception:  # as above: the bytes are from outside
        raise UnreadableImage("damaged") from None
    upright.thumbnail((_ENOUGH * 4 // 3, _ENOUGH * 4 // 3), Image.Resampling.BOX)
    return np.ascontiguousarray(np.asarray(upright)[:, :, ::-1])


def _draft_size(size: tuple[int, int]) -> tuple[int, int]:
    factor = min(1.0, _ENOUGH / max(size))
    return round(size[0] * factor), round(size[1] * factor)


def _flattened(image: Image.Image) -> Image.Image:
    """RGB, with anything see-through laid on white."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layers = image.convert("RGBA")
        paper = Image.new("RGBA", layers.size, "white")
        flat = Image.alpha_composite(paper, layers).convert("RGB")
        flat.info["exif"] = image.info.get("exif", b"")
        return flat
    if image.mode.startswith("I") or image.mode == "F":
        return image.convert("L").convert("RGB")
    return image.convert("RGB")
