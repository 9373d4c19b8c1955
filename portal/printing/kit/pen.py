"""The pen that draws every print: millimetres from the top left, text in our faces."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeAlias

from portal.printing.fonts import visible
from portal.printing.kit import lettering, pictures, plates
from portal.printing.kit.measures import A4, POINTS_PER_MM, Align, Box, Paper, Stand
from portal.printing.kit.styles import BODY, CINNABAR, INK, Style, paint

Point: TypeAlias = tuple[float, float]


@dataclass(frozen=True)
class Check:
    """What proves a print: its code, the address that says whether it is good, its version."""

    code: str
    address: str
    version: str


@dataclass(frozen=True)
class Plan:
    """What a pen knows of its document beforehand.

    `pages` is None while their number is not known: what asks for it is drawn once more. `mark`
    goes across every page.
    """

    check: Check
    pages: int | None = None
    mark: str = ""


class Pen:
    """Draws pages on a reportlab canvas; `begin` starts each."""

    def __init__(self, canvas: Any, plan: Plan) -> None:
        self.canvas, self.check, self.pages, self.mark = canvas, plan.check, plan.pages, plan.mark
        self.paper = A4
        self.page = 0
        self.asked_for_pages = False

    def begin(self, paper: Paper = A4) -> Box:
        """A new page; its whole surface."""
        self.end()
        self.page += 1
        self.paper = paper
        self.canvas.setPageSize(paper.points)
        return Box(0, 0, paper.width, paper.height)

    def end(self) -> None:
        """Finish the page under the pen, if there is one."""
        if self.page:
            if self.mark:
                self._stamp(self.mark)
            self.canvas.showPage()

    def _stamp(self, mark: str) -> None:
        """Across the page, so that nobody takes it for issued."""
        width, height = self.paper.points
        style = Style(size=150, colour=CINNABAR, tracking=0.4, opacity=0.13)
        with self.kept():
            self.canvas.translate(width / 2, height / 2)
            self.canvas.rotate(30)
            half = lettering.width_of(mark, style) * POINTS_PER_MM / 2
            lettering.write(self.canvas, (-half, -55), mark, style)

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Clips, turns and transparency set inside end with the block."""
        self.canvas.saveState()
        yield
        self.canvas.restoreState()

    def x(self, millimetres: float) -> float:
        """Points from the left, as the canvas counts."""
        return millimetres * POINTS_PER_MM

    def y(self, millimetres: float) -> float:
        """Points from the bottom, as the canvas counts."""
        return (self.paper.height - millimetres) * POINTS_PER_MM

    # Text

    def text(
        self, x: float, y: float, text: str, style: Style = BODY, align: Align = Align.LEFT
    ) -> None:
        """One line; y is its baseline, x its left end, middle or right end."""
        text = visible(text)
        width = 0.0 if align is Align.LEFT else lettering.width_of(text, style)
        start = x - {Align.CENTRE: width / 2, Align.RIGHT: width}.get(align, 0.0)
        lettering.write(self.canvas, (self.x(start), self.y(y)), text, style)

    def spread(self, x: float, y: float, width: float, text: str, style: Style = BODY) -> None:
        """One line whose characters take the whole width: 姓　　名."""
        plain = style.but(tracking=0.0)
        between = lettering.justified(Box(x, y, width, 0), visible(text), plain)
        lettering.write(self.canvas, (self.x(x), self.y(y)), visible(text), plain, between)

    def wrapped(
        self,
        box: Box,
        text: str,
        style: Style = BODY,
        align: Align = Align.LEFT,
        stand: Stand = Stand.TOP,
    ) -> float:
        """Lines as many as the text needs; returns the bottom of the last (mm)."""
        lines = lettering.lines_in(text, box.width, style)
        return self._lines(box, lines, style, align, stand)

    def fitted(
        self,
        box: Box,
        text: str,
        style: Style = BODY,
        align: Align = Align.LEFT,
        stand: Stand = Stand.MIDDLE,
    ) -> float:
        """Lines that fit the box, smaller where they must be; returns the bottom of the last."""
        style, lines = lettering.fitting(text, box, style)
        return self._lines(box, lines, style, align, stand)

    def _lines(
        self, box: Box, lines: Sequence[str], style: Style, align: Align, stand: Stand
    ) -> float:
        y = lettering.first_baseline(box, len(lines), style, stand)
        for number, line in enumerate(lines, start=1):
            between = None
            last = number == len(lines)
            if align is Align.JUSTIFY and not last and lettering.is_nearly_full(box, line, style):
                between = lettering.justified(box, line, style)
            start = lettering.left_end(box, line, style, align)
            lettering.write(self.canvas, (self.x(start), self.y(y)), line, style, between)
            y += style.line_height
        return y - style.line_height + style.size * 0.2 / POINTS_PER_MM

    # Lines and areas; widths of lines are points

    def line(self, start: Point, end: Point, colour: str = INK, width: float = 0.5) -> None:
        self._stroke(colour, width)
        self.canvas.line(self.x(start[0]), self.y(start[1]), self.x(end[0]), self.y(end[1]))

    def frame(self, box: Box, colour: str = INK, width: float = 0.5, radius: float = 0) -> None:
        self._stroke(colour, width)
        self._rectangle(box, radius, stroke=1, fill=0)

    def fill(self, box: Box, colour: str, radius: float = 0) -> None:
        self.canvas.setFillColor(paint(colour))
        self._rectangle(box, radius, stroke=0, fill=1)

    def circle(
        self, x: float, y: float, radius: float, colour: str = INK, width: float = 0.5
    ) -> None:
        self._stroke(colour, width)
        self.canvas.circle(self.x(x), self.y(y), self.x(radius), stroke=1, fill=0)

    @contextmanager
    def dashed(self, *lengths: float) -> Iterator[None]:
        """Lines drawn inside are broken: millimetres on, off."""
        self.canvas.setDash([self.x(length) for length in lengths])
        yield
        self.canvas.setDash()

    def _stroke(self, colour: str, width: float) -> None:
        self.canvas.setStrokeColor(paint(colour))
        self.canvas.setLineWidth(width)

    def _rectangle(self, box: Box, radius: float, *, stroke: int, fill: int) -> None:
        corner = (self.x(box.x), self.y(box.bottom), self.x(box.width), self.x(box.height))
        if radius:
            self.canvas.roundRect(*corner, self.x(radius), stroke=stroke, fill=fill)
        else:
            self.canvas.rect(*corner, stroke=stroke, fill=fill)

    # Pictures

    def photo(self, box: Box, content: bytes | None) -> None:
        """A photo that fills the box, cut at its edges; without one, the place for it."""
        pictures.photo(self, box, content)

    def code(self, box: Box, text: str, colour: str = INK) -> None:
        """A QR code of the text that fills the box."""
        pictures.qr_code(self, box, text, colour)

    def plate(self, plate: plates.Plate) -> None:
        """Ornament that is the same on every page."""
        plates.press(self.canvas, plate)
