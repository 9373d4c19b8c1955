"""A picture of an older certificate, marked by its number alone: everything on it is invented."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFont

_SIZE = (900, 640)
_INK, _SEAL, _PAPER = "#26303c", "#b23a25", "#fbf8ef"


def certificate_picture(number: str) -> SimpleUploadedFile:
    """A JPEG of its own for each number."""
    picture = Image.new("RGB", _SIZE, _PAPER)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((24, 24, 876, 616), outline=_INK, width=3)
    draw.rectangle((90, 110, 300, 390), outline=_INK, width=2)
    for line in range(6):
        draw.line((360, 150 + line * 50, 810, 150 + line * 50), fill="#c9c3b4", width=2)
    draw.text((90, 520), f"No. {number}", fill=_INK, font=ImageFont.load_default(34))
    draw.ellipse((620, 400, 800, 580), outline=_SEAL, width=6)
    draw.text((668, 472), "DEMO", fill=_SEAL, font=ImageFont.load_default(28))
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=80)
    return SimpleUploadedFile(f"教师资格证书-{number}.jpg", target.getvalue(), "image/jpeg")
