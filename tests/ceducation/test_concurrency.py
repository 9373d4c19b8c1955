"""Two at once on PostgreSQL: one import, one entry, one correction."""

import uuid

import pytest

from ceducation.enums import ImportState
from ceducation.errors import Refused
from ceducation.models import HoursEntry, HoursImport
from ceducation.queries.ledger import balance
from ceducation.services import Correction, correct
from ceducation.services.importing import confirm, discard, upload
from ceducation.services.requirements import FIELDS, save_requirement
from portal.audit.actors import SystemActor
from portal.jobs.models import Job
from tests.factories.accounts import staff_user
from tests.factories.ceducation import (
    RequirementFactory,
    credited,
    learned,
    row_of,
    teacher_at,
    uploaded,
    workbook,
)
from tests.factories.organisations import SchoolFactory
from tests.portal.approvals.test_concurrency import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def school(transactional_db):
    return SchoolFactory()


@pytest.fixture
def admin(school):
    return staff_user(school)


@pytest.fixture
def teacher(school):
    return teacher_at(school)


def test_an_upload_sent_twice_at_once_is_one(school, admin, teacher):
    token, content = uuid.uuid4(), workbook(row_of(teacher))
    runs = at_once(
        *[lambda: upload(school, admin, name="a", content=content, token=token) for _ in range(3)]
    )
    assert len({run.pk for run in runs}) == HoursImport.objects.count() == 1
    assert Job.objects.filter(kind="ceducation.read_import").count() == 1


def test_confirmed_twice_at_once_it_is_imported_once(school, admin, teacher, run_jobs):
    run = uploaded(school, admin, row_of(teacher))
    run_jobs()
    found = at_once(*[lambda: confirm(run, admin) for _ in range(4)])
    assert len({each.job for each in found}) == 1
    assert Job.objects.filter(kind="ceducation.import").count() == 1
    run_jobs()
    assert HoursEntry.objects.count() == 1


def test_confirmed_and_given_up_at_once_one_wins(school, admin, teacher, run_jobs):
    run = uploaded(school, admin, row_of(teacher))
    run_jobs()
    outcomes = at_once(lambda: confirm(run, admin), lambda: discard(run, admin))
    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == 1
    run_jobs()
    run.refresh_from_db()
    imported = run.state == ImportState.DONE
    assert HoursEntry.objects.count() == imported
    assert run.rows.count() == imported


def test_the_same_training_entered_twice_at_once(school, teacher):
    outcomes = at_once(*[lambda: credited(teacher, school, learned(8)) for _ in range(3)])
    assert sum(isinstance(outcome, HoursEntry) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == 2
    assert balance(teacher).total == 8


def test_one_reference_at_once(school, teacher):
    outcomes = at_once(*[lambda: credited(teacher, school, reference="x") for _ in range(3)])
    assert len({entry.pk for entry in outcomes}) == 1


def test_corrected_twice_at_once(school, admin, teacher):
    entry = credited(teacher, school)
    outcomes = at_once(
        *[lambda: correct(entry, "错", actor=admin, replacement=learned(4)) for _ in range(3)]
    )
    assert sum(isinstance(outcome, Correction) for outcome in outcomes) == 1
    assert balance(teacher).total == 4


def test_a_year_laid_down_twice_at_once(school):
    province = school.parent.parent
    values = {name: getattr(RequirementFactory.build(province=None), name) for name in FIELDS}
    outcomes = at_once(
        *[
            lambda: save_requirement(province, 2026, values, version=0, actor=SystemActor("tests"))
            for _ in range(3)
        ]
    )
    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == 2
