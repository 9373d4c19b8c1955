"""A smaller machine on the database: whoever tries what, only the entitled succeed."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from portal.approvals import flow as flows
from portal.approvals import services, workspace
from portal.approvals.actors import Actor
from portal.approvals.errors import ApprovalError
from portal.approvals.flow import ActorKind, WhoActs, replay
from portal.approvals.models import Case
from portal.audit.models import Entry
from portal.organisations.enums import Role
from tests.portal.approvals import sample, world

# What each may do in the small flow, written by hand.
MAY = {
    "school": {"approve", "return", "grant_return", "refuse_return"},
    "base": {"approve", "return", "grant_return", "refuse_return"},
    "bureau": {"approve", "return", "decline", "grant_return", "refuse_return", "reverse"},
    "foreign": set(),
    "audit": set(),
    "owner": {"resubmit", "withdraw", "ask_return"},
    "stranger": set(),
    "system": {"expire"},
}
NAMES = [t.name for t in sample.SAMPLE.transitions]


class CaseMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.example = transaction.atomic()
        self.example.__enter__()

    @initialize()
    def open(self) -> None:
        self.ledger = sample.Ledger()
        for flow in (sample.SAMPLE, sample.LEVELS):
            flows.register(flow)
        workspace.register(sample.workflow(self.ledger))
        self.place = world.build()
        owner = self.place.teacher("本人")
        self.case = self.place.case(owner=owner)
        self.actors: dict[str, Actor] = {
            "school": services.staff(self.place.school_admin()),
            "base": services.staff(world.user("基地", self.place.base, Role.BASE_ADMIN)),
            "bureau": services.staff(self.place.bureau_admin()),
            "foreign": services.staff(
                world.user("外校", self.place.foreign_school, Role.SCHOOL_ADMIN)
            ),
            "audit": services.staff(world.user("审计", self.place.county, Role.AUDIT_ADMIN)),
            "owner": services.applicant(owner),
            "stranger": services.applicant(self.place.teacher("旁人")),
            "system": services.system("scheduler"),
        }
        self.audited = Entry.objects.filter(action="approvals.decide").count()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.example.__exit__(None, None, None)
        for name in ("sample", "levels"):
            workspace.unregister(name)
            flows.unregister(name)

    @rule(who=st.sampled_from(sorted(MAY)), name=st.sampled_from(NAMES), behind=st.integers(0, 1))
    def attempt(self, who: str, name: str, behind: int) -> None:
        before = Case.objects.get(pk=self.case.pk)
        said = {"opinion": "说明", "reasons": ["R1"]}
        try:
            with transaction.atomic():
                services.apply(
                    before.pk, name, self.actors[who], version=before.version - behind, **said
                )
        except ApprovalError:
            after = Case.objects.get(pk=before.pk)
            assert (after.state, after.version) == (before.state, before.version)
            return
        after = Case.objects.get(pk=before.pk)
        assert name in MAY[who]
        assert behind == 0
        assert after.version == before.version + 1
        last = after.decisions.order_by("-sequence").first()
        assert (last.body_id is not None) is (last.actor_kind == ActorKind.STAFF)

    @invariant()
    def replay_is_the_stored_state(self) -> None:
        if not hasattr(self, "case"):
            return
        case = Case.objects.get(pk=self.case.pk)
        decisions = list(case.decisions.select_related("reverses").order_by("sequence"))
        now = replay(sample.SAMPLE, decisions).now
        assert (now.state, now.level, now.asked) == (case.state, case.level, case.asked)
        assert [(m.field, m.note) for m in now.marks] == [
            (m["field"], m["note"]) for m in case.marks
        ]
        assert case.version == 1 + len(decisions)
        entries = Entry.objects.filter(action="approvals.decide").count()
        assert entries == self.audited + len(decisions)
        state = sample.SAMPLE.state(case.state)
        assert case.is_open is not state.final
        assert (case.body_id is not None) is (state.who_acts is WhoActs.BODY)


@pytest.mark.django_db
def test_only_the_entitled_move_a_case():
    quick = settings(
        max_examples=15,
        stateful_step_count=15,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(CaseMachine, settings=quick)
