"""A flow as frozen data: states, transitions, and what each of them asks for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from portal.approvals.flow.facts import Facts, Problem
from portal.approvals.flow.targets import Target
from portal.approvals.flow.words import ActorKind, At, Marking, Reach, Reason, WhoActs

Guard = Callable[[Any], Problem | None]


@dataclass(frozen=True)
class State:
    """`{stage}` in a label becomes the name of the case's level (初审, 复核, 终审).

    `working_days` is the deadline of a stop here (Y10) unless the route says otherwise;
    `outcome` is what a final state means to those who count.
    """

    name: str
    applicant_label: str
    staff_label: str
    who_acts: WhoActs
    editable: bool = False
    final: bool = False
    outcome: str = ""
    tone: str = "wait"
    working_days: int | None = None


@dataclass(frozen=True)
class Transition:
    """`label` is the button, `record` what the timeline says afterwards (审核通过).

    `result` is the opinion a level gives (合格); `changes` are the columns of the case that may be
    set along; `consequences` run inside the transaction, `effects` in a job after it.
    `bulk` says whether it may be done for many cases at once; a `quiet` one is not even shown
    while its guard refuses.
    """

    name: str
    label: str
    record: str
    sources: tuple[str, ...]
    target: Target
    actor: ActorKind = ActorKind.STAFF
    roles: tuple[str, ...] = ()
    reach: Reach = Reach.UNIT
    at: At = At.ANY
    guard: Guard | None = None
    reason: Reason = Reason.NONE
    marks: Marking = Marking.NONE
    result: str = ""
    changes: tuple[str, ...] = ()
    consequences: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    bulk: bool = False
    quiet: bool = False
    applicant_record: str = ""
    tone: str = "neutral"

    def record_for(self, applicant: bool) -> str:
        return (self.applicant_record if applicant else "") or self.record


def nothing_else(facts: Facts) -> str:
    """The exclusive key of a flow that allows a person one open case at a time."""
    return "one"


@dataclass(frozen=True)
class Flow:
    """`prefix` begins the references; `readers` are roles that see cases without acting.

    `exclusive` gives what, besides the person, an open case must be alone with (the year, the
    batch); None: any number.
    """

    name: str
    label: str
    prefix: str
    initial: str
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]
    readers: tuple[str, ...] = ()
    exclusive: Callable[[Any], str] | None = None

    def state(self, name: str) -> State:
        """KeyError for a name the flow does not have."""
        return {state.name: state for state in self.states}[name]

    def transition(self, name: str) -> Transition:
        """KeyError for a name the flow does not have."""
        return {transition.name: transition for transition in self.transitions}[name]

    def from_state(self, name: str) -> tuple[Transition, ...]:
        return tuple(t for t in self.transitions if name in t.sources)

    def staff_roles(self) -> tuple[str, ...]:
        """Every role that acts on this flow or reads its cases."""
        acting = {role for t in self.transitions for role in t.roles}
        return tuple(sorted(acting | set(self.readers)))
