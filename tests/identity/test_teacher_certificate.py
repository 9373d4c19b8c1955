from datetime import date

import pytest

from identity.rules.teacher_certificate import problem_of

GOOD = "20125301572000123"


@pytest.mark.parametrize(
    ("number", "kind", "issued", "said"),
    [
        (GOOD, "7", date(2012, 6, 30), ""),
        (GOOD, "", None, ""),
        (GOOD, "5", date(2012, 6, 30), "第 10 位"),
        (GOOD, "7", date(2013, 6, 30), "前 4 位"),
        (GOOD[:-1], "7", date(2012, 6, 30), "17 位"),
        (GOOD + "1", "7", date(2012, 6, 30), "17 位"),
        ("20129901572000123", "7", date(2012, 6, 30), "17 位"),
        ("19945301572000123", "7", None, "17 位"),
        ("19955301572000123", "7", None, ""),
        ("20125301582000123", "8", date(2012, 6, 30), "17 位"),
        ("20125301573000123", "7", date(2012, 6, 30), "17 位"),
        # The digit for the sex is not asked: sources disagree about it.
        ("20125301570000123", "7", date(2012, 6, 30), ""),
        ("20125301571000123", "7", date(2012, 6, 30), ""),
        ("云教字0012号", "7", date(2000, 12, 31), ""),
        ("云教字0012号", "7", date(2001, 1, 1), "17 位"),
        ("长" * 40, "7", date(1999, 1, 1), ""),
        ("长" * 41, "7", date(1999, 1, 1), "最多 40"),
    ],
)
def test_number(number, kind, issued, said):
    problem = problem_of(number, kind, issued)
    assert problem == said if not said else said in problem
