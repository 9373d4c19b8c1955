"""Two at once on PostgreSQL: one wins, one is told; no number is given twice."""

import threading
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections

from portal.approvals import services
from portal.approvals.errors import Duplicate, Stale
from portal.approvals.models import BulkRun, Case, Decision
from portal.approvals.services.bulk import BulkOrder, start_bulk
from tests.portal.approvals import world

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def place(transactional_db: None, ledger: Any) -> world.World:
    return world.build()


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """Runs them in threads that start together; what each returned or raised."""
    gate, outcomes = threading.Barrier(len(works)), [None] * len(works)

    def run(index: int, work: Callable[[], Any]) -> None:
        gate.wait()
        try:
            outcomes[index] = work()
        except Exception as error:
            outcomes[index] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_two_reviewers_at_once_one_wins_and_one_is_told(place):
    case = place.case()
    school, bureau = services.staff(place.school_admin()), services.staff(place.bureau_admin())
    outcomes = at_once(
        lambda: services.apply(case.pk, "approve", school, version=1),
        lambda: services.apply(case.pk, "decline", bureau, version=1, opinion="不符"),
    )
    won = [outcome for outcome in outcomes if isinstance(outcome, Decision)]
    lost = [outcome for outcome in outcomes if isinstance(outcome, Stale)]
    assert (len(won), len(lost)) == (1, 1)
    assert won[0].actor_name in str(lost[0])
    case.refresh_from_db()
    assert (case.version, case.state) == (2, won[0].to_state)
    assert Decision.objects.count() == 1


def test_a_double_click_decides_once(place, ledger):
    case, admin = place.case(), services.staff(place.school_admin())
    outcomes = at_once(
        *[lambda: services.apply(case.pk, "approve", admin, version=1) for _ in range(4)]
    )
    assert sum(isinstance(outcome, Decision) for outcome in outcomes) == 1
    assert sum("没有重复执行" in str(outcome) for outcome in outcomes) == 3
    assert len(ledger.awarded) == 1


def test_one_person_opens_one_case_from_two_tabs(place):
    owner = place.teacher()
    outcomes = at_once(*[lambda: place.case(owner=owner) for _ in range(3)])
    assert sum(isinstance(outcome, Case) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, Duplicate) for outcome in outcomes) == 2


def test_references_given_at_once_differ(place):
    cases = at_once(*[lambda n=n: place.case(f"第{n}人") for n in range(6)])
    assert len({case.reference for case in cases}) == 6


def test_a_bulk_form_sent_twice_at_once_is_one_run(place):
    case, admin, token = place.case(), place.school_admin(), uuid.uuid4()
    order = BulkOrder("sample", "approve", ((case.pk, 1),))
    runs = at_once(*[lambda: start_bulk(order, admin, token) for _ in range(3)])
    assert len({run.pk for run in runs}) == 1
    assert BulkRun.objects.count() == 1


def test_withdrawn_while_it_was_being_approved(place):
    owner = place.teacher()
    case = place.case(owner=owner)
    outcomes = at_once(
        lambda: services.apply(case.pk, "withdraw", services.applicant(owner), version=1),
        lambda: services.apply(case.pk, "approve", services.staff(place.school_admin()), version=1),
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Decision", "Stale"]


def test_it_is_postgresql():
    assert connection.vendor == "postgresql"
