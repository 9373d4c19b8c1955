"""Forms are grids: rows of cells, each a label or a value, some over several columns or rows."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from portal.printing.kit.measures import Align, Box, Stand
from portal.printing.kit.pen import Pen, Point
from portal.printing.kit.styles import BODY, INK, LABEL, Style

_PADDING = 1.4


@dataclass(frozen=True)
class Cell:
    """A value unless `label`. `draw` draws into the cell's box instead of a text (a photo)."""

    text: str = ""
    label: bool = False
    columns: int = 1
    rows: int = 1
    style: Style | None = None
    align: Align | None = None
    stand: Stand = Stand.MIDDLE
    draw: Callable[[Pen, Box], None] | None = None


@dataclass(frozen=True)
class Row:
    """`height` in millimetres."""

    height: float
    cells: Sequence[Cell]


class GridError(ValueError):
    """The cells do not fill the grid, or lie over one another."""


def pair(label: str, value: str, columns: int = 1, label_columns: int = 1) -> tuple[Cell, Cell]:
    """A label and its value, `columns` wide."""
    return Cell(label, label=True, columns=label_columns), Cell(value, columns=columns)


def grid(
    pen: Pen, start: Point, widths: Sequence[float], rows: Sequence[Row], *, shade: str = ""
) -> float:
    """Draw the rows with a line around each cell, from the top left; returns the bottom (mm).

    `shade` is a colour beneath the labels.
    """
    placed = list(_Plan(start, widths, rows).boxes())
    for cell, box in placed:
        if cell.label and shade:
            pen.fill(box, shade)
    for cell, box in placed:
        pen.frame(box, INK, 0.5)
        _fill_in(pen, cell, box)
    whole = Box(*start, sum(widths), sum(row.height for row in rows))
    pen.frame(whole, INK, 1)
    return whole.bottom


def _fill_in(pen: Pen, cell: Cell, box: Box) -> None:
    inner = box.inset(_PADDING, 0.6)
    if cell.draw:
        cell.draw(pen, inner)
    elif cell.text:
        style = cell.style or (LABEL if cell.label else BODY)
        align = cell.align or (Align.CENTRE if cell.label else Align.LEFT)
        pen.fitted(inner, cell.text, style.but(leading=1.3), align, cell.stand)


class _Plan:
    """Where each cell lies, once those that span several rows have taken their places."""

    def __init__(self, start: Point, widths: Sequence[float], rows: Sequence[Row]) -> None:
        self.start, self.widths, self.rows = start, widths, rows
        self.taken: set[Point] = set()

    def boxes(self) -> Iterator[tuple[Cell, Box]]:
        for number, row in enumerate(self.rows):
            column = 0
            for cell in row.cells:
                while (number, column) in self.taken:
                    column += 1
                self._take(cell, number, column)
                yield cell, self._box(cell, number, column)
        places = len(self.widths) * len(self.rows)
        if len(self.taken) != places:
            raise GridError(f"{len(self.taken)} of {places} places are filled")

    def _take(self, cell: Cell, row: int, column: int) -> None:
        if column + cell.columns > len(self.widths) or row + cell.rows > len(self.rows):
            raise GridError(f"{cell.text!r} does not fit its row {row + 1}")
        ground = {(row + i, column + j) for i in range(cell.rows) for j in range(cell.columns)}
        if ground & self.taken:
            raise GridError(f"{cell.text!r} lies over another cell")
        self.taken |= ground

    def _box(self, cell: Cell, row: int, column: int) -> Box:
        left, top = self.start
        heights = [each.height for each in self.rows]
        return Box(
            left + sum(self.widths[:column]),
            top + sum(heights[:row]),
            sum(self.widths[column : column + cell.columns]),
            sum(heights[row : row + cell.rows]),
        )
