"""Hypothesis on the database: whoever tries what, in any order, only the entitled succeed."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from accounts.models import User
from certification.dual_qualified.flows import DUAL_QUALIFIED
from certification.dual_qualified.models import Application
from certification.dual_qualified.services import drafting, stopping, submission
from portal.approvals import services as approvals
from portal.approvals.actors import Actor
from portal.approvals.errors import ApprovalError
from portal.approvals.flow import ActorKind, WhoActs, replay
from portal.approvals.models import Case
from portal.clock import now
from portal.organisations.enums import Role
from portal.plans.enums import PlanState
from tests.certification.dual_qualified.world import World, build
from tests.factories.accounts import staff_user

# What each may do, written by hand: where the case lies -> transitions. "over": it has an outcome.
REVIEWER = {"approve", "return", "grant_return", "refuse_return"}
MAY = {
    "school": {
        "at school": REVIEWER | {"disagree"},
        "at base": {"recall"},
        "returned by school": {"reverse"},
    },
    "base": {
        "at base": REVIEWER | {"disagree"},
        "at province": {"recall"},
        "returned by base": {"reverse"},
    },
    "province": {
        "at province": REVIEWER | {"decline"},
        "returned by province": {"reverse"},
        "over": {"reverse"},
    },
    "clerk": {"at school": REVIEWER | {"disagree"}},
    "foreign": {},
    "city": {},
    "applicant": {
        "at school": {"withdraw", "ask_return"},
        "at base": {"ask_return"},
        "at province": {"ask_return"},
        "draft": {"submit"},
        "returned by school": {"resubmit"},
        "returned by base": {"resubmit"},
        "returned by province": {"resubmit"},
    },
    "other teacher": {},
    "system": {
        place: {"stop"}
        for place in (
            "draft", "at school", "at base", "at province",
            "returned by school", "returned by base", "returned by province",
        )
    },
}  # fmt: skip
NAMES = [transition.name for transition in DUAL_QUALIFIED.transitions]
LATE = 9
LEVELS = ("", "school", "base", "province")
SAID = {"opinion": "说明"}
REASONS = {"return": ["R01"], "disagree": ["G01"], "decline": ["D01"]}


def place_of(case: Case) -> str:
    level = LEVELS[case.level]
    return {
        "review": f"at {level}",
        "returned": f"returned by {level}",
        "draft": "draft",
        "stopped": "stopped",
    }.get(case.state, "over")


def actors_of(world: World, teacher: User) -> dict[str, Actor]:
    return {
        "school": approvals.staff(world.school_admin),
        "base": approvals.staff(world.base_admin),
        "province": approvals.staff(world.province_admin),
        "clerk": approvals.staff(staff_user(world.school, Role.REVIEWER)),
        "foreign": approvals.staff(staff_user(world.other_school, Role.SCHOOL_ADMIN)),
        "city": approvals.staff(staff_user(world.city, Role.BUREAU_ADMIN)),
        "applicant": approvals.applicant(teacher),
        "other teacher": approvals.applicant(world.teacher()),
        "system": approvals.system("plans"),
    }


def led_to(world: World, teacher: User, place: str) -> Application:
    """An application of this teacher that lies at the place."""
    application = world.sent(teacher)
    state, _, where = place.rpartition(" ")
    by = (world.school_admin, world.base_admin, world.province_admin)
    level = LEVELS.index(where) if state else 1
    for reviewer in by if place == "over" else by[: level - 1]:
        world.decide(application, "approve", reviewer)
    if state == "returned by":
        world.decide(application, "return", by[level - 1], reasons=["R01"])
    if place == "draft":
        submission.withdraw(application, teacher)
    return world.reread(application)


def withdraw_plan(world: World) -> None:
    plan = world.plan
    plan.state, plan.withdrawn_at, plan.withdrawn_reason = PlanState.WITHDRAWN, now(), "政策"
    plan.save()


class ApplicationMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.example = transaction.atomic()
        self.example.__enter__()

    @initialize(place=st.sampled_from(["at school", "at base", "at province", "over"]))
    def send(self, place: str) -> None:
        self.world = world = build()
        self.teacher = world.teacher()
        self.application = led_to(world, self.teacher, place)
        self.pk = self.application.case_id
        self.actors = actors_of(world, self.teacher)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.example.__exit__(None, None, None)

    def tried(self, who: str, name: str, behind: int = 0) -> None:
        before = Case.objects.get(pk=self.pk)
        try:
            with transaction.atomic():
                approvals.apply(
                    self.pk, name, self.actors[who], version=before.version - behind,
                    reasons=REASONS.get(name, []), **SAID,
                )  # fmt: skip
        except ApprovalError:
            after = Case.objects.get(pk=self.pk)
            assert (after.state, after.level, after.version) == (
                before.state, before.level, before.version
            )  # fmt: skip
            return
        after = Case.objects.get(pk=self.pk)
        assert name in MAY[who].get(place_of(before), set()), (who, name, place_of(before))
        assert behind == 0
        assert after.version == before.version + 1
        last = after.decisions.order_by("-sequence").first()
        assert (last.body_id is not None) is (last.actor_kind == ActorKind.STAFF)

    @rule(who=st.sampled_from(sorted(MAY)), name=st.sampled_from(NAMES), behind=st.integers(0, 1))
    def anybody_tries_anything(self, who: str, name: str, behind: int) -> None:
        self.tried(who, name, behind)

    @rule(data=st.data())
    def somebody_entitled_goes_on(self, data: st.DataObject) -> None:
        """Mostly right steps, so that runs get far."""
        place = place_of(Case.objects.get(pk=self.pk))
        may = [
            (who, name) for who in MAY for name in sorted(MAY[who].get(place, ())) if name != "stop"
        ]
        if may:
            self.tried(*data.draw(st.sampled_from(may)))

    @rule(data=st.data())
    def and_goes_on_again(self, data: st.DataObject) -> None:
        self.somebody_entitled_goes_on(data)

    @precondition(lambda self: Case.objects.get(pk=self.pk).version > LATE)
    @rule()
    def the_plan_is_withdrawn_and_stopped(self) -> None:
        withdraw_plan(self.world)
        stopping.stop(self.world.plan)
        assert not Case.objects.filter(flow="dual_qualified", is_open=True).exists()

    @rule()
    def another_one_begins(self) -> None:
        """Only where none is under way; it keeps an outcome from being undone."""
        made = drafting.begin(self.world.plan, self.teacher) if self.may_begin() else None
        assert made is None or made.pk != self.application.pk

    def may_begin(self) -> bool:
        free = not Application.objects.filter(person=self.teacher.person, ended_at=None).exists()
        return free and self.world.plan.state == PlanState.PUBLISHED

    @invariant()
    def replay_is_the_stored_state(self) -> None:
        if not hasattr(self, "actors"):
            return
        case = Case.objects.get(pk=self.pk)
        decisions = list(case.decisions.select_related("reverses").order_by("sequence"))
        here = replay(DUAL_QUALIFIED, decisions).now
        assert (here.state, here.level, here.asked) == (case.state, case.level, case.asked)
        state = DUAL_QUALIFIED.state(case.state)
        assert case.is_open is not state.final
        assert (case.body_id is not None) is (state.who_acts is WhoActs.BODY)

    @invariant()
    def ended_with_its_case_and_only_then(self) -> None:
        if not hasattr(self, "actors"):
            return
        application = Application.objects.select_related("case").get(pk=self.application.pk)
        assert (application.ended_at is None) is application.case.is_open

    @invariant()
    def one_under_way_a_person_and_year(self) -> None:
        if not hasattr(self, "actors"):
            return
        live = Application.objects.filter(person=self.teacher.person, ended_at=None)
        assert live.count() <= 1
        cases = Case.objects.filter(flow="dual_qualified", person=self.teacher.person, is_open=True)
        assert cases.count() <= 1


@pytest.mark.django_db
def test_only_the_entitled_move_an_application(reference_data, clock):
    quick = settings(
        max_examples=30,
        stateful_step_count=20,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(ApplicationMachine, settings=quick)


CAN = [(who, place, name) for who in MAY for place in MAY[who] for name in sorted(MAY[who][place])]


@pytest.mark.parametrize(("who", "place", "name"), CAN)
def test_the_entitled_can(world, who, place, name):
    teacher = world.teacher()
    application = led_to(world, teacher, place)
    assert place_of(application.case) == place
    if name in {"grant_return", "refuse_return"}:
        submission.ask_return(application, teacher, "写错了")
    if name == "stop":
        withdraw_plan(world)
    case = Case.objects.get(pk=application.case_id)
    approvals.apply(
        case.pk, name, actors_of(world, teacher)[who], version=case.version,
        reasons=REASONS.get(name, []), **SAID,
    )  # fmt: skip
    assert Case.objects.get(pk=case.pk).version == case.version + 1
