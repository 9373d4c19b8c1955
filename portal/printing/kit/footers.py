"""The foot of a form: which version it is, where it can be checked, which page of how many."""

from portal.printing.kit.measures import Align
from portal.printing.kit.pen import Pen
from portal.printing.kit.styles import INK_SOFT, LINE, SMALL

_MARGIN = 15


def footer(pen: Pen, *, note: str = "") -> None:
    """In the lower margin of the page under the pen."""
    y = pen.paper.height - 10
    left, right = _MARGIN, pen.paper.width - _MARGIN
    pen.line((left, y - 4), (right, y - 4), LINE, 0.4)
    style = SMALL.but(size=7.5, colour=INK_SOFT)
    pen.text(left, y, f"版本 {pen.check.version}　核验 {pen.check.address}", style)
    pen.text(right, y, page_number(pen), style, Align.RIGHT)
    if note:
        pen.text(left, y + 3.6, note, style)


def page_number(pen: Pen) -> str:
    """第 1 页，共 2 页."""
    pen.asked_for_pages = True
    return f"第 {pen.page} 页，共 {pen.pages or pen.page} 页"
