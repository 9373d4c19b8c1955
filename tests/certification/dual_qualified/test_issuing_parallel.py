"""Many at once on PostgreSQL: 16 issues give 16 consecutive numbers, each certificate once."""

import uuid

import pytest
from django.db import connection

from certification.dual_qualified.models import Certificate, IssueRun, Series
from certification.dual_qualified.services.issuing import choose, issue_one, order_issue, start
from certification.dual_qualified.services.revoking import revoke
from portal.jobs.models import Job
from portal.messaging.models import Message
from portal.organisations.enums import Role
from portal.printing.models import PrintRun
from tests.factories.accounts import staff_user
from tests.factories.dual_qualified import DualQualifiedPlanFactory, passed_application
from tests.portal.approvals.test_concurrency import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def plan(transactional_db):
    return DualQualifiedPlanFactory()


@pytest.fixture
def admin(plan):
    return staff_user(plan.body, Role.BUREAU_ADMIN)


def test_sixteen_at_once_have_sixteen_consecutive_numbers(plan, admin):
    keys = [passed_application(plan).pk for _ in range(16)]
    made = at_once(*[lambda key=key: issue_one(key, admin) for key in keys])
    assert sorted(certificate.serial for certificate in made) == list(range(1, 17))
    assert len({certificate.number for certificate in made}) == 16
    assert Series.objects.get().last == 16


def test_one_application_issued_by_sixteen_has_one_certificate(plan, admin):
    key = passed_application(plan).pk
    made = at_once(*[lambda: issue_one(key, admin) for _ in range(16)])
    assert {certificate.pk for certificate in made} == {Certificate.objects.get().pk}
    assert Series.objects.get().last == 1
    assert Message.objects.filter(channel="portal").count() == 1


def test_half_of_them_rolled_back_leave_no_gap(plan, admin):
    good = [passed_application(plan).pk for _ in range(8)]
    # Longer than the column: the insert fails, once the number is taken.
    bad = [passed_application(plan, major="字" * 200).pk for _ in range(8)]
    outcomes = at_once(*[lambda key=key: issue_one(key, admin) for key in [*good, *bad]])
    assert sum(isinstance(outcome, Certificate) for outcome in outcomes) == 8
    assert sorted(Certificate.objects.values_list("serial", flat=True)) == list(range(1, 9))


def test_a_list_sent_twice_at_once_is_one_run(plan, admin):
    keys, token = [passed_application(plan).pk], uuid.uuid4()
    runs = at_once(*[lambda: choose(plan, keys, admin, token=token) for _ in range(4)])
    assert {run.pk for run in runs} == {IssueRun.objects.get().pk}
    assert PrintRun.objects.count() == 1


def test_started_twice_at_once_it_is_one_job(plan, admin):
    run = choose(plan, [passed_application(plan).pk], admin, token=uuid.uuid4())
    at_once(*[lambda: start(run) for _ in range(4)])
    assert Job.objects.filter(kind="dual_qualified.issue").count() == 1


def test_ordered_twice_at_once_it_is_one_job(plan, admin):
    keys, token = [passed_application(plan).pk], uuid.uuid4()
    at_once(*[lambda: order_issue(plan, keys, admin, token=token) for _ in range(4)])
    assert Job.objects.filter(kind="dual_qualified.issue").count() == 1


def test_revoked_twice_at_once_one_is_told(plan, admin):
    certificate = issue_one(passed_application(plan).pk, admin)
    outcomes = at_once(
        *[lambda n=n: revoke(Certificate.objects.get(), f"原因{n}", admin) for n in range(4)]
    )
    assert sum(isinstance(outcome, Certificate) for outcome in outcomes) == 1
    assert sum("已经撤销" in str(outcome) for outcome in outcomes) == 3
    certificate.refresh_from_db()
    assert certificate.revoked_reason.startswith("原因")


def test_it_is_postgresql():
    assert connection.vendor == "postgresql"
