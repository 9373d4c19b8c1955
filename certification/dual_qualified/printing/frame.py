"""The certificate's frame and ground: interlaced waves, a rosette in each corner and behind."""

from portal.printing.kit import A4_LANDSCAPE, Box, Pen, Plate
from portal.printing.kit.ornament import band, rosette, strokes, tile
from portal.printing.kit.styles import BLUE, BLUE_DEEP, BLUE_LINE, CINNABAR

_PAGE = Box(0, 0, A4_LANDSCAPE.width, A4_LANDSCAPE.height)
# Where the waves run: the middle of the band.
_SPINE = _PAGE.inset(15)
# Half of the square that each rosette stands in.
_TILE = 4.4
_CORNERS = [(x, y) for x in (_SPINE.x, _SPINE.right) for y in (_SPINE.y, _SPINE.bottom)]


def ornament(pen: Pen) -> None:
    pen.plate(_PLATE)
    for x, y in _CORNERS:
        pen.frame(Box(x, y, 0, 0).inset(-_TILE), BLUE, 0.35)
    pen.frame(_PAGE.inset(9.5), BLUE_DEEP, 1.1)
    pen.frame(_PAGE.inset(10.6), BLUE, 0.35)
    pen.frame(_PAGE.inset(19.4), BLUE, 0.35)
    pen.frame(_PAGE.inset(20.5), CINNABAR, 0.5)


def _waves() -> str:
    paper = A4_LANDSCAPE
    return "\n".join(
        [
            strokes(BLUE_LINE, 0.3, band(paper, _SPINE, 3.9, 6.0, (0, 1, 2, 3))),
            strokes(BLUE, 0.4, band(paper, _SPINE, 3.9, 12.0, (0, 2))),
            strokes(BLUE, 0.3, band(paper, _SPINE, 2.4, 12.0, (1, 3))),
            strokes(CINNABAR, 0.3, band(paper, _SPINE, 1.0, 6.0, (0, 2))),
        ]
    )


def _corners() -> str:
    centres = [(x, A4_LANDSCAPE.height - y) for x, y in _CORNERS]
    tiles = [tile(centre, _TILE) for centre in centres]
    outer = [path for c in centres for path in rosette(c, (3.0,), 1.15, 8, 4)]
    inner = [path for c in centres for path in rosette(c, (1.35,), 0.8, 8, 3)]
    return "\n".join([*tiles, strokes(BLUE, 0.3, outer), strokes(CINNABAR, 0.3, inner)])


def _ground() -> str:
    """So light that text on it stays clear, and so fine that a copier loses it."""
    centre = (_PAGE.width / 2, _PAGE.height - 118)
    rings = rosette(centre, (44, 36, 28, 20), 7.5, 18, 6)
    heart = [*rosette(centre, (11,), 5, 12, 5), *rosette(centre, (4,), 2.5, 8, 4)]
    return strokes(BLUE_LINE, 0.3, [*rings, *heart], opacity=0.55)


def _operators() -> str:
    return "\n".join([_ground(), _waves(), _corners()])


_PLATE = Plate("dual-qualified", A4_LANDSCAPE, _operators)
