"""Where lines of Chinese end."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from portal.printing.kit.breaking import lines_of


def broken(text, limit):
    """Every character one wide."""
    return lines_of(text, limit, len)


@pytest.mark.parametrize(
    ("text", "limit", "lines"),
    [
        ("一二三四五", 2, ["一二", "三四", "五"]),
        ("一二，三四", 2, ["一", "二，", "三四"]),
        ("一二。”三", 3, ["一", "二。”", "三"]),
        ("一（二）三", 3, ["一", "（二）", "三"]),
        ("一“二三", 2, ["一", "“二", "三"]),
        ("见 A4 纸", 3, ["见", "A4", "纸"]),
        ("编号SSX2026", 5, ["编号", "SSX20", "26"]),
        ("一……二", 3, ["一……", "二"]),
        ("买买提·吐尔逊", 5, ["买买提·", "吐尔逊"]),
        ("一二\n三", 9, ["一二", "三"]),
        ("一\n\n二", 9, ["一", "", "二"]),
        ("一 二", 2, ["一", "二"]),
        ("", 5, [""]),
        ("，，，", 2, ["，，", "，"]),
    ],
)
def test_lines(text, limit, lines):
    assert broken(text, limit) == lines


@given(some.text("一二三，。（）“”·A1 ", max_size=60), some.integers(3, 12))
def test_nothing_is_lost_and_nothing_too_wide(text, limit):
    lines = broken(text, limit)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert max(map(len, lines)) <= limit
