"""Each condition: met, not met, or unknown where no record shows it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from identity.queries.rules import standard
from identity.rules.covering import CertificateRules
from portal.organisations.enums import SchoolKind
from registration.enums import DueKind, DueState, Status
from registration.rules.conditions import Hours, Known, Mend, judge
from registration.rules.due import Certificate, Concluded, Due, Facts, Probated, Terms, Work
from registration.rules.needs import YearSaid

TODAY = date(2026, 11, 23)
RULES = CertificateRules.from_plain(standard(), 0)
LAST = Concluded(2021, "first", "passed", date(2021, 12, 10), date(2026, 12, 10))
YEARS = range(2021, 2026)
GOOD = {
    year: YearSaid(year, "competent", "competent", "established", date(year + 1, 1, 5), "一小")
    for year in YEARS
}
PERIODIC = Due(DueKind.PERIODIC, DueState.DUE, TODAY, date(2026, 12, 10), (), 1, LAST)
FIRST = Due(DueKind.FIRST, DueState.DUE, TODAY, TODAY, (), 1)
CERTIFICATE = Certificate(1, "2", True, date(2012, 6, 30))
FULL = Hours(range(2022, 2027), Decimal(360), Decimal(360))
KNOWN = Known(
    Facts(Work(SchoolKind.PRIMARY), (CERTIFICATE,)), PERIODIC, Terms(), TODAY, RULES, GOOD, FULL
)


def found(label, known=KNOWN):
    (only,) = [each for each in judge(known) if label in each.label]
    return only


def with_year(year, **fields):
    return replace(KNOWN, said={**GOOD, year: replace(GOOD[year], **fields)})


def test_of_a_prepared_teacher_everything_is_met():
    assert {each.status for each in judge(KNOWN)} == {Status.MET}
    assert [each.label for each in judge(KNOWN)] == [
        "证书与岗位相符", "在编在岗", "师德考核合格以上", "上次注册结论", "各年度考核合格以上",
        "周期内培训满 360 学时",
    ]  # fmt: skip


def test_who_takes_no_part_has_no_conditions():
    assert judge(replace(KNOWN, facts=Facts(Work(SchoolKind.UNIVERSITY)))) == ()


@pytest.mark.parametrize(
    ("school", "kind", "status"),
    [
        ("primary", "2", Status.MET), ("primary", "4", Status.MET),
        ("senior", "3", Status.NOT_MET), ("kindergarten", "1", Status.MET),
        ("kindergarten", "2", Status.UNKNOWN), ("nine_year", "3", Status.MET),
        ("nine_year", "2", Status.UNKNOWN), ("secondary_vocational", "5", Status.MET),
        ("secondary_vocational", "6", Status.UNKNOWN),
        ("secondary_vocational", "3", Status.NOT_MET),
        ("special", "4", Status.MET), ("special", "2", Status.UNKNOWN),
    ],
)  # fmt: skip
def test_the_certificate_against_the_kind_of_school(school, kind, status):
    facts = Facts(Work(school), (replace(CERTIFICATE, kind=kind),))
    assert found("证书与岗位", replace(KNOWN, facts=facts)).status is status


def test_of_several_certificates_the_best_counts_and_lost_ones_do_not():
    poor = replace(CERTIFICATE, kind="1")
    lost = replace(CERTIFICATE, in_force=False)
    both = Facts(Work(SchoolKind.PRIMARY), (poor, CERTIFICATE))
    assert found("证书与岗位", replace(KNOWN, facts=both)).status is Status.MET
    gone = Facts(Work(SchoolKind.PRIMARY), (poor, lost))
    assert found("证书与岗位", replace(KNOWN, facts=gone)).status is Status.NOT_MET
    only_lost = Facts(Work(SchoolKind.PRIMARY), (lost,))
    assert found("证书与岗位", replace(KNOWN, facts=only_lost)).status is Status.NOT_MET


def test_without_a_certificate_on_record_it_is_unknown():
    none = found("证书与岗位", replace(KNOWN, facts=Facts(Work(SchoolKind.PRIMARY))))
    assert (none.status, none.mend) == (Status.UNKNOWN, Mend.CERTIFICATES)


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("excellent", Status.MET), ("competent", Status.MET), ("basic", Status.NOT_MET),
        ("failed", Status.NOT_MET), ("absent", Status.NOT_MET), ("ungraded", Status.UNKNOWN),
        ("", Status.UNKNOWN),
    ],
)  # fmt: skip
def test_each_years_assessment(value, status):
    each = found("各年度考核", with_year(2023, appraisal=value))
    assert each.status is status
    assert status is Status.MET or "2023" in each.text


@pytest.mark.parametrize("name", ["各年度考核", "师德考核"])
def test_basic_is_enough_where_the_province_says_so(name):
    known = with_year(2022, appraisal="basic", morals="basic")
    assert found(name, known).status is Status.NOT_MET
    lenient = replace(known, terms=Terms(basic_counts=True))
    assert found(name, lenient).status is Status.MET


def test_a_bad_year_decides_before_a_missing_one():
    said = {2023: replace(GOOD[2023], appraisal="failed")}
    each = found("各年度考核", replace(KNOWN, said=said))
    assert (each.status, each.mend, each.year) == (Status.NOT_MET, Mend.YEAR, 2023)


def test_sources_name_school_and_day():
    (first, *_) = found("师德考核").sources
    assert (first.text, first.source, first.on) == ("2021年合格", "一小", date(2022, 1, 5))


@pytest.mark.parametrize(
    ("post", "contracts", "status"),
    [
        ("established", False, Status.MET), ("contract", False, Status.NOT_MET),
        ("contract", True, Status.MET), ("away", True, Status.NOT_MET),
        ("none", True, Status.NOT_MET),
    ],
)  # fmt: skip
def test_the_post(post, contracts, status):
    known = replace(with_year(2025, post=post), terms=Terms(contract_posts=contracts))
    assert found("在编在岗", known).status is status


def test_nothing_entered_is_unknown():
    known = replace(KNOWN, said={})
    for label in ("在编在岗", "师德考核", "各年度考核"):
        each = found(label, known)
        assert (each.status, each.mend, each.year) == (Status.UNKNOWN, Mend.YEAR, 2025)


@pytest.mark.parametrize(("hours", "status"), [("359.9", "not_met"), ("360", "met")])
def test_hours_of_the_period(hours, status):
    known = replace(KNOWN, hours=replace(FULL, total=Decimal(hours)))
    assert found("学时", known).status == status


@pytest.mark.parametrize(
    ("probation", "status"),
    [
        (None, Status.UNKNOWN),
        (Probated("passed", TODAY, TODAY), Status.MET),
        (Probated("failed", None, TODAY), Status.NOT_MET),
    ],
)
def test_a_first_registration_asks_for_probation_and_no_hours(probation, status):
    facts = replace(KNOWN.facts, probation=probation)
    known = replace(KNOWN, facts=facts, due=FIRST)
    assert found("试用期", known).status is status
    labels = [each.label for each in judge(known)]
    assert not [label for label in labels if "学时" in label or "年度考核" in label]


def test_after_a_deferral_the_cause_has_to_be_proved():
    last = replace(LAST, outcome="deferred", valid_until=None)
    again = Due(DueKind.AGAIN, DueState.DUE, TODAY, None, (), 1, replace(last, kind="periodic"))
    assert found("上次注册", replace(KNOWN, due=again)).status is Status.UNKNOWN


def test_a_failed_registration_is_not_met():
    last = replace(LAST, outcome="failed", valid_until=None)
    none = Due(DueKind.NONE, DueState.NOT_YET, None, None, (), 1, last)
    assert found("上次注册", replace(KNOWN, due=none)).status is Status.NOT_MET
    nothing = Due(DueKind.NONE, DueState.UNKNOWN)
    assert found("上次注册", replace(KNOWN, due=nothing)).status is Status.UNKNOWN
