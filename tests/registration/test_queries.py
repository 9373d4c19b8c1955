"""Who is due, in as many queries for three as for one; rules by province and year."""

from datetime import timedelta

import pytest

from ceducation.enums import HoursKind
from identity.enums import RegistrationOutcome
from identity.records import record_of
from portal.clock import today
from registration.enums import DueKind, DueState, Status
from registration.models import RegistrationRule
from registration.queries import conditions_for, due_for, standings_of
from registration.queries.conditions import dossier_of
from registration.queries.due import Figures, figures_of
from registration.queries.lists import Filters, listed
from registration.queries.terms import rule_of, rules_at, terms_at
from registration.rules.due import Terms
from registration.services.rules import save_rule
from tests.factories.ceducation import credited, learned, teacher_at
from tests.factories.credentials import CredentialFactory
from tests.factories.registration import (
    ACTOR,
    ProbationFactory,
    due_now,
    entered,
    prepared,
    registered,
)

pytestmark = pytest.mark.django_db


def test_due_of_one_person(school, teacher):
    assert due_for(teacher).state == DueState.UNKNOWN
    due_now(teacher)
    assert (due_for(teacher).kind, due_for(teacher).state) == (DueKind.PERIODIC, DueState.DUE)
    assert due_for(teacher, today() - timedelta(days=31)).state == DueState.NOT_YET


def test_the_national_rule_counts_until_the_province_has_its_own(world, school, clock):
    RegistrationRule.objects.get_or_create(
        province=None, year=2013, defaults={"changed_at": clock.now}
    )
    assert terms_at(school) == Terms()
    save_rule(world["province"], 2025, Terms(window_days=90), version=0, actor=ACTOR)
    assert terms_at(school, 2024).window_days == 60
    assert terms_at(school, 2025).window_days == terms_at(school, 2027).window_days == 90
    assert rule_of(rules_at(None), 2030).year == 2013
    assert rule_of([], 2030).first_days == 60


def test_a_change_of_the_rules_changes_who_is_due(world, school, teacher):
    due_now(teacher, days=80)
    assert due_for(teacher).state == DueState.NOT_YET
    save_rule(world["province"], today().year, Terms(window_days=90), version=0, actor=ACTOR)
    assert due_for(teacher).state == DueState.DUE
    assert standings_of([school])[0].due == due_for(teacher)


def a_school(school):
    """Due and complete; due and not; overdue; never registered, probation unknown; too early."""
    people = [teacher_at(school, f"张{letter}") for letter in "甲乙丙丁戊"]
    prepared(school, people[0])
    due_now(people[0])
    due_now(people[1])
    due_now(people[2], days=-1)
    CredentialFactory(person=people[3])
    registered(people[4], today() + timedelta(days=400))
    return people


def test_figures_of_a_school(school):
    a_school(school)
    found = figures_of(standings_of([school]))
    assert found == {school.pk: Figures(5, due=2, overdue=1, complete=1, unknown=1, lacking=3)}
    assert found[school.pk].called == 3


@pytest.mark.parametrize(
    ("shown", "which"),
    [
        ("", "甲乙丙丁戊"), ("due", "甲乙"), ("overdue", "丙"), ("incomplete", "乙丙丁"),
        ("unknown", "丁"), ("not_yet", "戊"),
    ],
)  # fmt: skip
def test_lists_by_state_and_name(school, shown, which):
    a_school(school)
    found = listed([school], Filters(shown=shown))
    assert sorted(person.name[1] for person in found.people) == sorted(which)
    assert listed([school], Filters("张甲", "due")).people.count() == 1
    assert listed([school], Filters("zhangjia", "overdue")).people.count() == 0


def test_several_schools_give_what_each_gives(world, school):
    other = world["second"]
    people = a_school(school)
    due_now(teacher_at(other))
    both = {each.person_id: each for each in standings_of([school, other])}
    assert len(both) == 6
    for each in standings_of([school]):
        assert (both[each.person_id].due, both[each.person_id].missing) == (each.due, each.missing)
    assert people[0].pk in both


@pytest.mark.parametrize("count", [1, 3])
def test_as_many_queries_whatever_the_length(school, count, django_assert_num_queries):
    for _ in range(count):
        person = teacher_at(school)
        due_now(person)
        prepared(school, person)
    with django_assert_num_queries(8):
        standings_of([school])
    with django_assert_num_queries(8):
        standings_of([school, school])


def test_conditions_of_a_prepared_teacher(school, teacher):
    due_now(teacher)
    prepared(school, teacher)
    for year in range(2022, 2027):
        credited(teacher, school, learned(72, f"{year}研修", kind=HoursKind.GENERAL, year=year))
    found = conditions_for(teacher)
    assert {each.status for each in found} == {Status.MET}
    assert {source.source for each in found for source in each.sources} >= {school.name}


def test_hours_of_the_ledger_count_and_follow_its_corrections(school, teacher):
    due_now(teacher)
    credited(teacher, school, learned(100, "研修", year=2022))
    credited(teacher, school, learned(50, "研修", year=2021))
    found = dossier_of(teacher).hours
    assert (found.total, found.required, list(found.years)) == (
        100, 360, [2022, 2023, 2024, 2025, 2026],
    )  # fmt: skip


@pytest.mark.parametrize("count", [1, 3])
def test_one_person_costs_the_same_whatever_there_is(
    school, teacher, count, django_assert_num_queries
):
    for number in range(count):
        registered(teacher, today() + timedelta(days=number))
        entered(school, teacher, 2025 - number)
    with django_assert_num_queries(11):
        dossier_of(teacher)


def test_the_record_for_life_names_each_due_once(school, teacher):
    credential = due_now(teacher).credential
    entered(school, teacher, 2025)
    record = record_of(teacher)
    (due,) = record.dues
    assert (due.key, due.url) == (f"registration-{credential.pk}", "/registration/")
    assert "应注册" in due.text
    assert "2025年年度考核合格，师德考核合格" in [each.title for each in record.happened]


def test_of_a_first_registration_the_record_knows_the_days(school, teacher):
    CredentialFactory(person=teacher)
    ProbationFactory(person=teacher, body=school, passed_on=today())
    (due,) = record_of(teacher).dues
    assert (due.key, due.last) == ("first-registration", today() + timedelta(days=60))


def test_of_a_deferral_the_record_says_again(school, teacher):
    row = registered(teacher, today(), outcome=RegistrationOutcome.DEFERRED)
    (due,) = record_of(teacher).dues
    assert (due.key, due.last) == (f"deferred-{row.credential_id}", None)


def test_rules_of_other_provinces_do_not_count(world, school):
    RegistrationRule.objects.create(
        province=world["city"], year=2026, first_days=1, changed_at="2026-01-01T00:00:00Z"
    )
    assert terms_at(school).first_days == 60
