"""kill -9 of a real worker in the middle of 200 certificates: all are there, once, with PDFs."""

import uuid

import pytest

from certification.dual_qualified.models import Certificate, IssueItem, IssueResult, Series
from certification.dual_qualified.services.issuing import order_issue
from portal.documents import vault
from portal.jobs.models import Job
from portal.jobs.sweeping import sweep
from portal.messaging.models import Message
from portal.organisations.enums import Role
from portal.printing import queries as prints
from portal.printing.models import Print
from tests.factories.accounts import staff_user
from tests.factories.dual_qualified import DualQualifiedPlanFactory, passed_application
from tests.infrastructure.workers import wait_for

COUNT = 200
SLOWEST = 240.0

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def quick(monkeypatch, settings):
    """A dead worker is noticed in seconds."""
    for name, seconds in (("HEARTBEAT", 0.5), ("STALE", 5.0), ("WAKE", 2.0)):
        monkeypatch.setenv(f"JOBS_{name}_SECONDS", str(seconds))
        setattr(settings, f"JOBS_{name}_SECONDS", seconds)


@pytest.mark.timeout(600)
def test_two_hundred_survive_two_kills(celery_worker_process):
    plan = DualQualifiedPlanFactory()
    admin = staff_user(plan.body, Role.BUREAU_ADMIN)
    keys = [passed_application(plan).pk for _ in range(COUNT)]
    run = order_issue(plan, keys, admin, token=uuid.uuid4())
    for reached in (40, 110):
        killed_after(celery_worker_process, reached)
    celery_worker_process("default,pdf", processes=2)
    wait_for(lambda: finished(run), SLOWEST)

    assert IssueItem.objects.filter(run=run, result=IssueResult.DONE).count() == COUNT
    issued = list(Certificate.objects.order_by("serial"))
    assert [certificate.serial for certificate in issued] == list(range(1, COUNT + 1))
    assert {certificate.application_id for certificate in issued} == set(keys)
    assert Series.objects.get().last == COUNT
    made = prints.latest_of("dual_qualified.certificate", [c.subject for c in issued])
    assert len(made) == Print.objects.count() == COUNT
    assert all(vault.read(each.storage_name).startswith(b"%PDF") for each in made.values())
    assert Message.objects.filter(template="dual_qualified.issued", channel="portal").count() == (
        COUNT
    )
    assert Job.objects.get(pk=run.job).attempts == 3


def killed_after(start_worker, reached):
    worker = start_worker("pdf")
    wait_for(lambda: sweep() and Print.objects.count() >= reached, SLOWEST)
    worker.kill()
    assert Print.objects.count() < COUNT


def finished(run):
    """Sweeping as the scheduler does."""
    sweep()
    run.refresh_from_db()
    return run.finished_at is not None
