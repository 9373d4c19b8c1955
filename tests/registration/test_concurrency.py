"""Two administrators at one grid on PostgreSQL: nothing is silently lost, nothing twice."""

from datetime import timedelta

import pytest

from portal.clock import today
from registration.enums import Appraisal, ProbationResult
from registration.errors import Stale
from registration.models import Probation, RegistrationRule, YearRecord, YearRecordChange
from registration.rules.due import Terms
from registration.services.entering import Hand, Row, Saved, YearValues, save_rows
from registration.services.probation import ProbationValues, save_probation
from registration.services.rules import save_rule
from tests.factories.accounts import staff_user
from tests.factories.ceducation import teacher_at
from tests.factories.organisations import SchoolFactory
from tests.factories.registration import ACTOR, GOOD, entered
from tests.portal.approvals.test_concurrency import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
YEAR = today().year - 1


@pytest.fixture
def school(transactional_db):
    return SchoolFactory()


@pytest.fixture
def people(school):
    return [teacher_at(school) for _ in range(5)]


def page(school, user, people, values, version=0):
    rows = [Row(person, values, version) for person in people]
    return lambda: save_rows(Hand(school, YEAR, user), rows)


def test_of_two_pages_each_row_is_one_ones(school, people):
    """The other order, so that the two meet in the middle."""
    one, two = staff_user(school), staff_user(school)
    other = YearValues(Appraisal.EXCELLENT, GOOD.morals, GOOD.post)
    first, second = at_once(page(school, one, people, GOOD), page(school, two, people[::-1], other))
    assert isinstance(first, Saved)
    assert isinstance(second, Saved)
    everybody = {person.pk for person in people}
    assert set(first.saved) | set(second.saved) == everybody
    assert set(first.saved).isdisjoint(second.saved)
    assert set(first.refused) == set(second.saved)
    assert YearRecord.objects.count() == YearRecordChange.objects.count() == 5
    for row in YearRecord.objects.all():
        expected = GOOD if row.person_id in first.saved else other
        assert row.appraisal == expected.appraisal


def test_a_change_of_the_same_version_wins_once(school, people):
    person = people[0]
    entered(school, person, YEAR)
    words = [Appraisal.EXCELLENT, Appraisal.FAILED, Appraisal.BASIC]
    outcomes = at_once(
        *(page(school, staff_user(school), [person], YearValues(word), version=1) for word in words)
    )
    assert sorted(len(each.saved) for each in outcomes) == [0, 0, 1]
    row = YearRecord.objects.get()
    assert (row.version, row.changes.count()) == (2, 2)


def test_the_same_page_sent_twice_is_saved_once(school, people):
    admin = staff_user(school)
    outcomes = at_once(*[page(school, admin, people, GOOD) for _ in range(3)])
    assert sum(len(each.saved) for each in outcomes) >= 5
    assert YearRecordChange.objects.count() == 5


def test_probation_and_rules_have_one_winner(school, people):
    values = ProbationValues(ProbationResult.PASSED, today())
    earlier = ProbationValues(ProbationResult.PASSED, today() - timedelta(days=1))
    outcomes = at_once(
        *(
            lambda v=v: save_probation(school, people[0], v, version=0, actor=ACTOR)
            for v in (values, earlier)
        )
    )
    assert sum(isinstance(each, Stale) for each in outcomes) == 1
    assert Probation.objects.count() == 1
    province = school.parent.parent
    outcomes = at_once(
        *(
            lambda n=n: save_rule(province, YEAR, Terms(first_days=n), version=0, actor=ACTOR)
            for n in (30, 90)
        )
    )
    assert sum(isinstance(each, Stale) for each in outcomes) == 1
    assert RegistrationRule.objects.filter(province=province).count() == 1
