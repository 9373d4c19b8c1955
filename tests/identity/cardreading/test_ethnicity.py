import pytest

from identity.cardreading import ethnicity
from identity.cardreading.decoding import Glyph


def glyphs(*chars: tuple[str, float] | tuple[str, float, dict[str, float]]) -> list[Glyph]:
    return [Glyph(c[0], c[1], 0.5, tuple(c[2].items()) if len(c) > 2 else ()) for c in chars]


def test_there_are_56_groups():
    assert len(set(ethnicity.GROUPS)) == 56


@pytest.mark.parametrize(
    ("read", "meant"),
    [("漢", "汉"), ("汉族", "汉"), ("維吾爾", "维吾尔"), ("毛难", "毛南"), ("崩龙", "德昂")],
)
def test_other_ways_of_writing(read, meant):
    assert ethnicity.fold(read) == meant


def test_an_exact_reading_keeps_its_weakest_probability():
    assert ethnicity.match(glyphs(("土", 0.9), ("家", 0.7))) == ("土家", 0.7)


def test_a_traditional_reading_is_the_same_group():
    assert ethnicity.match(glyphs(("漢", 0.8))) == ("汉", 0.8)


def test_a_rival_settles_a_misread_character():
    read = glyphs(("低", 0.6, {"低": 0.6, "佤": 0.3}))
    assert ethnicity.match(read) == ("佤", 0.3)


def test_one_misread_character_of_several():
    group, likely = ethnicity.match(glyphs(("达", 0.99), ("干", 0.9), ("尔", 0.99)))
    assert (group, likely) == ("达斡尔", 0.001)


def test_nothing_like_any_group():
    assert ethnicity.match(glyphs(("桌", 0.9))) == ("", 0.0)
    assert ethnicity.match([]) == ("", 0.0)
