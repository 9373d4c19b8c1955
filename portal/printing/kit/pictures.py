"""Photos and QR codes on the page."""

from io import BytesIO
from typing import TYPE_CHECKING

import segno
from reportlab.lib.utils import ImageReader

from portal.printing.kit.measures import Align, Box, Stand
from portal.printing.kit.styles import LABEL, LINE_STRONG, SUNK, paint

if TYPE_CHECKING:
    from portal.printing.kit.pen import Pen


def photo(pen: "Pen", box: Box, content: bytes | None) -> None:
    if content:
        _draw(pen, box, content)
    else:
        _place_for_a_photo(pen, box)


def _draw(pen: "Pen", box: Box, content: bytes) -> None:
    picture = ImageReader(BytesIO(content))
    across, down = picture.getSize()
    scale = max(box.width / across, box.height / down)
    width, height = across * scale, down * scale
    left, top = box.x - (width - box.width) / 2, box.y - (height - box.height) / 2
    with pen.kept():
        _clip(pen, box)
        corner = (pen.x(left), pen.y(top + height))
        pen.canvas.drawImage(picture, *corner, pen.x(width), pen.x(height))


def _clip(pen: "Pen", box: Box) -> None:
    path = pen.canvas.beginPath()
    path.rect(pen.x(box.x), pen.y(box.bottom), pen.x(box.width), pen.x(box.height))
    pen.canvas.clipPath(path, stroke=0, fill=0)


def _place_for_a_photo(pen: "Pen", box: Box) -> None:
    pen.fill(box, SUNK)
    with pen.dashed(1, 1):
        pen.frame(box, LINE_STRONG, 0.4)
    style = LABEL.but(colour=LINE_STRONG)
    pen.fitted(box.inset(2), "照 片", style, Align.CENTRE, Stand.MIDDLE)


def qr_code(pen: "Pen", box: Box, text: str, colour: str) -> None:
    """Vector squares, the runs of a row in one; medium correction: paper gets dirty."""
    rows = [bytes(row) for row in segno.make(text, error="m", micro=False).matrix]
    squares = " ".join(
        f"{start} {down} {length} 1 re"
        for down, row in enumerate(rows)
        for start, length in _runs(row)
    )
    side = pen.x(box.width / len(rows))
    with pen.kept():
        pen.canvas.setFillColor(paint(colour))
        # From here on a module is one unit, and y counts downwards.
        pen.canvas.transform(side, 0, 0, -side, pen.x(box.x), pen.y(box.y))
        pen.canvas.addLiteral(f"{squares} f")


def _runs(row: bytes) -> list[tuple[int, int]]:
    """(start, length) of the dark modules that lie side by side."""
    runs: list[tuple[int, int]] = []
    for place, dark in enumerate(row):
        if dark and runs and sum(runs[-1]) == place:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif dark:
            runs.append((place, 1))
    return runs
