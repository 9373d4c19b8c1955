"""Drawing on paper: certificates, forms and receipts use nothing else."""

from portal.printing.fonts import Face
from portal.printing.kit.composing import Composed, Draw, compose
from portal.printing.kit.footers import footer, page_number
from portal.printing.kit.grids import Cell, GridError, Row, grid, pair
from portal.printing.kit.lettering import width_of
from portal.printing.kit.measures import A4, A4_LANDSCAPE, Align, Box, Paper, Stand
from portal.printing.kit.pen import Check, Pen
from portal.printing.kit.plates import Plate
from portal.printing.kit.styles import BODY, HEADING, LABEL, SMALL, Style

__all__ = [
    "A4",
    "A4_LANDSCAPE",
    "BODY",
    "HEADING",
    "LABEL",
    "SMALL",
    "Align",
    "Box",
    "Cell",
    "Check",
    "Composed",
    "Draw",
    "Face",
    "GridError",
    "Paper",
    "Pen",
    "Plate",
    "Row",
    "Stand",
    "Style",
    "compose",
    "footer",
    "grid",
    "page_number",
    "pair",
    "width_of",
]
