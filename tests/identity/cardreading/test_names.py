"""Names: cells of ink, shapes against the index, and when a name is accepted silently."""

import cv2
import numpy as np
import pytest
from PIL import Image

from identity.cardreading.characters import choose, merged
from identity.cardreading.decoding import Glyph, Line
from identity.cardreading.glyph_index import GlyphIndex
from identity.cardreading.ink import cells, extent_of, ink_of
from identity.cardreading.names import candidates, second_look
from identity.cardreading.shapes import shape_of
from tests.identity.cardreading.generator import fonts

STRIP = (936, 120)


def strip(name: str, family: str = fonts.SANS) -> np.ndarray:
    image = Image.new("RGB", STRIP, (214, 222, 232))
    fonts.write(image, (16, 60), name, family, 92)
    return np.ascontiguousarray(np.asarray(image)[..., ::-1])


def line(name: str, prob: float = 0.99) -> Line:
    return Line(tuple(Glyph(c, prob, 0.5, ((c, prob),)) for c in name))


def shape(char: str, family: str = fonts.SANS):
    ink = ink_of(strip(char, family))
    return shape_of(cells(ink, extent_of(ink), 1)[0])


@pytest.fixture(scope="module")
def index(engine) -> GlyphIndex:
    found = engine.glyphs
    assert found is not None, "python -m identity.cardreading.install builds the index"
    return found


def test_an_empty_strip_has_no_extent():
    blank = np.full((STRIP[1], STRIP[0], 3), 220, np.uint8)
    assert extent_of(ink_of(blank)) is None


@pytest.mark.parametrize("name", ["罗骥", "罗骥鑫", "欧阳骥鑫"])
def test_the_width_tells_how_many_characters_there_are(name):
    extent = extent_of(ink_of(strip(name)))
    assert [count for count in range(1, 7) if extent.fits(count)] == [len(name)]


def test_each_cell_holds_one_character():
    ink = ink_of(strip("罗骥鑫"))
    pieces = cells(ink, extent_of(ink), 3)
    widths = [piece.shape[1] for piece in pieces]
    assert max(widths) - min(widths) <= 3
    assert all(shape_of(piece) for piece in pieces)


def test_a_count_that_cannot_be_has_no_cells():
    ink = ink_of(strip("罗骥鑫"))
    assert cells(ink, extent_of(ink), 6) is None


@pytest.mark.parametrize("char", ["骥", "㵑", "𬭎", "䶮", "𫖯"])
def test_the_index_finds_a_character_by_its_shape(index, char):
    assert index.nearest(shape(char))[0][0] == char


def test_a_shape_is_like_itself_and_less_like_others(index):
    one = shape("诚")
    assert one.likeness(one) == pytest.approx(1, abs=0.01)
    assert one.likeness(shape("𫍯")) < 0.95


@pytest.mark.parametrize(("read", "drawn"), ["滨㵑", "頫𫖯", "诚𫍯", "強强"])
def test_a_misread_character_is_put_right_by_its_shape(index, read, drawn):
    choice = choose(Glyph(read, 0.9, 0.5, ((read, 0.9),)), shape(drawn), index)
    assert choice.char == drawn
    assert read in choice.others


def test_a_sure_reading_withstands_a_poor_picture(index):
    ink = ink_of(cv2.GaussianBlur(strip("伟"), (0, 0), 7))
    poor = shape_of(cells(ink, extent_of(ink), 1)[0])
    assert choose(Glyph("伟", 0.999, 0.5, (("伟", 0.999),)), poor, index).char == "伟"


def test_without_an_index_the_reading_stands():
    choice = choose(Glyph("滨", 0.4, 0.5, (("滨", 0.4), ("1", 0.3))), shape("㵑"), None)
    assert (choice.char, choice.prob, choice.others) == ("滨", 0.4, ("滨",))


def test_two_readings_are_merged_by_their_mean():
    one = Line((Glyph("现", 0.6, 0.5, (("现", 0.6), ("砚", 0.3))),))
    two = Line((Glyph("砚", 0.9, 0.5, (("砚", 0.9),)),))
    assert [(g.char, g.prob) for g in merged(one, two)] == [("砚", 0.6)]
    assert merged(one, Line()) == one.glyphs


def test_a_clear_common_name_is_sure(engine):
    found = second_look(engine, engine.glyphs, strip("张国强"), line("张国强"))
    assert (found.judged.value, found.judged.sure) == ("张国强", True)


def test_a_dropped_character_is_never_sure(engine):
    found = second_look(engine, engine.glyphs, strip("令狐㵑怡"), line("令狐怡"))
    assert not found.judged.sure or found.judged.value == "令狐㵑怡"


def test_a_dotted_name_is_sure_only_if_both_readings_agree(engine):
    drawn = strip("阿里木·依明")
    assert second_look(engine, engine.glyphs, drawn, line("阿里木·依明")).judged.sure
    assert not second_look(engine, engine.glyphs, drawn, line("阿里本·依明")).judged.sure


def test_no_ink_is_no_name(engine):
    blank = np.full((STRIP[1], STRIP[0], 3), 220, np.uint8)
    assert not second_look(engine, engine.glyphs, blank, Line()).judged.sure


def test_candidates_offer_what_the_recogniser_cannot_output(engine):
    crop = cv2.resize(strip("余㵑"), None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    offered = candidates(engine, crop)
    assert ["余" in offered[0], "㵑" in offered[1]] == [True, True]
