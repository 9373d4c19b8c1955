"""When registration is due, to the day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from identity.enums import RegistrationOutcome as Outcome
from portal.organisations.enums import Ownership, SchoolKind
from registration.enums import DueKind, DueState
from registration.rules.due import (
    REGISTERING,
    Certificate,
    Concluded,
    Facts,
    Probated,
    Terms,
    Work,
    due_for,
)

DAYS = st.dates(date(2014, 1, 1), date(2080, 12, 31))
SPANS = st.integers(1, 999)
SCHOOL = Work(SchoolKind.PRIMARY, Ownership.PUBLIC, "第一小学")
TODAY = date(2026, 11, 23)
STANDARD = Terms()


def certificate(*concluded, key=1, in_force=True, issued=date(2012, 6, 30)):
    return Certificate(key, "2", in_force, issued, concluded)


def passed(until, year=None):
    decided = until - timedelta(days=1826)
    return Concluded(year or decided.year, "periodic", Outcome.PASSED, decided, until)


def concluded(outcome, day):
    return Concluded(day.year, "periodic", outcome, day)


def facts(*certificates, work=SCHOOL, probation=None):
    return Facts(work, certificates, probation)


def probated(day):
    return Probated("passed", day, day)


def judged(found, today=TODAY, terms=STANDARD):
    return due_for(found, terms, today)


@given(DAYS, SPANS, st.integers(-2000, 2000))
def test_periodic_is_due_in_the_days_before_the_end_and_overdue_after(until, window, offset):
    today = until + timedelta(days=offset)
    due = due_for(facts(certificate(passed(until))), Terms(window_days=window), today)
    expected = (
        DueState.OVERDUE if offset > 0
        else DueState.DUE if offset >= -window
        else DueState.NOT_YET
    )  # fmt: skip
    assert (due.kind, due.state) == (DueKind.PERIODIC, expected)
    assert (due.since, due.until) == (until - timedelta(days=window), until)


@given(DAYS, SPANS, st.integers(-500, 2000))
def test_first_is_due_from_the_day_probation_was_passed(day, days, offset):
    today = day + timedelta(days=offset)
    due = due_for(facts(certificate(), probation=probated(day)), Terms(first_days=days), today)
    expected = (
        DueState.NOT_YET if offset < 0
        else DueState.DUE if offset <= days
        else DueState.OVERDUE
    )  # fmt: skip
    assert (due.kind, due.state) == (DueKind.FIRST, expected)
    assert (due.since, due.until) == (day, day + timedelta(days=days))


@given(st.lists(DAYS, min_size=1, max_size=5, unique=True))
def test_the_longest_validity_counts_whatever_the_order(ends):
    found = [certificate(passed(end), key=n) for n, end in enumerate(ends)]
    due = judged(facts(*found))
    assert due.until == max(ends)
    assert due.certificate == ends.index(max(ends))
    assert judged(facts(*reversed(found))) == due


@given(
    st.lists(
        st.builds(
            Certificate,
            st.integers(1, 9),
            st.sampled_from("1234567"),
            st.booleans(),
            DAYS,
            st.lists(
                st.one_of(
                    DAYS.map(passed),
                    st.builds(concluded, st.sampled_from([Outcome.DEFERRED, Outcome.FAILED]), DAYS),
                ),
                max_size=3,
            ).map(tuple),
        ),
        max_size=3,
    ),
    st.none() | DAYS.map(probated),
    st.sampled_from(SchoolKind.values),
    DAYS,
)
def test_every_answer_has_a_reason_and_days_only_with_a_kind(found, probation, kind, today):
    due = due_for(Facts(Work(kind), tuple(found), probation), Terms(), today)
    assert all(reason.text and reason.source for reason in due.reasons)
    assert due.reasons
    if due.kind == DueKind.NONE:
        assert due.since is None
        assert due.until is None
        assert due.state in {DueState.NOT_YET, DueState.UNKNOWN}
    if due.state == DueState.OVERDUE:
        assert due.until is not None
        assert due.until < today
    if kind not in REGISTERING:
        assert due.kind == DueKind.NONE


@pytest.mark.parametrize(
    ("kind", "takes_part"),
    [
        ("kindergarten", True), ("primary", True), ("junior", True), ("senior", True),
        ("nine_year", True), ("secondary_vocational", True), ("special", True),
        ("higher_vocational", False), ("vocational_university", False), ("university", False),
    ],
)  # fmt: skip
def test_which_schools_register(kind, takes_part):
    found = facts(certificate(passed(TODAY)), work=replace(SCHOOL, school_kind=kind))
    due = judged(found)
    assert (due.kind == DueKind.PERIODIC) is takes_part
    assert takes_part or "不参加定期注册" in due.reasons[0].text


@pytest.mark.parametrize(
    ("ownership", "included", "takes_part"),
    [
        (Ownership.PUBLIC, False, True), (Ownership.OTHER, False, True), ("", False, True),
        (Ownership.PRIVATE, False, False), (Ownership.PRIVATE, True, True),
    ],
)  # fmt: skip
def test_private_schools_only_where_the_province_includes_them(ownership, included, takes_part):
    found = facts(certificate(passed(TODAY)), work=replace(SCHOOL, ownership=ownership))
    due = judged(found, terms=Terms(private_schools=included))
    assert (due.kind == DueKind.PERIODIC) is takes_part


def test_who_works_nowhere_takes_no_part():
    due = judged(facts(certificate(passed(TODAY)), work=None))
    assert (due.kind, due.state) == (DueKind.NONE, DueState.NOT_YET)


def test_without_a_certificate_it_is_unknown_and_says_when_it_was_asked():
    never = judged(facts())
    asked = judged(replace(facts(), asked_on=date(2026, 9, 1)))
    assert never.state == asked.state == DueState.UNKNOWN
    assert "还没有同步" in never.reasons[0].text
    assert ("没有查到教师资格证书。", date(2026, 9, 1)) == (
        asked.reasons[0].text,
        asked.reasons[0].on,
    )


def test_revoked_certificates_take_no_part_and_do_not_count():
    gone = certificate(passed(date(2030, 1, 1)), in_force=False)
    assert judged(facts(gone)).kind == DueKind.NONE
    due = judged(facts(gone, certificate(key=2), probation=probated(TODAY)))
    assert (due.kind, due.certificate) == (DueKind.FIRST, 2)


def test_without_probation_on_record_first_is_unknown():
    due = judged(facts(certificate()))
    assert (due.kind, due.state) == (DueKind.FIRST, DueState.UNKNOWN)


def test_a_failed_probation_is_not_due():
    failed = Probated("failed", None, TODAY)
    assert judged(facts(certificate(), probation=failed)).state == DueState.NOT_YET


def test_deferred_is_due_again_without_an_end():
    day = date(2024, 12, 1)
    due = judged(facts(certificate(passed(date(2024, 12, 31)), concluded(Outcome.DEFERRED, day))))
    assert (due.kind, due.state, due.since, due.until) == (
        DueKind.AGAIN, DueState.DUE, day, None,
    )  # fmt: skip


def test_what_was_passed_after_a_deferral_counts():
    later = passed(date(2030, 12, 1))
    earlier = concluded(Outcome.DEFERRED, later.decided_on - timedelta(days=1))
    assert judged(facts(certificate(later, earlier))).kind == DueKind.PERIODIC


def test_a_failed_registration_is_not_applied_for_again():
    due = judged(facts(certificate(concluded(Outcome.FAILED, date(2025, 12, 1)))))
    assert due.kind == DueKind.NONE
    assert "注册不合格" in due.reasons[0].text
