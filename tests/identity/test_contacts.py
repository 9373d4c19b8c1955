"""Telephone numbers, postcodes, addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from identity.rules import (
    check_email,
    check_landline,
    check_mobile,
    check_postcode,
    normalise_mobile,
)


def codes(problems):
    return [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("13000000000", []),
        ("19999999999", []),
        ("+86 136-0000-2063", []),
        ("0086１３６００００２０６３", []),
        ("12999999999", ["shape"]),
        ("23600002063", ["shape"]),
        ("1360000206", ["length"]),
        ("136000020631", ["length"]),
        ("1360000206a", ["character"]),
        ("", ["required"]),
    ],
)
def test_mobile_numbers(typed, expected):
    assert codes(check_mobile(typed)) == expected


def test_a_mobile_number_is_eleven_digits():
    assert normalise_mobile("+86 136-0000-2063") == "13600002063"


@pytest.mark.parametrize(
    ("typed", "ok"),
    [
        ("0571-88888888", True),
        ("057188888888", True),
        ("88888888", True),
        ("8888888", True),
        ("888888", False),
        ("010-88888888-1234", True),
        ("010—88888888", True),
        ("010-88888888-1234567", False),
        ("13600002063", True),
        ("abc", False),
    ],
)
def test_landlines(typed, ok):
    assert (check_landline(typed) == []) is ok


@pytest.mark.parametrize(
    ("typed", "ok"), [("310000", True), ("31000", False), ("3100000", False), ("31000a", False)]
)
def test_postcodes(typed, ok):
    assert (check_postcode(typed) == []) is ok


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("wang@example.cn", []),
        (" wang＠example.cn ", []),
        ("", ["required"]),
        ("wang", ["shape"]),
        ("wang@", ["shape"]),
        (f"{'a' * 243}@example.cn", []),
        (f"{'a' * 244}@example.cn", ["length"]),
    ],
)
def test_email(typed, expected):
    assert codes(check_email(typed)) == expected


@given(st.text(max_size=60))
def test_no_text_breaks_the_rules(text):
    for check in (check_mobile, check_landline, check_postcode, check_email):
        check(text)
