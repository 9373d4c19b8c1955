"""From a drawing function to the bytes of a PDF."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from portal.printing.fonts import Face, main_font
from portal.printing.kit.pen import Check, Pen, Plan

# Streams as bytes, not as text one quarter longer; nothing but old mail ever needed that.
rl_config.useA85 = 0

Draw = Callable[[Pen, Any], None]


@dataclass(frozen=True)
class Composed:
    content: bytes
    pages: int


def compose(draw: Draw, data: Any, *, check: Check, title: str, mark: str = "") -> Composed:
    """Draw it; once more where the first time could not say how many pages there would be.

    `title` stands in the window of who reads the file, `mark` across every page.
    """
    composed, asked = _once(draw, data, title, Plan(check, None, mark))
    if asked:
        composed, _ = _once(draw, data, title, Plan(check, composed.pages, mark))
    return composed


def _once(draw: Draw, data: Any, title: str, plan: Plan) -> tuple[Composed, bool]:
    target = BytesIO()
    # Without a first font of ours every page would name Helvetica, which is not embedded.
    first = main_font(Face.SONG).name
    canvas = Canvas(target, pageCompression=1, initialFontName=first, lang="zh-CN")
    canvas.setTitle(title)
    canvas.setCreator("教师业务服务平台")
    canvas.setProducer("教师业务服务平台")
    pen = Pen(canvas, plan)
    draw(pen, data)
    pen.end()
    canvas.save()
    return Composed(target.getvalue(), pen.page), pen.asked_for_pages
