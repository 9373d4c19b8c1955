"""Two at once on PostgreSQL: one wins, one is told; nothing is begun, sent or kept twice."""

import threading
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections

from certification.dual_qualified.errors import StaleApplication
from certification.dual_qualified.forms.checking import check
from certification.dual_qualified.models import Application, Attachment
from certification.dual_qualified.services import attaching, drafting, stopping, submission
from portal.approvals import services as approvals
from portal.approvals.errors import NotAllowed, Stale
from portal.approvals.models import Case, Decision
from portal.approvals.services.bulk import BulkOrder, start_bulk
from portal.organisations.enums import Role
from portal.plans.services import withdraw
from tests.certification.dual_qualified.world import World, build, coded_reasons, scan
from tests.factories.accounts import staff_user

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world(transactional_db: None, reference_data: None, clock: object) -> World:
    coded_reasons()
    return build()


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


def of_kind(outcomes: list[Any], kind: type) -> list[Any]:
    return [outcome for outcome in outcomes if isinstance(outcome, kind)]


def test_two_reviewers_at_once_one_wins_and_one_is_told(world):
    application = world.sent()
    first = approvals.staff(world.school_admin)
    second = approvals.staff(staff_user(world.school, Role.SCHOOL_ADMIN, display_name="校管丁"))
    case, version = application.case_id, application.case.version
    outcomes = at_once(
        lambda: approvals.apply(case, "approve", first, version=version),
        lambda: approvals.apply(case, "return", second, version=version, reasons=["R01"]),
    )
    (won,), (lost,) = of_kind(outcomes, Decision), of_kind(outcomes, Stale)
    assert won.actor_name in str(lost)
    stored = Case.objects.get(pk=case)
    assert (stored.version, stored.state) == (version + 1, won.to_state)


def test_taken_back_while_it_was_being_approved(world):
    teacher = world.teacher()
    application = world.sent(teacher)
    admin, version = approvals.staff(world.school_admin), application.case.version
    outcomes = at_once(
        lambda: submission.withdraw(application, teacher),
        lambda: approvals.apply(application.case_id, "approve", admin, version=version),
    )
    stale = of_kind(outcomes, Stale)
    assert len(stale) == 1
    assert Case.objects.get().decisions.count() == 2


def test_sent_twice_at_once_is_one_case(world):
    teacher = world.teacher()
    draft = world.drafted(teacher)
    answers = check(draft).answers
    outcomes = at_once(
        *[
            lambda: submission.submit(draft, answers, teacher, version=draft.version)
            for _ in range(4)
        ]
    )
    assert {case.pk for case in of_kind(outcomes, Case)} == {Case.objects.get().pk}
    assert len(of_kind(outcomes, Case)) == 4
    assert Decision.objects.count() == 1


def test_begun_in_several_tabs_at_once_is_one(world):
    teacher = world.teacher()
    outcomes = at_once(*[lambda: drafting.begin(world.plan, teacher) for _ in range(4)])
    assert {made.pk for made in outcomes} == {Application.objects.get().pk}


def test_saved_in_two_windows_at_once_one_is_told(world):
    application = drafting.begin(world.plan, world.teacher())
    outcomes = at_once(
        *[
            lambda major=major: drafting.save_answers(
                application, {"major": major}, version=application.version
            )
            for major in ("数控", "机电")
        ]
    )
    (saved,), (told,) = of_kind(outcomes, Application), of_kind(outcomes, StaleApplication)
    assert told.latest.data["major"] == saved.data["major"]


def test_files_sent_at_once_are_all_there_in_an_order(world):
    """The page sends them one by one, an impatient person opens two."""
    teacher = world.teacher()
    application = world.drafted(teacher)
    item = world.item("E2")
    outcomes = at_once(
        *[lambda n=n: attaching.attach(application, item, scan(500 + n), teacher) for n in range(5)]
    )
    assert len(of_kind(outcomes, Attachment)) == 5
    places = Attachment.objects.filter(item="E2").values_list("position", flat=True)
    assert sorted(places) == [1, 2, 3, 4, 5]


def test_no_more_files_at_once_than_the_line_takes(world):
    teacher = world.teacher()
    application = world.drafted(teacher)
    item = world.item("E1")
    at_once(
        *[lambda n=n: attaching.attach(application, item, scan(600 + n), teacher) for n in range(4)]
    )
    assert Attachment.objects.filter(item="E1").count() == item.most


def test_a_file_that_comes_while_it_is_sent_is_in_or_out(world):
    """Never in the draft and missing from what was sent without anybody being told."""
    teacher = world.teacher()
    draft = world.drafted(teacher)
    answers, item = check(draft).answers, world.item("E2")
    sent, file = at_once(
        lambda: submission.submit(draft, answers, teacher, version=draft.version),
        lambda: attaching.attach(draft, item, scan(700), teacher),
    )
    if isinstance(file, Attachment):
        assert isinstance(sent, StaleApplication)
    else:
        assert isinstance(sent, Case)
        assert set(world.reread(draft).submitted["evidence"]) == {"E1"}


def test_a_plan_is_stopped_while_the_school_decides(world):
    application = world.sent()
    plan, admin = world.plan, approvals.staff(world.school_admin)
    version = application.case.version
    withdraw(plan, "政策调整", False, version=plan.version, actor=world.province_admin)
    outcomes = at_once(
        lambda: stopping.stop(plan),
        lambda: approvals.apply(application.case_id, "approve", admin, version=version),
    )
    assert outcomes[0] is None
    case = Case.objects.get()
    assert case.state == "stopped"
    assert case.decisions.filter(transition="stop").count() == 1


def test_a_plan_is_stopped_twice_at_once(world):
    world.sent()
    plan = world.plan
    withdraw(plan, "政策调整", False, version=plan.version, actor=world.province_admin)
    assert at_once(lambda: stopping.stop(plan), lambda: stopping.stop(plan)) == [None, None]
    assert Decision.objects.filter(transition="stop").count() == 1


def test_an_outcome_is_undone_while_another_one_begins(world):
    """One of both: never two under way."""
    teacher = world.teacher()
    application = world.passed(teacher)
    province, version = approvals.staff(world.province_admin), application.case.version
    at_once(
        lambda: approvals.apply(
            application.case_id, "reverse", province, version=version, opinion="有疑问"
        ),
        lambda: drafting.begin(world.plan, teacher),
    )
    live = Application.objects.filter(ended_at=None)
    assert live.count() == 1
    case = Case.objects.get(pk=application.case_id)
    assert case.is_open is (live.get().pk == application.pk)


def test_a_bulk_order_sent_twice_at_once_is_one_run(world):
    case, token = world.sent().case, uuid.uuid4()
    order = BulkOrder("dual_qualified", "approve", ((case.pk, case.version),))
    runs = at_once(*[lambda: start_bulk(order, world.school_admin, token) for _ in range(3)])
    assert len({run.pk for run in runs}) == 1
    assert not of_kind(runs, NotAllowed)


def test_it_is_postgresql():
    assert connection.vendor == "postgresql"
