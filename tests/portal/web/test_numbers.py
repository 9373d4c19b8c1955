import pytest

from portal.web.numbers import COUNTER_DIGITS, whole_number


@pytest.mark.parametrize("text", ["", " 1", "-1", "+1", "1.0", "²", "٣", "一", "1\0", "9" * 19])
def test_anything_but_plain_digits_is_no_number(text: str) -> None:
    assert whole_number(text) is None


def test_plain_digits_up_to_the_width_of_a_column() -> None:
    assert whole_number("007") == 7
    assert whole_number("9" * 18) == 10**18 - 1
    assert whole_number("9" * 9, COUNTER_DIGITS) == 10**9 - 1
    assert whole_number("1" * 10, COUNTER_DIGITS) is None
