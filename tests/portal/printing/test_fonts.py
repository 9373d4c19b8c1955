"""Every character that a name may have comes out, and can be copied out again."""

import logging

import pytest
from reportlab.pdfbase.pdfmetrics import getFont

from portal.printing.fonts import MISSING, Face, spans, visible
from portal.printing.fonts.faces import load
from tests.portal.printing.forms import composed
from tests.portal.printing.papers import fonts_of, squeezed

# GB 18030-2022 level 3 and beyond: URO, extensions A to H, compatibility.
RARE = "𬭎䶮𠮷㛃𫟹㺹𬀩𬸣䲟鿏𪚥𰻞𱍐"


def drawn(text, face=Face.SONG):
    from portal.printing.kit import Style

    def draw(pen, _):
        pen.begin()
        pen.text(20, 40, text, Style(face, 20))

    return composed(None, draw).content


@pytest.mark.parametrize("face", list(Face))
def test_rare_characters_can_be_copied_out(face):
    content = drawn(f"王{RARE}", face)
    assert squeezed(content) == f"王{RARE}"
    assert all(flags == [True, True, True] for _, *flags in fonts_of(content))


def test_a_span_has_glyphs_for_all_it_holds():
    for face in Face:
        for span in spans(f"李{RARE}·a1", face):
            assert set(map(ord, span.text)) <= set(getFont(span.font).face.charToGlyph)


def test_one_font_makes_one_span():
    [span] = spans("古丽米热·艾比布力 (Guli) 2026", Face.SONG)
    assert span.font == "NotoSerifSC-Regular"


def test_a_character_changes_the_font_only_for_itself():
    assert [span.text for span in spans("王𠔻明", Face.KAI)] == ["王", "𠔻", "明"]


def test_what_no_font_has_is_marked_and_logged(caplog):
    with caplog.at_level(logging.WARNING):
        found = spans("王\U000e0fff\U0003fffd", Face.HEI)
    assert "".join(span.text for span in found).endswith(MISSING)
    assert "U+3FFFD" in caplog.text


def test_what_has_no_picture_takes_no_place():
    assert visible("王\u200b\ufe00\U000e0101明\n李\x07") == "王明 李"


def test_a_font_that_is_not_there_is_told_once(caplog):
    with caplog.at_level(logging.WARNING):
        assert load("NoSuchFont") is None
        load("NoSuchFont")
    assert caplog.text.count("NoSuchFont") == 1
