"""Outlines of one sort made into the other."""

from pathlib import Path

import pytest
from fontTools.pens.areaPen import AreaPen
from fontTools.subset import Subsetter
from fontTools.ttLib import TTFont
from reportlab.pdfbase.ttfonts import TTFont as EmbeddableFont

from portal.printing.fonts import install
from portal.printing.fonts.conversion import convert

TEXT = "教师证A1·䶮𬭎"


@pytest.fixture(scope="module")
def few_glyphs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packaged font, cut down so that a test need not wait for half a minute."""
    font = TTFont(install._package_folder() / f"{install.MADE[0]}.otf")
    cutter = Subsetter()
    cutter.populate(text=TEXT)
    cutter.subset(font)
    target = tmp_path_factory.mktemp("fonts") / "few.otf"
    font.save(target)
    return target


def areas(path: Path) -> dict[str, float]:
    font = TTFont(path)
    glyphs, found = font.getGlyphSet(), {}
    for code, name in font.getBestCmap().items():
        pen = AreaPen(glyphs)
        glyphs[name].draw(pen)
        found[chr(code)] = abs(pen.value)
    return found


def test_the_glyphs_stay_as_they_are(few_glyphs, tmp_path):
    target = tmp_path / "few.ttf"
    convert(few_glyphs, target)
    before, after = areas(few_glyphs), areas(target)
    assert set(TEXT) <= set(after) == set(before)
    assert after == pytest.approx(before, rel=0.01)
    assert not target.with_suffix(".new").exists()


def test_the_result_can_be_embedded(few_glyphs, tmp_path):
    target = tmp_path / "few.ttf"
    convert(few_glyphs, target)
    face = EmbeddableFont("few", str(target)).face
    assert set(map(ord, TEXT)) <= set(face.charToGlyph)
    widths = TTFont(few_glyphs)["hmtx"]
    name = TTFont(few_glyphs).getBestCmap()[ord("A")]
    assert face.charWidths[ord("A")] == pytest.approx(widths[name][0], abs=1)


def test_the_made_fonts_are_there(settings):
    for name in install.MADE:
        assert (Path(settings.FONT_DIR) / f"{name}.ttf").stat().st_size > 5_000_000
