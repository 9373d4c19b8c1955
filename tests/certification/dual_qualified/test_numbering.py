"""Serials without gaps, and what a number looks like."""

import pytest
from django.db import transaction

from certification.dual_qualified.errors import Refused
from certification.dual_qualified.models import Certificate, NumberRule, Series
from certification.dual_qualified.rules.numbering import number_of, problem_of_pattern, stem_of
from certification.dual_qualified.services.composing import (
    coming_numbers,
    placeholder_number,
    unnumbered,
    years_after,
)
from certification.dual_qualified.services.issuing import issue_one, order_issue
from portal.clock import today
from tests.factories.accounts import UserFactory
from tests.factories.dual_qualified import DualQualifiedPlanFactory, passed_application

pytestmark = pytest.mark.django_db


@pytest.fixture
def issuer():
    return UserFactory(person=None)


def serials():
    return sorted(Certificate.objects.values_list("serial", flat=True))


def test_numbers_follow_one_another(clock, issuer):
    plan = DualQualifiedPlanFactory()
    numbers = [issue_one(passed_application(plan).pk, issuer).number for _ in range(3)]
    stem = f"{today().year}00000021"
    assert numbers == [f"{stem}00000{n}" for n in (1, 2, 3)]


def test_each_track_and_level_counts_for_itself(issuer):
    plan = DualQualifiedPlanFactory()
    for level in ("junior", "senior"):
        issue_one(passed_application(plan, level=level).pk, issuer)
    issue_one(passed_application(plan, track="secondary").pk, issuer)
    assert serials() == [1, 1, 1]


@transaction.atomic
def issue_and_fail(application, issuer):
    issue_one(application.pk, issuer)
    raise ZeroDivisionError


def test_what_rolls_back_leaves_no_gap(issuer):
    plan = DualQualifiedPlanFactory()
    first, second = passed_application(plan), passed_application(plan)
    issue_one(first.pk, issuer)
    with pytest.raises(ZeroDivisionError):
        issue_and_fail(passed_application(plan), issuer)
    issue_one(second.pk, issuer)
    assert serials() == [1, 2]
    assert Series.objects.get().last == 2


def test_what_is_refused_takes_no_number(issuer):
    plan = DualQualifiedPlanFactory()
    application = passed_application(plan)
    application.case.state = "review"
    application.case.save()
    with pytest.raises(Refused, match="认定通过"):
        issue_one(application.pk, issuer)
    assert not Series.objects.exists()
    assert not Certificate.objects.exists()


def test_issued_once(issuer):
    application = passed_application()
    first = issue_one(application.pk, issuer)
    assert issue_one(application.pk, issuer) == first
    assert serials() == [1]


def test_a_plan_has_a_rule_of_its_own(issuer):
    plan = DualQualifiedPlanFactory()
    NumberRule.objects.create(plan=plan, stem="云师{year}-{level}-", digits=4)
    application = passed_application(plan, level="senior")
    specimen = unnumbered(application, today())
    assert placeholder_number(specimen) == f"云师{today().year}-3-××××"
    assert issue_one(application.pk, issuer).number == f"云师{today().year}-3-0001"


def test_the_confirming_page_names_the_numbers_to_come(issuer):
    plan = DualQualifiedPlanFactory()
    issue_one(passed_application(plan).pk, issuer)
    keys = [passed_application(plan).pk for _ in range(2)]
    keys.append(passed_application(plan, track="secondary", level="senior").pk)
    run = order_issue(plan, keys, issuer, token="8c1f3a52-0c6e-4d7e-9a52-111111111111")
    year = today().year
    assert [(c.label, c.count, c.first, c.last) for c in coming_numbers(run)] == [
        ("高等职业教育 · 初级", 2, f"{year}00000021000002", f"{year}00000021000003"),
        ("中等职业教育 · 高级", 1, f"{year}00000013000001", f"{year}00000013000001"),
    ]


def test_a_year_has_366_days_now_and_then(clock):
    leap = today().replace(year=2028, month=2, day=29)
    assert years_after(leap, 5).isoformat() == "2033-02-28"
    assert years_after(leap, 4).isoformat() == "2032-02-29"


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        ("{year}{region}{track}{level}", ""),
        ("云师{year}-", ""),
        ("{region}", "{year}"),
        ("{year}{name}", "只能包含"),
        ("{year} {level}", "只能包含"),
        ("{year}{level", "只能包含"),
    ],
)
def test_patterns(pattern, problem):
    found = problem_of_pattern(pattern)
    assert problem in found
    assert bool(found) == bool(problem)


def test_a_stem_without_a_region_has_zeros():
    asked = {"year": 2026, "track": "higher", "level": "intermediate"}
    assert stem_of("{year}{region}{track}{level}", region="", **asked) == "202600000022"
    assert stem_of("{region}-{year}", region="330000", **asked) == "330000-2026"
    assert number_of("A", 12, 3) == "A012"
    assert number_of("A", 1234, 3) == "A1234"
