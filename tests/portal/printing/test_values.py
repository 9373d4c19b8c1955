"""Fingerprints, codes, names of files, dates in words."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from portal.printing.codes import grouped, new_code, tidied
from portal.printing.enums import RunForm
from portal.printing.hashing import data_hash
from portal.printing.kit.dates import chinese_date, plain_date
from portal.printing.naming import clean_name, unique_names


@dataclass(frozen=True)
class Sample:
    name: str = "李梅"
    photo: bytes = b"1"
    day: date = date(2026, 1, 2)
    rows: tuple = (1, None, Decimal("1.0"), RunForm.ZIP)


def test_the_same_data_have_the_same_fingerprint():
    assert data_hash(Sample()) == data_hash(Sample())
    assert data_hash({"a": 1, "b": 2}) == data_hash({"b": 2, "a": 1})


@pytest.mark.parametrize(
    "other",
    [
        Sample(name="李 梅"),
        Sample(photo=b"2"),
        Sample(day=date(2026, 2, 1)),
        Sample(rows=(None, 1, Decimal("1.0"), RunForm.ZIP)),
        Sample(rows=(1, None, Decimal("1.00"), RunForm.ZIP)),
        Sample(rows=(1, None, Decimal("1.0"), RunForm.MERGED)),
    ],
)
def test_anything_else_has_another(other):
    assert data_hash(other) != data_hash(Sample())


def test_what_has_no_fixed_form_is_refused():
    with pytest.raises(TypeError, match="object"):
        data_hash({"a": object()})


def test_codes_are_long_and_all_different():
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(len(code) == 20 and not set(code) & set("01IO") for code in codes)


def test_a_code_is_read_as_people_type_it():
    assert tidied(" abcde-FGHJK\n") == "ABCDEFGHJK"
    assert tidied(grouped("ABCDEFGHJKLMNPQRSTUV")) == "ABCDEFGHJKLMNPQRSTUV"
    assert grouped("ABCDEFGHJK") == "ABCDE-FGHJK"


def test_file_names():
    assert clean_name('a/b\\c:"d"') == "a_b_c_d_"
    assert clean_name("..") == "print"
    assert list(unique_names(["张三", "张三", "李四", "张三"])) == [
        "张三",
        "张三 (2)",
        "李四",
        "张三 (3)",
    ]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 25), "二〇二六年十一月二十五日"),
        (date(2030, 10, 10), "二〇三〇年十月十日"),
        (date(2005, 1, 31), "二〇〇五年一月三十一日"),
        (date(1999, 12, 20), "一九九九年十二月二十日"),
    ],
)
def test_dates_in_words(day, words):
    assert chinese_date(day) == words


def test_dates_in_figures():
    assert plain_date(date(2026, 1, 5)) == "2026年1月5日"
