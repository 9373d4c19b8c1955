import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.web.masking import mask_email, mask_name, mask_number


@pytest.mark.parametrize(
    ("whole", "masked"),
    [
        ("11010519491231002X", "110***********002X"),
        ("13800001234", "138****1234"),
        ("0101234567", "0*******67"),
        ("12345", "1**45"),
        ("1234", "****"),
        ("", ""),
    ],
)
def test_the_middle_of_a_number_is_hidden(whole: str, masked: str) -> None:
    assert mask_number(whole) == masked


@given(st.text())
def test_masking_keeps_the_length(text: str) -> None:
    assert len(mask_number(text)) == len(text)
    assert len(mask_name(text)) == len(text)


@given(st.text(alphabet="0123456789X", min_size=11))
def test_at_most_seven_figures_of_a_long_number_show(number: str) -> None:
    assert sum(sign != "*" for sign in mask_number(number)) == 7


def test_names_and_addresses() -> None:
    assert mask_name("欧阳䶮") == "欧**"
    assert mask_email("wang@example.cn") == "w***@example.cn"
    assert mask_email("13800001234") == "138****1234"
