"""Papers of the demo: a picture with a heading, a few lines and a seal, marked as invented."""

import hashlib
import io
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFont

_FACE = "NotoSerifSC-Regular.ttf"
_SIZE = (900, 1270)
_INK, _SEAL, _PAPER = "#26303c", "#b23a25", "#fdfbf5"


def paper(title: str, holder: str) -> SimpleUploadedFile:
    """A JPEG of its own for each title and holder."""
    picture = Image.new("RGB", _SIZE, _PAPER)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((40, 40, 860, 1230), outline=_INK, width=3)
    _centred(draw, 150, title, 54)
    lines = (f"持有人：{holder}", "本页是演示材料，内容均为虚构。", "云岭省 教师业务服务平台 演示")
    for number, line in enumerate(lines):
        draw.text((110, 340 + number * 90), line, fill=_INK, font=_font(34))
    draw.ellipse((560, 860, 790, 1090), outline=_SEAL, width=6)
    draw.text((612, 945), "演示章", fill=_SEAL, font=_font(42))
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=80)
    name = hashlib.sha256(f"{title}{holder}".encode()).hexdigest()[:8]
    return SimpleUploadedFile(f"{title}-{name}.jpg", target.getvalue(), "image/jpeg")


def _centred(draw: ImageDraw.ImageDraw, top: int, text: str, size: int) -> None:
    width = draw.textlength(text, font=_font(size))
    draw.text(((_SIZE[0] - width) / 2, top), text, fill=_INK, font=_font(size))


@cache
def _font(size: int) -> Any:
    """The printed pages' own face, where it has been made."""
    made = Path(settings.FONT_DIR) / _FACE
    return ImageFont.truetype(str(made), size) if made.is_file() else ImageFont.load_default(size)
