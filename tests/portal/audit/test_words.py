from typing import Any

import pytest

from portal.audit.words import detail_in_words, subject_in_words


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("approvals.case:12", "申请 12"),
        ("accounts.signup:5", "注册 5"),
        ("tests.thing:1", "tests.thing:1"),
        ("approvals.case", "approvals.case"),
        ("", ""),
    ],
)
def test_subjects(subject: str, words: str) -> None:
    assert subject_in_words(subject) == words


@pytest.mark.parametrize(
    ("detail", "words"),
    [
        ({}, ""),
        ({"fields": ["name", "sex"], "to": None}, "字段：name、sex；新值：无"),
        ({"filters": {"state": "待审核"}}, "条件：（state：待审核）"),
        ({"in_vocational_section": True, "x": False}, "属于高职中专部：是；x：否"),
        ({"rows": 0, "fields": []}, "行数：0；字段：无"),
    ],
)
def test_details(detail: dict[str, Any], words: str) -> None:
    assert detail_in_words(detail) == words


def test_a_long_detail_is_cut() -> None:
    assert detail_in_words({"x": "字" * 198}) == "x：" + "字" * 198
    assert detail_in_words({"x": "字" * 199}) == "x：" + "字" * 198 + "…"
