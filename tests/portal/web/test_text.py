import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from portal.web.text import normalise


@given(st.text())
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)


def test_marks_that_nobody_sees_go_away() -> None:
    assert normalise("\ufeff王\u200b小\u202a溪\u00ad") == "王小溪"


def test_rare_characters_dots_and_variation_selectors_stay() -> None:
    assert normalise("𬭎䶮·𠮷\U000e0100🙂") == "𬭎䶮·𠮷\U000e0100🙂"


def test_combining_marks_are_composed() -> None:
    assert normalise("e\u0301") == "é"
