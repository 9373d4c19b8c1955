"""A school's word about a year: one row, a history nobody alters, optimistic versions."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from portal.audit.models import Entry
from portal.clock import today
from registration.enums import Appraisal, Morals, Post, ProbationResult
from registration.errors import Refused, Stale
from registration.models import Probation, ProbationChange, YearRecord, YearRecordChange
from registration.rules.due import Terms
from registration.services.entering import Hand, Row, YearValues, save_rows
from registration.services.probation import ProbationValues, save_probation
from registration.services.rules import save_rule
from tests.factories.ceducation import teacher_at
from tests.factories.registration import ACTOR, GOOD, YearRecordFactory, entered

pytestmark = pytest.mark.django_db
PASSED = ProbationResult.PASSED


def test_a_year_is_entered_with_its_change_and_on_record(school, admin, teacher):
    row = entered(school, teacher, 2025, actor=admin)
    assert (row.version, row.body, row.entered_by) == (1, school, admin)
    (change,) = row.changes.all()
    assert change.after == {"appraisal": "competent", "morals": "competent", "post": "established"}
    assert set(change.before.values()) == {""}
    assert Entry.objects.filter(action="registration.enter_year", person_id=teacher.pk).count() == 1


def test_a_change_keeps_what_was_before(school, teacher):
    entered(school, teacher, 2025)
    better = YearValues(Appraisal.EXCELLENT, Morals.COMPETENT, Post.ESTABLISHED, "年度嘉奖")
    row = entered(school, teacher, 2025, better, version=1)
    assert (row.version, row.appraisal) == (2, Appraisal.EXCELLENT)
    change = row.changes.first()
    assert change.before == {"appraisal": "competent", "note": ""}
    assert change.after == {"appraisal": "excellent", "note": "年度嘉奖"}


def test_the_same_again_changes_nothing_whatever_its_version(school, teacher):
    entered(school, teacher, 2025)
    assert entered(school, teacher, 2025, version=0).version == 1
    assert YearRecordChange.objects.count() == 1


def test_nothing_entered_is_no_row(school, teacher):
    assert entered(school, teacher, 2025, YearValues()) is None
    assert not YearRecord.objects.exists()


@pytest.mark.parametrize("version", [0, 2])
def test_who_looked_at_another_version_is_told(school, teacher, version):
    entered(school, teacher, 2025)
    with pytest.raises(Stale):
        entered(school, teacher, 2025, YearValues(Appraisal.FAILED), version=version)
    assert YearRecord.objects.get().appraisal == Appraisal.COMPETENT


@pytest.mark.parametrize(
    ("values", "field"),
    [
        (YearValues("best"), "appraisal"), (YearValues(morals="best"), "morals"),
        (YearValues(post="best"), "post"), (YearValues("competent", note="字" * 101), "note"),
    ],
)  # fmt: skip
def test_words_nobody_knows_are_refused(school, teacher, values, field):
    with pytest.raises(Refused) as refused:
        entered(school, teacher, 2025, values)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("year", "good"), [(2015, False), (2016, True), (2026, True), (2027, False)]
)
def test_which_years_can_be_entered(school, teacher, year, good):
    if good:
        assert entered(school, teacher, year)
    else:
        with pytest.raises(Refused):
            entered(school, teacher, year)


def test_only_for_who_works_there(school):
    with pytest.raises(Refused, match="不是本校教师"):
        entered(school, teacher_at(YearRecordFactory().body), 2025)


def test_of_a_page_only_the_stale_row_is_not_saved(school, admin, teacher):
    other = teacher_at(school, "李梅")
    entered(school, teacher, 2025, YearValues(Appraisal.EXCELLENT))
    rows = [Row(teacher, GOOD, 0), Row(other, GOOD, 0)]
    done = save_rows(Hand(school, 2025, admin), rows)
    assert done.saved == (other.pk,)
    assert list(done.refused) == [teacher.pk]


def test_rows_that_say_nothing_new_cost_one_query(school, admin, django_assert_num_queries):
    people = [teacher_at(school) for _ in range(3)]
    for person in people:
        entered(school, person, 2025)
    with django_assert_num_queries(1):
        done = save_rows(Hand(school, 2025, admin), [Row(each, GOOD, 1) for each in people])
    assert done.saved == ()


@pytest.mark.parametrize("model", [YearRecordChange, ProbationChange])
def test_the_history_is_nobodys_to_alter(school, teacher, model):
    entered(school, teacher, 2025)
    save_probation(school, teacher, ProbationValues(PASSED, today()), version=0, actor=ACTOR)
    for act in (lambda: model.objects.update(version=9), lambda: model.objects.all().delete()):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            act()


@pytest.mark.parametrize("fields", [{"appraisal": "best"}, {"year": 1989}, {"post": "x"}])
def test_the_database_refuses_words_nobody_knows(school, fields):
    with pytest.raises(IntegrityError):
        YearRecordFactory(body=school, **fields)


def probated(school, person, values, version=0):
    return save_probation(school, person, values, version=version, actor=ACTOR)


def test_probation_is_entered_changed_and_kept(school, teacher):
    probated(school, teacher, ProbationValues(ProbationResult.FAILED, note="延长半年"))
    row = probated(school, teacher, ProbationValues(PASSED, today()), version=1)
    assert (row.version, row.passed_on) == (2, today())
    assert [change.after["result"] for change in row.changes.all()] == ["passed", "failed"]
    assert probated(school, teacher, ProbationValues(PASSED, today()), version=1).version == 2
    with pytest.raises(Stale):
        probated(school, teacher, ProbationValues(ProbationResult.FAILED), version=1)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        (ProbationValues(""), "result"),
        (ProbationValues(PASSED), "passed_on"),
        (ProbationValues(ProbationResult.FAILED, today()), "passed_on"),
        (ProbationValues(ProbationResult.FAILED, note="字" * 101), "note"),
    ],
)
def test_a_probation_that_cannot_be_is_refused(school, teacher, values, field):
    with pytest.raises(Refused) as refused:
        probated(school, teacher, values)
    assert refused.value.field == field


def test_probation_is_not_passed_tomorrow(school, teacher):
    with pytest.raises(Refused):
        probated(school, teacher, ProbationValues(PASSED, today() + timedelta(days=1)))
    assert not Probation.objects.exists()


def test_rules_are_laid_down_once_and_changed_by_version(world):
    province = world["province"]
    save_rule(province, 2026, Terms(first_days=90), version=0, actor=ACTOR)
    save_rule(province, 2026, Terms(first_days=30), version=1, actor=ACTOR)
    for version in (0, 1):
        with pytest.raises(Stale):
            save_rule(province, 2026, Terms(), version=version, actor=ACTOR)
    assert province.registration_rules.get().first_days == 30
