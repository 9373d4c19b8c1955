import pytest
from hypothesis import given
from hypothesis import strategies as st

from identity.cardreading import rarechars


def found(syllable: str, limit: int = 5000) -> str:
    return "".join(card.char for card in rarechars.by_pinyin(syllable, limit))


@pytest.mark.parametrize(
    ("char", "syllable"),
    [("䶮", "yan"), ("䶮", "yǎn"), ("䶮", "YAN3 "), ("𬭎", "hong2"), ("㛃", "jie"), ("𬀪", "xiàn")],
)
def test_rare_characters_are_found_by_their_sound(char, syllable):
    assert char in found(syllable)


@pytest.mark.parametrize("syllable", ["lv4", "lü4", "lǜ", "lu:4"])
def test_all_ways_of_writing_u_umlaut(syllable):
    assert "绿" in found(syllable)


def test_another_tone_is_left_out():
    assert "䶮" not in found("yan1")


def test_everyday_characters_come_last():
    chars = found("yan")
    assert chars.index("䶮") < chars.index("颜")


def test_neutral_tone_keeps_its_last_letter():
    assert "吗" in found("ma")


def test_the_limit_holds():
    assert len(rarechars.by_pinyin("yan", 7)) == 7


def test_a_character_tells_its_code_point_and_block():
    card = rarechars.describe("𬭎")
    assert (card.code_point, card.block, card.pinyin) == ("U+2CB4E", "扩展E", ("hóng",))


def test_what_is_no_han_character_has_no_block():
    assert rarechars.block_of("A") is None
    assert rarechars.block_of("·") is None
    assert rarechars.block_of("〇") is None


@given(st.text(max_size=20))
def test_anything_typed_gives_a_list(text):
    assert isinstance(rarechars.by_pinyin(text), tuple)


@given(st.sampled_from("䶮𬭎㛃𬀪赟翀旻曌瑢璆龑骉"))
def test_every_reading_of_a_character_finds_it(char):
    assert all(char in found(reading) for reading in rarechars.readings(char))
