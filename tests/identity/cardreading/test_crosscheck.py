from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from identity.cardreading import crosscheck
from identity.gb11643 import check_character

PUBLISHED = ["810000199408230021", "830000199201300022"]
BIRTHS = st.dates(date(1900, 1, 1), date(2024, 12, 31))
CHARACTERS = "0123456789X"


@st.composite
def numbers(draw):
    first = f"33010{draw(st.integers(0, 9))}{draw(BIRTHS):%Y%m%d}{draw(st.integers(0, 999)):03d}"
    return first + check_character(first)


@pytest.mark.parametrize("number", PUBLISHED)
def test_published_specimens_are_valid(number):
    assert crosscheck.is_valid_number(number)


@given(numbers())
def test_made_numbers_are_valid(number):
    assert crosscheck.is_valid_number(number)


@given(numbers(), st.integers(0, 17), st.sampled_from(CHARACTERS))
def test_any_one_wrong_character_is_found(number, place, char):
    wrong = number[:place] + char + number[place + 1 :]
    assert crosscheck.is_valid_number(wrong) == (wrong == number)


@given(numbers(), st.integers(0, 16))
def test_swapped_neighbours_are_found(number, place):
    swapped = list(number)
    swapped[place : place + 2] = reversed(swapped[place : place + 2])
    assert crosscheck.is_valid_number("".join(swapped)) == ("".join(swapped) == number)


def test_check_character_ten_is_a_capital_x():
    assert check_character("11010519491231002") == "X"
    assert not crosscheck.is_valid_number("11010519491231002x")


@pytest.mark.parametrize(
    ("number", "why"),
    [
        ("", "empty"),
        ("1101051949123100", "short"),
        ("99010519491231002" + check_character("99010519491231002"), "no such province"),
        ("11010519490231002" + check_character("11010519490231002"), "30 February"),
        ("11010518991231002" + check_character("11010518991231002"), "before 1900"),
        ("01010519491231002" + check_character("01010519491231002"), "leading zero"),
        ("\uff11" + "10105194912310020"[1:] + "X", "full-width digit"),
    ],
)
def test_numbers_that_cannot_be(number, why):
    assert not crosscheck.is_valid_number(number), why


@given(BIRTHS)
def test_birth_date_stands_in_the_number(day):
    assert crosscheck.birth_in(f"330106{day:%Y%m%d}1475") == day


def test_birth_date_that_is_no_day():
    assert crosscheck.birth_in("330106200013011475") is None
    assert crosscheck.date_of("1899", "12", "31") is None
    assert crosscheck.date_of("1900", "1", "1") == date(1900, 1, 1)
    assert crosscheck.date_of("2099", "12", "31") == date(2100, 1, 1) - timedelta(days=1)
    assert crosscheck.date_of("2100", "1", "1") is None


@pytest.mark.parametrize(("digit", "sex"), [("0", "女"), ("1", "男"), ("8", "女"), ("9", "男")])
def test_sex_is_the_seventeenth_digit(digit, sex):
    assert crosscheck.sex_in(f"3301062001110914{digit}5") == sex
