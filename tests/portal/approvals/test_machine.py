"""Hypothesis drives every flow: no illegal state, replay equals state, undoing restores."""

from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from accounts.flows import SIGN_UP
from portal.approvals.flow import Facts, Flow, IllegalStep, Mark, Send, Undo, WhoActs, replay
from tests.portal.approvals.paper import (
    CERTIFICATION,
    HOURS,
    RECOGNITION,
    REGISTRATION,
    TRANSFER,
    RecognitionFacts,
    RegistrationFacts,
)
from tests.portal.approvals.record import A_DAY, Drive
from tests.portal.approvals.sample import LEVELS, SAMPLE, SampleFacts

WORDS = st.lists(st.builds(Mark, st.sampled_from(["name", "photo"]), st.just("错")), max_size=2)


class FlowMachine(RuleBasedStateMachine):
    """Tries transitions in any order, legal or not; one that is refused changes nothing."""

    flow: Flow
    facts: Facts
    levels: tuple[int, ...] = (0,)

    def __init__(self) -> None:
        super().__init__()
        self.drive = Drive(self.flow, max(self.levels), self.facts)

    @rule(data=st.data(), marks=WORDS)
    def attempt(self, data: st.DataObject, marks: list[Mark]) -> None:
        name = data.draw(st.sampled_from([t.name for t in self.flow.transitions]))
        before = self.drive.past
        if self.drive.problem(name):
            return
        try:
            self.drive.do(name, marks=tuple(marks))
        except IllegalStep:
            assert self.drive.past == before
            return
        transition = self.flow.transition(name)
        assert before.now.state in transition.sources
        if isinstance(transition.target, Undo):
            assert self.drive.past.now == before.before[-1][2]
        elif isinstance(transition.target, Send):
            assert self.flow.state(self.drive.state).who_acts is WhoActs.APPLICANT

    @rule(data=st.data())
    def onward(self, data: st.DataObject) -> None:
        """Mostly legal steps, so that runs get far."""
        legal = [t.name for t in self.flow.from_state(self.drive.state)]
        name = data.draw(st.sampled_from(legal)) if legal else ""
        if name and not self.drive.problem(name):
            try:
                self.drive.do(name)
            except IllegalStep:
                return

    @precondition(lambda self: self.drive.entries)
    @rule(data=st.data())
    def a_tampered_record_is_noticed(self, data: st.DataObject) -> None:
        entries = list(self.drive.entries)
        at = data.draw(st.integers(0, len(entries) - 1))
        entries[at] = replace(entries[at], from_state="nowhere")
        with pytest.raises(IllegalStep):
            replay(self.flow, entries)

    @invariant()
    def replay_is_the_state(self) -> None:
        assert replay(self.flow, self.drive.entries) == self.drive.past

    @invariant()
    def nothing_impossible(self) -> None:
        here, state = self.drive.past.now, self.flow.state(self.drive.state)
        assert 0 <= here.level <= self.drive.levels
        assert all(1 <= level <= self.drive.levels for level in here.results)
        assert not here.marks or state.editable
        assert not here.asked or not state.final
        assert state.final is (state.who_acts is WhoActs.NOBODY)


def machine(flow: Flow, facts: Facts, levels: int) -> type[RuleBasedStateMachine]:
    made = type(
        f"{flow.name}{levels}Machine",
        (FlowMachine,),
        {"flow": flow, "facts": facts, "levels": (levels,)},
    )
    made.TestCase.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
    return made


OPEN_WINDOW = RegistrationFacts(A_DAY, notice_over=True)
LATE = RegistrationFacts(A_DAY, window_over=True, unmet=1)
TestSignUp = machine(SIGN_UP, Facts(A_DAY), 0).TestCase
TestSample = machine(SAMPLE, SampleFacts(A_DAY), 0).TestCase
TestLevels = machine(LEVELS, Facts(A_DAY), 3).TestCase
TestOneLevel = machine(LEVELS, Facts(A_DAY), 1).TestCase
TestRegistration = machine(REGISTRATION, OPEN_WINDOW, 4).TestCase
TestOneLevelRegistration = machine(REGISTRATION, OPEN_WINDOW, 2).TestCase
TestLateRegistration = machine(REGISTRATION, LATE, 3).TestCase
TestRecognition = machine(RECOGNITION, RecognitionFacts(A_DAY), 2).TestCase
TestHours = machine(HOURS, Facts(A_DAY), 2).TestCase
TestTransfer = machine(TRANSFER, Facts(A_DAY), 1).TestCase
TestCertification = machine(CERTIFICATION, Facts(A_DAY), 3).TestCase
