"""OpenType fonts with PostScript outlines, redrawn with TrueType outlines.

reportlab embeds TrueType outlines only; the good Chinese faces that PyPI carries are of the
other sort. 31,000 glyphs take about half a minute, once for a machine.
"""

from pathlib import Path
from typing import Any, Final

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

# How far a curve may stray, in units of the em of 1000: invisible at any printed size.
_MOST_DEVIATION: Final = 1.0
_NOT_FOR_PDF: Final = ("CFF ", "VORG", "GSUB", "GPOS", "GDEF", "BASE", "DSIG", "vhea", "vmtx")


def convert(source: Path, target: Path) -> None:
    """Write `source` (.otf) as `target` (.ttf); a half-written file never has its name."""
    font = TTFont(source)
    _take_outlines(font)
    for tag in _NOT_FOR_PDF:
        if tag in font:
            del font[tag]
    font.sfntVersion = "\000\001\000\000"
    spare = target.with_suffix(".new")
    font.save(spare)
    spare.replace(target)


def _take_outlines(font: TTFont) -> None:
    """From the `CFF ` table into `glyf`."""
    order = font.getGlyphOrder()
    drawn = font.getGlyphSet()
    outlines = font["glyf"] = newTable("glyf")
    outlines.glyphOrder = order
    outlines.glyphs = {name: _quadratic(drawn[name], drawn) for name in order}
    font["loca"] = newTable("loca")
    _describe(font, outlines)


def _quadratic(glyph: Any, glyphs: Any) -> Any:
    pen = TTGlyphPen(glyphs)
    glyph.draw(Cu2QuPen(pen, _MOST_DEVIATION, reverse_direction=True))
    return pen.glyph()


def _describe(font: TTFont, outlines: Any) -> None:
    """The tables that say how large the outlines are."""
    for name, (width, _) in font["hmtx"].metrics.items():
        glyph = outlines[name]
        glyph.recalcBounds(outlines)
        font["hmtx"][name] = (width, getattr(glyph, "xMin", 0))
    maximum = font["maxp"] = newTable("maxp")
    maximum.tableVersion = 0x00010000
    for field in ("maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs"):
        setattr(maximum, field, 0)
    for field in ("maxInstructionDefs", "maxStackElements", "maxSizeOfInstructions"):
        setattr(maximum, field, 0)
    maximum.maxZones = 1
    font["post"].formatType = 3.0
    font["head"].glyphDataFormat = 0
