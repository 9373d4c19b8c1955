"""Where recorded decisions lead, and whether they could have happened."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from portal.approvals.flow.declaration import Flow, Transition
from portal.approvals.flow.facts import Facts, Mark
from portal.approvals.flow.position import IllegalStep, Past, Position, move, start, stepped
from portal.approvals.flow.targets import Choose, Goto, Target, Undo


class Recorded(Protocol):
    """What replay reads of a decision. `undone` is the sequence of the decision it undoes."""

    @property
    def sequence(self) -> int: ...
    @property
    def transition(self) -> str: ...
    @property
    def from_state(self) -> str: ...
    @property
    def from_level(self) -> int: ...
    @property
    def to_state(self) -> str: ...
    @property
    def to_level(self) -> int: ...
    @property
    def levels(self) -> int: ...
    @property
    def marked(self) -> tuple[Mark, ...]: ...
    @property
    def undone(self) -> int | None: ...


def replay(flow: Flow, decisions: Sequence[Recorded]) -> Past:
    """Where the decisions, in order, lead. IllegalStep when they could not have happened."""
    past = start(flow)
    for decision in decisions:
        past = _replayed(flow, past, decision)
    return past


def _replayed(flow: Flow, past: Past, decision: Recorded) -> Past:
    here, transition = past.now, flow.transition(decision.transition)
    if (decision.from_state, decision.from_level) != (here.state, here.level):
        raise IllegalStep(f"decision {decision.sequence} does not start at {here.state}")
    if decision.undone != (_undone(transition, past)):
        raise IllegalStep(f"decision {decision.sequence} does not undo the last one")
    facts = Facts(date.min, here.level, decision.levels, here.results, here.asked)
    pinned = replace(transition, target=_pinned(transition.target, here, decision))
    after = move(flow, past, pinned, facts, sequence=decision.sequence, marks=decision.marked)
    if (decision.to_state, decision.to_level) != (after.now.state, after.now.level):
        raise IllegalStep(f"decision {decision.sequence} does not lead to {decision.to_state}")
    return after


def _undone(transition: Transition, past: Past) -> int | None:
    last = past.last()
    return last[0] if last and isinstance(transition.target, Undo) else None


def _pinned(target: Target, here: Position, decision: Recorded) -> Target:
    """A choice narrowed to what was chosen: the facts of that day are gone."""
    if not isinstance(target, Choose):
        return target
    for goto in target.among:
        if goto.state == decision.to_state and _leads(goto, here, decision):
            return goto
    raise IllegalStep(f"decision {decision.sequence} chose {decision.to_state}")


def _leads(goto: Goto, here: Position, decision: Recorded) -> bool:
    try:
        return stepped(here.level, goto.step, decision.levels) == decision.to_level
    except IllegalStep:
        return False
