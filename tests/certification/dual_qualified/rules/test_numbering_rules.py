import pytest

from certification.dual_qualified.enums import Level, Track
from certification.dual_qualified.rules.numbering import (
    number_of,
    problem_of_pattern,
    stem_of,
)


def test_stem_and_serial():
    stem = stem_of(
        "{year}{region}{track}{level}", year=2026, region="530000", track="higher", level="senior"
    )
    assert stem == "202653000023"
    assert number_of(stem, 7, 6) == "202653000023000007"
    assert number_of(stem, 1_234_567, 6) == "2026530000231234567"


def test_a_body_without_a_division_has_zeros():
    assert stem_of("{region}", year=2026, region="", track="higher", level="junior") == "000000"


def test_no_two_kinds_share_a_stem():
    stems = {
        stem_of("{year}{track}{level}", year=2026, region="", track=track, level=level)
        for track in Track
        for level in Level
    }
    assert len(stems) == 6


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("{year}{region}{track}{level}", ""),
        ("双师{year}-{level}", ""),
        ("{region}{level}", "年份"),
        ("{year}{colour}", "只能包含"),
        ("{year}{", "只能包含"),
        ("{year} ", "只能包含"),
        ("{year!r}", "只能包含"),
    ],
)
def test_patterns(pattern, said):
    problem = problem_of_pattern(pattern)
    assert problem == said if not said else said in problem
