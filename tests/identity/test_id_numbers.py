"""Numbers of the four ID documents: published vectors, and what makes each rule say no."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from identity.enums import IdKind, Sex
from identity.gb11643 import check_character
from identity.rules import birth_date_of, check_id_number, normalise_id_number, sex_of

TODAY = date(2026, 11, 23)
RIGHT = "11010519491231002X"  # GB 11643-1999's own example


def codes(kind, number, today=TODAY):
    return [problem.code for problem in check_id_number(kind, number, today=today)]


def message(kind, number, today=TODAY):
    return "".join(problem.message for problem in check_id_number(kind, number, today=today))


def number_of(address, born, sequence=1):
    first = f"{address}{born:%Y%m%d}{sequence:03d}"
    return first + check_character(first)


def another_check(number):
    """The same number with a wrong last character."""
    return number[:17] + ("1" if number[17] != "1" else "2")


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        (IdKind.RESIDENT, RIGHT),
        (IdKind.RESIDENT, "11010519491231002x"),
        (IdKind.RESIDENT, " 110105 19491231 002X "),
        (IdKind.RESIDENT, "１１０１０５１９４９１２３１００２Ｘ"),
        (IdKind.HMT_RESIDENCE, "810000199408230021"),
        (IdKind.HMT_RESIDENCE, "830000199201300022"),
        (IdKind.HK_MACAO_PERMIT, "H12345678"),
        (IdKind.HK_MACAO_PERMIT, "m1234567801"),
        (IdKind.TAIWAN_PERMIT, "12345678"),
        (IdKind.TAIWAN_PERMIT, "1234567801"),
        (IdKind.TAIWAN_PERMIT, "1234567801(B)"),
    ],
)
def test_right_numbers_pass(kind, number):
    assert codes(kind, number) == []


@pytest.mark.parametrize(
    ("kind", "number", "code"),
    [
        (IdKind.RESIDENT, "", "required"),
        (IdKind.RESIDENT, "   ", "required"),
        (IdKind.RESIDENT, "110105194912310021", "checksum"),
        (IdKind.RESIDENT, RIGHT[:17], "length"),
        (IdKind.RESIDENT, RIGHT + "1", "length"),
        (IdKind.RESIDENT, "110105491231002", "old_length"),
        (IdKind.RESIDENT, "1101O519491231002X", "character"),
        (IdKind.RESIDENT, "11010519491231002Y", "character"),
        (IdKind.RESIDENT, "1101051949123100٢X", "character"),
        (IdKind.RESIDENT, "810000199408230021", "kind"),
        (IdKind.HMT_RESIDENCE, RIGHT, "province"),
        (IdKind.HMT_RESIDENCE, "810000199408230022", "checksum"),
        (IdKind.HK_MACAO_PERMIT, "A12345678", "shape"),
        (IdKind.HK_MACAO_PERMIT, "H1234567", "shape"),
        (IdKind.HK_MACAO_PERMIT, "H1234567801X", "shape"),
        (IdKind.TAIWAN_PERMIT, "1234567", "shape"),
        (IdKind.TAIWAN_PERMIT, "123456789", "shape"),
        ("passport", "E12345678", "kind"),
    ],
)
def test_wrong_numbers_are_told_apart(kind, number, code):
    assert codes(kind, number) == [code]


@pytest.mark.parametrize(("address", "ok"), [("110105", True), ("710000", True), ("990101", False)])
def test_the_first_two_digits_are_a_province(address, ok):
    assert codes(IdKind.RESIDENT, number_of(address, date(1980, 1, 1))) == (
        [] if ok else ["province"]
    )


def test_abolished_counties_stay_valid():
    assert codes(IdKind.RESIDENT, number_of("330103", date(1988, 7, 4))) == []


@pytest.mark.parametrize(
    ("born", "code"),
    [
        (date(1899, 12, 31), ["birth_early"]),
        (date(1900, 1, 1), []),
        (date(2010, 11, 23), []),
        (date(2010, 11, 24), ["birth_young"]),
        (TODAY, ["birth_young"]),
        (TODAY + timedelta(days=1), ["birth_future"]),
    ],
)
def test_birth_dates_at_the_edges(born, code):
    assert codes(IdKind.RESIDENT, number_of("110105", born)) == code


@pytest.mark.parametrize("digits", ["19900230", "19901301", "19900010", "20230229"])
def test_days_that_do_not_exist(digits):
    first = f"110105{digits}001"
    number = first + check_character(first)
    assert codes(IdKind.RESIDENT, number) == ["birth_date"]
    assert digits in message(IdKind.RESIDENT, number)
    assert birth_date_of(IdKind.RESIDENT, number) is None


def test_the_right_last_character_is_never_told():
    text = message(IdKind.RESIDENT, "110105194912310021")
    assert "最后一位校验不符" in text
    assert "X" not in text


def test_the_position_of_a_wrong_character_is_told():
    assert "第5位“O”" in message(IdKind.RESIDENT, "1101O519491231002X")


def test_the_length_is_told():
    assert "现在是17位" in message(IdKind.RESIDENT, RIGHT[:17])


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        (IdKind.RESIDENT, "１１０１０５ 19491231-002x", RIGHT),
        (IdKind.HK_MACAO_PERMIT, "h1234567801", "H12345678"),
        (IdKind.HK_MACAO_PERMIT, "H12345678", "H12345678"),
        (IdKind.TAIWAN_PERMIT, "1234567801(B)", "12345678"),
        (IdKind.TAIWAN_PERMIT, "12345678", "12345678"),
    ],
)
def test_numbers_are_kept_in_one_shape(kind, typed, kept):
    assert normalise_id_number(kind, typed) == kept


def test_what_a_number_says():
    assert birth_date_of(IdKind.RESIDENT, RIGHT) == date(1949, 12, 31)
    assert sex_of(IdKind.RESIDENT, RIGHT) == Sex.FEMALE
    assert sex_of(IdKind.RESIDENT, number_of("110105", date(1980, 1, 1), 3)) == Sex.MALE
    assert sex_of(IdKind.RESIDENT, "11") is None
    assert sex_of(IdKind.TAIWAN_PERMIT, "12345678") is None
    assert birth_date_of(IdKind.HK_MACAO_PERMIT, "H12345678") is None


births = st.dates(date(1900, 1, 1), date(2010, 11, 23))
sequences = st.integers(0, 999)


@given(births, sequences)
def test_every_right_number_passes_and_says_its_birth_and_sex(born, sequence):
    number = number_of("330103", born, sequence)
    assert codes(IdKind.RESIDENT, number) == []
    assert birth_date_of(IdKind.RESIDENT, number) == born
    assert sex_of(IdKind.RESIDENT, number) == (Sex.MALE if sequence % 2 else Sex.FEMALE)


@given(births, sequences, st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_never_passes(born, sequence, position, shift):
    number = number_of("110105", born, sequence)
    wrong = str((int(number[position]) + shift) % 10)
    assert codes(IdKind.RESIDENT, number[:position] + wrong + number[position + 1 :]) != []


@given(births, sequences, st.integers(0, 15))
def test_two_neighbours_swapped_never_pass(born, sequence, position):
    number = number_of("110105", born, sequence)
    first, second = number[position], number[position + 1]
    if first != second:
        swapped = f"{number[:position]}{second}{first}{number[position + 2 :]}"
        assert codes(IdKind.RESIDENT, swapped) != []


@given(births)
def test_a_wrong_last_character_never_passes(born):
    assert codes(IdKind.RESIDENT, another_check(number_of("110105", born))) == ["checksum"]


@example("resident", "A´")
@given(st.sampled_from([*IdKind.values, "passport"]), st.text(max_size=40))
def test_no_text_breaks_the_rules(kind, text):
    for problem in check_id_number(kind, text, today=TODAY):
        assert problem.message
    birth_date_of(kind, text)
    sex_of(kind, text)
    kept = normalise_id_number(kind, text)
    assert normalise_id_number(kind, kept) == kept
