"""Flows as frozen data, in pure Python: declared, checked at import, moved and replayed here."""

from portal.approvals.flow.checking import FlowError, check
from portal.approvals.flow.declaration import Flow, Guard, State, Transition, nothing_else
from portal.approvals.flow.facts import Facts, Mark, Problem
from portal.approvals.flow.generic import return_on_request, reverse, withdraw
from portal.approvals.flow.position import (
    IllegalStep,
    Past,
    Position,
    can_undo,
    exists_at,
    move,
    start,
)
from portal.approvals.flow.registry import every, get, register, unregister
from portal.approvals.flow.replaying import Recorded, replay
from portal.approvals.flow.targets import (
    Choose,
    Goto,
    Resume,
    Send,
    Stay,
    Target,
    Undo,
    hand_over,
    states_of,
)
from portal.approvals.flow.words import ActorKind, At, Marking, Reach, Reason, Step, WhoActs

__all__ = [
    "ActorKind",
    "At",
    "Choose",
    "Facts",
    "Flow",
    "FlowError",
    "Goto",
    "Guard",
    "IllegalStep",
    "Mark",
    "Marking",
    "Past",
    "Position",
    "Problem",
    "Reach",
    "Reason",
    "Recorded",
    "Resume",
    "Send",
    "State",
    "Stay",
    "Step",
    "Target",
    "Transition",
    "Undo",
    "WhoActs",
    "can_undo",
    "check",
    "every",
    "exists_at",
    "get",
    "hand_over",
    "move",
    "nothing_else",
    "register",
    "replay",
    "return_on_request",
    "reverse",
    "start",
    "states_of",
    "unregister",
    "withdraw",
]
