"""A plan withdrawn with applications under way: each ends on record, once."""

import pytest

from certification.dual_qualified.errors import Refused
from certification.dual_qualified.models import Application
from certification.dual_qualified.services import drafting, stopping, submission
from portal.approvals import services as approvals
from portal.approvals.errors import NotAllowed, Stale
from portal.approvals.models import Case, Decision
from portal.approvals.queries import state_label
from portal.messaging.models import Message
from portal.plans.services import withdraw
from tests.certification.dual_qualified.world import published_plan


@pytest.fixture
def under_way(world):
    """One in every place: draft, at the school, at the base, returned, taken back, passed."""
    teachers = {name: world.teacher() for name in ("school", "base", "returned", "back")}
    found = {name: world.sent(teacher) for name, teacher in teachers.items()}
    world.decide(found["base"], "approve", world.school_admin)
    world.decide(found["returned"], "return", world.school_admin, reasons=["R01"])
    submission.withdraw(found["back"], teachers["back"])
    found["draft"] = world.drafted(world.teacher())
    found["passed"] = world.passed()
    return found


def withdrawn(world, *, stop):
    plan = world.plan
    plan.refresh_from_db()
    return withdraw(plan, "政策调整", stop, version=plan.version, actor=world.province_admin)


def stops():
    return Decision.objects.filter(transition="stop")


def test_each_open_case_ends_by_a_decision_of_its_own(world, under_way, run_effects):
    withdrawn(world, stop=True)
    run_effects()
    states = {name: world.reread(each) for name, each in under_way.items()}
    for name in ("school", "base", "returned", "back"):
        case = states[name].case
        assert (case.state, case.is_open, case.body) == ("stopped", False, None), name
        assert case.decisions.order_by("sequence").last().transition == "stop"
        assert states[name].ended_at is not None
    assert states["draft"].case is None
    assert states["draft"].ended_at is not None
    assert states["passed"].case.state == "passed"
    assert stops().count() == 4


def test_what_was_typed_can_still_be_read(world, under_way, run_effects):
    before = world.reread(under_way["draft"]).data
    withdrawn(world, stop=True)
    run_effects()
    assert world.reread(under_way["draft"]).data == before


def test_stopped_twice_is_stopped_once(world, under_way, run_effects):
    withdrawn(world, stop=True)
    run_effects()
    ended = {each.pk: each.ended_at for each in Application.objects.all()}
    stopping.stop(world.plan)
    assert stops().count() == 4
    assert {each.pk: each.ended_at for each in Application.objects.all()} == ended


def test_those_of_another_plan_go_on(world, under_way, run_effects):
    other = drafting.begin(published_plan(world.base), world.teacher())
    withdrawn(world, stop=True)
    run_effects()
    assert world.reread(other).ended_at is None


def test_without_stopping_they_are_reviewed_to_their_end(world, under_way, run_effects):
    withdrawn(world, stop=False)
    run_effects()
    assert not stops().exists()
    world.decide(under_way["base"], "approve", world.base_admin)
    case = world.decide(under_way["base"], "approve", world.province_admin)
    assert case.state == "passed"


def test_nobody_but_the_system_stops_one_and_only_for_a_withdrawn_plan(world):
    application = world.sent()
    case = application.case
    with pytest.raises(NotAllowed, match="没有撤回"):
        approvals.apply(case.pk, "stop", approvals.system("plans"), version=case.version)
    withdrawn(world, stop=False)
    with pytest.raises(NotAllowed):
        world.decide(application, "stop", world.province_admin)
    with pytest.raises(NotAllowed):
        approvals.apply(
            case.pk, "stop", approvals.applicant(application.person.user), version=case.version
        )


def test_decided_at_the_same_moment_it_is_stopped_on_what_is_there_now(world):
    application = world.sent()
    before = Case.objects.get(pk=application.case_id)
    world.decide(application, "approve", world.school_admin)
    withdrawn(world, stop=False)
    stopping._stop(before)
    case = Case.objects.get(pk=before.pk)
    assert (case.state, case.decisions.count()) == ("stopped", 3)


def test_passed_at_the_same_moment_it_stays_passed(world):
    application = world.sent()
    world.decide(application, "approve", world.school_admin)
    case = world.decide(application, "approve", world.base_admin)
    before = Case.objects.get(pk=case.pk)
    world.decide(application, "approve", world.province_admin)
    withdrawn(world, stop=False)
    stopping._stop(before)
    assert Case.objects.get(pk=case.pk).state == "passed"


def test_applicants_are_told_each_of_their_own(world, under_way, run_effects):
    withdrawn(world, stop=True)
    run_effects()
    rows = Message.objects.filter(template="dual_qualified.stopped", channel="portal")
    told = {row.recipient.person_id: row.body for row in rows.select_related("recipient")}
    wanted = {under_way[name].person_id for name in ("school", "base", "returned", "back")}
    assert set(told) == wanted
    for name in ("school", "base"):
        assert under_way[name].case.reference in told[under_way[name].person_id]
    drafters = Message.objects.filter(template="plans.withdrawn", channel="portal")
    assert under_way["draft"].person.user.pk in drafters.values_list("recipient", flat=True)
    assert under_way["passed"].person.user.pk not in drafters.values_list("recipient", flat=True)


def test_a_stopped_one_cannot_go_on(world, run_effects):
    teacher = world.teacher()
    application = world.sent(teacher)
    version = application.case.version
    withdrawn(world, stop=True)
    run_effects()
    assert state_label(world.reread(application).case, applicant=True) == (
        "认定计划已撤回，办理终止"
    )
    with pytest.raises(Stale, match="计划撤回"):
        approvals.apply(
            application.case_id, "approve", approvals.staff(world.school_admin), version=version
        )
    with pytest.raises(Refused):
        drafting.save_answers(
            world.reread(application), {"major": "x"}, version=world.reread(application).version
        )


def test_a_reader_of_an_old_page_decides_nothing_on_what_was_taken_back(world):
    """审核已撤销的申请: the reviewer is told, nothing is decided."""
    teacher = world.teacher()
    application = world.sent(teacher)
    version = application.case.version
    submission.withdraw(application, teacher)
    with pytest.raises(Stale, match=r"申请人撤销.*没有执行"):
        approvals.apply(
            application.case_id, "approve", approvals.staff(world.school_admin), version=version
        )
    assert Case.objects.get(pk=application.case_id).state == "draft"
