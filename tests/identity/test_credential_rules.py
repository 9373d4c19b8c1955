"""Numbers, what may be typed by hand, what fits which post, what is due: pure rules."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from identity.enums import CredentialKind, TeachingStage
from identity.queries.rules import standard
from identity.rules.by_hand import HandMade, check_hand_made, why_not_by_hand, why_unchangeable
from identity.rules.covering import CertificateRules, Cover, Fit
from identity.rules.dues import NextRegistration, Phase, Registered, is_deferred, next_registration
from identity.rules.teacher_certificate import (
    KINDS,
    PROVINCES,
    normalise_number,
    problem_of,
    province_of,
)

RULES = CertificateRules.from_plain(standard(), version=0)
TRAINED = "须学前教育专业培训合格"


def numbers():
    return st.builds(
        lambda year, province, body, kind, sex, serial: (
            f"{year}{province}{body:03}{kind}{sex}{serial:06}"
        ),
        st.integers(1995, 2099),
        st.sampled_from(PROVINCES),
        st.integers(0, 999),
        st.sampled_from(list(KINDS)),
        st.sampled_from("012"),
        st.integers(0, 999_999),
    )


@given(numbers())
def test_a_number_of_the_form_is_right_for_its_kind_and_year_alone(number):
    kind, year = number[9], int(number[:4])
    assert problem_of(number, kind, None) == ""
    assert province_of(number) == number[4:6]
    if year >= 2001:
        assert problem_of(number, kind, date(year, 6, 30)) == ""
        assert problem_of(number, kind, date(year + 1, 6, 30)) != ""
    for other in set(KINDS) - {kind}:
        assert problem_of(number, other, None) != ""


@given(numbers(), st.integers(0, 16), st.characters(exclude_categories=["Nd", "Cs"]))
def test_one_wrong_character_is_seen(number, place, character):
    wrong = number[:place] + character + number[place + 1 :]
    assert problem_of(wrong, "", None) != ""
    assert province_of(wrong) == ""


@given(numbers(), st.integers(1, 16))
def test_gaps_and_full_width_figures_are_forgiven(number, place):
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in number[:place])
    assert normalise_number(f" {wide} \u200b{number[place:]}\t") == number


@given(st.text(max_size=60))
def test_whatever_is_typed_has_an_answer(text):
    assert isinstance(problem_of(normalise_number(text), "4", date(2015, 1, 1)), str)


@given(numbers(), st.dates(date(1980, 1, 1), date(2030, 12, 31)), st.booleans())
def test_by_hand_only_older_than_the_system_and_never_registered(number, issued, registered):
    since = 2012 if number[4:6] == "45" else 2008
    problem = why_not_by_hand(number, issued, registered=registered, rules=RULES)
    allowed = issued.year < since and not registered
    assert (problem is None) == allowed
    if issued.year >= since:
        assert problem.code == "issued_on"
        assert str(since) in problem.message


@pytest.mark.parametrize(
    ("number", "issued", "allowed"),
    [
        ("20075330142000001", date(2007, 12, 31), True),
        ("20085330142000001", date(2008, 1, 1), False),
        ("20114530142000001", date(2011, 12, 31), True),
        ("20124530142000001", date(2012, 1, 1), False),
        ("云教字0012号", date(2000, 12, 31), True),
    ],
)
def test_the_border_of_each_province(number, issued, allowed):
    problem = why_not_by_hand(number, issued, registered=False, rules=RULES)
    assert (problem is None) == allowed


def test_another_province_s_year_is_data():
    rules = CertificateRules.from_plain({"covers": {}, "system_since": {"": 2010, "53": 2006}}, 1)
    issued = date(2007, 6, 30)
    assert why_not_by_hand("20075330142000001", issued, registered=False, rules=rules)
    assert not why_not_by_hand("20071130142000001", issued, registered=False, rules=rules)


def test_a_wrong_number_is_the_number_s_fault():
    made = HandMade("2007533014200000", "4", "", "澜江市教育局", date(2007, 6, 30), UUID(int=1))
    assert check_hand_made(made).code == "number"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"source": "system", "verified": True}, "系统同步"),
        ({"source": "hand", "verified": True}, "系统同步"),
        ({"source": "hand", "checked": True}, "人工核验"),
        ({"source": "hand", "used_by": "2026年定期注册"}, "已用于2026年定期注册"),
        ({"source": "hand"}, ""),
    ],
)
def test_why_a_certificate_cannot_be_changed(values, said):
    why = why_unchangeable(**{"verified": False, "checked": False, "used_by": "", **values})
    assert said in why
    assert bool(why) == bool(said)


@pytest.mark.parametrize(
    ("kind", "stage", "wanted"),
    [
        (CredentialKind.KINDERGARTEN, TeachingStage.KINDERGARTEN, Cover(Fit.YES)),
        (CredentialKind.KINDERGARTEN, TeachingStage.PRIMARY, Cover(Fit.NO)),
        (CredentialKind.SENIOR, TeachingStage.KINDERGARTEN, Cover(Fit.CONDITION, TRAINED)),
        (CredentialKind.SENIOR, TeachingStage.JUNIOR, Cover(Fit.YES)),
        (CredentialKind.SENIOR, TeachingStage.SECONDARY_VOCATIONAL, Cover(Fit.YES)),
        (CredentialKind.SECONDARY_VOCATIONAL, TeachingStage.SENIOR, Cover(Fit.YES)),
        (CredentialKind.JUNIOR, TeachingStage.SENIOR, Cover(Fit.NO)),
        (CredentialKind.PRACTICE, TeachingStage.PRACTICE, Cover(Fit.YES)),
        (CredentialKind.PRACTICE, TeachingStage.SECONDARY_VOCATIONAL, Cover(Fit.NO)),
        (CredentialKind.UNIVERSITY, TeachingStage.HIGHER, Cover(Fit.YES)),
        (CredentialKind.SENIOR, TeachingStage.HIGHER, Cover(Fit.NO)),
    ],
)
def test_which_certificate_fits_which_post(kind, stage, wanted):
    assert RULES.covers(kind, stage) == wanted


def test_the_standard_knows_only_kinds_and_stages_there_are():
    assert {kind for kind, _ in RULES.conditions} == set(CredentialKind.values)
    assert {stage for _, stage in RULES.conditions} == set(TeachingStage.values)
    assert CertificateRules.from_plain(RULES.plain(), 0) == RULES


def passed(year, until):
    return Registered(year, "passed", until)


@given(st.dates(date(2010, 1, 1), date(2090, 1, 1)), st.integers(-400, 400))
def test_one_applies_in_the_sixty_days_before_the_end(last, days):
    ahead = next_registration([passed(2021, last)])
    assert ahead == NextRegistration(last - timedelta(days=60), last)
    day = last + timedelta(days=days)
    phase = ahead.phase(day)
    assert (phase is Phase.AHEAD) == (days < -60)
    assert (phase is Phase.OPEN) == (-60 <= days <= 0)
    assert (phase is Phase.OVER) == (days > 0)


def test_the_longest_validity_counts_and_none_without_one():
    rows = [passed(2016, date(2021, 12, 1)), passed(2021, date(2026, 12, 1))]
    assert next_registration(rows).last == date(2026, 12, 1)
    assert next_registration(reversed(rows)).last == date(2026, 12, 1)
    assert next_registration([Registered(2021, "deferred", None)]) is None
    assert next_registration([]) is None


@given(st.lists(st.tuples(st.integers(2010, 2030), st.booleans()), unique_by=lambda row: row[0]))
def test_deferred_is_what_the_newest_year_says(rows):
    assume(rows)
    found = [Registered(year, "deferred" if held else "passed", None) for year, held in rows]
    assert is_deferred(found) == max(rows)[1]
    assert not is_deferred([])
