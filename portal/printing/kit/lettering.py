"""Words on the page: one text object for a line, whatever fonts its characters need."""

from typing import Any

from portal.printing.fonts import Span, spans
from portal.printing.kit.breaking import lines_of
from portal.printing.kit.measures import POINTS_PER_MM, Align, Box, Stand
from portal.printing.kit.styles import Style, paint

# Where the baseline of a Chinese line lies in its em, from the top.
_BASELINE = 0.86
_SMALLEST_STEP = 0.25
_SMALLEST_SIZE = 3.0
_FILL_AND_STROKE = 2
_NEARLY_FULL = 0.9
# Ems between characters from which on they no longer look like one word to a program.
_FAR_APART = 0.3


def width_of(text: str, style: Style) -> float:
    """Millimetres, with the tracking between (not after) the characters."""
    found = spans(text, style.face)
    return _points(found, style, style.tracking * style.size) / POINTS_PER_MM


def _points(found: tuple[Span, ...], style: Style, between: float) -> float:
    letters = sum(len(span.text) for span in found)
    return sum(span.width(style.size) for span in found) + between * max(0, letters - 1)


def write(
    canvas: Any,
    start: tuple[float, float],
    text: str,
    style: Style,
    between: float | None = None,
) -> None:
    """One line from its left end on the baseline, in points, y upwards.

    `between` is what comes between characters, in points; the style's tracking unless given.
    """
    between = style.tracking * style.size if between is None else between
    words = canvas.beginText(*start)
    apart = between > _FAR_APART * style.size
    if apart:
        # Readers would take the characters for words of their own.
        words._code.append(f"/Span <</ActualText <{_utf16(text)}>>> BDC")
    words.setFillColor(paint(style.colour, style.opacity))
    if style.weight:
        words.setTextRenderMode(_FILL_AND_STROKE)
        words.setStrokeColor(paint(style.colour))
        canvas.setLineWidth(style.weight)
    if between:
        words.setCharSpace(between)
    for span in spans(text, style.face):
        words.setFont(span.font, style.size)
        words.textOut(span.text)
    # Both would go on into the next text object.
    if between:
        words.setCharSpace(0)
    if style.weight:
        words.setTextRenderMode(0)
    if apart:
        words._code.append("EMC")
    canvas.drawText(words)


def _utf16(text: str) -> str:
    return f"feff{text.encode('utf-16-be').hex()}"


def lines_in(text: str, width: float, style: Style) -> list[str]:
    return lines_of(text, width + 0.01, lambda part: width_of(part, style))


def fitting(text: str, box: Box, style: Style) -> tuple[Style, list[str]]:
    """The largest size up to the style's at which the text fits the box, and its lines."""
    size = style.size
    while True:
        tried = style.but(size=size)
        lines = lines_in(text, box.width, tried)
        fits = len(lines) * tried.line_height <= box.height + 0.01 or len(lines) == 1
        if (fits and _within(lines, box, tried)) or size <= _SMALLEST_SIZE:
            return tried, lines
        size -= _SMALLEST_STEP


def _within(lines: list[str], box: Box, style: Style) -> bool:
    return all(width_of(line, style) <= box.width + 0.05 for line in lines)


def first_baseline(box: Box, lines: int, style: Style, stand: Stand) -> float:
    """Millimetres from the top of the page."""
    em, high = style.size / POINTS_PER_MM, lines * style.line_height
    room = box.height - high
    above = {Stand.TOP: 0.0, Stand.MIDDLE: room / 2, Stand.BOTTOM: room}[stand]
    return box.y + above + (style.line_height - em) / 2 + _BASELINE * em


def left_end(box: Box, line: str, style: Style, align: Align) -> float:
    room = box.width - width_of(line, style)
    return box.x + {Align.CENTRE: room / 2, Align.RIGHT: room}.get(align, 0.0)


def justified(box: Box, line: str, style: Style) -> float:
    """Points between the characters that make the line as wide as the box."""
    room = (box.width - width_of(line, style)) * POINTS_PER_MM
    return style.tracking * style.size + room / max(1, len(line) - 1)


def is_nearly_full(box: Box, line: str, style: Style) -> bool:
    """A line with much room left is better ragged than torn apart."""
    return width_of(line, style) > _NEARLY_FULL * box.width
