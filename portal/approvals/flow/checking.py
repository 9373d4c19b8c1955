"""What is wrong with a flow, found when it is imported and not when somebody waits for it."""

from collections import Counter
from collections.abc import Iterator

from portal.approvals.flow.declaration import Flow, State, Transition
from portal.approvals.flow.targets import Resume, Send, Stay, Undo, states_of
from portal.approvals.flow.words import ActorKind, Marking, Reason, WhoActs


class FlowError(Exception):
    """A flow that cannot work; the message lists every fault."""


def check(flow: Flow) -> Flow:
    """The flow itself. FlowError with everything that is wrong with it."""
    faults = list(_name_faults(flow))
    if not faults:
        faults = [*_state_faults(flow), *_transition_faults(flow), *_reach_faults(flow)]
    if faults:
        raise FlowError(f"{flow.name}: " + "; ".join(faults))
    return flow


def _name_faults(flow: Flow) -> Iterator[str]:
    states = {state.name for state in flow.states}
    names = {transition.name for transition in flow.transitions}
    yield from _twice("state", [state.name for state in flow.states])
    yield from _twice("transition", [transition.name for transition in flow.transitions])
    if flow.initial not in states:
        yield f"unknown initial state {flow.initial}"
    for transition in flow.transitions:
        for name in (*transition.sources, *states_of(transition.target)):
            if name not in states:
                yield f"{transition.name}: unknown state {name}"
        if isinstance(transition.target, Undo):
            for name in set(transition.target.transitions) - names:
                yield f"{transition.name}: unknown transition {name}"


def _twice(what: str, names: list[str]) -> Iterator[str]:
    for name, times in Counter(names).items():
        if times > 1:
            yield f"{what} {name} is declared twice"


def _state_faults(flow: Flow) -> Iterator[str]:
    for state in flow.states:
        if not (state.applicant_label and state.staff_label):
            yield f"state {state.name} needs both names"
        yield from _final_faults(state) if state.final else _open_faults(flow, state)


def _final_faults(state: State) -> Iterator[str]:
    if state.who_acts is not WhoActs.NOBODY:
        yield f"{state.name} is final, yet somebody acts"
    if state.editable:
        yield f"{state.name} is final, yet editable"
    if not state.outcome:
        yield f"{state.name} is final without an outcome"


def _open_faults(flow: Flow, state: State) -> Iterator[str]:
    if state.outcome:
        yield f"{state.name} has an outcome, yet is not final"
    if state.who_acts is WhoActs.NOBODY:
        yield f"{state.name} is not final, yet nobody acts"
        return
    onward = [t for t in flow.from_state(state.name) if not isinstance(t.target, Stay | Undo)]
    if not onward:
        yield f"{state.name} is a dead end that is not final"
    elif state.who_acts not in {_turn(t.actor) for t in onward}:
        yield f"{state.name} waits for {state.who_acts}, who can do nothing"


def _turn(actor: ActorKind) -> WhoActs:
    return {
        ActorKind.APPLICANT: WhoActs.APPLICANT,
        ActorKind.STAFF: WhoActs.BODY,
        ActorKind.SYSTEM: WhoActs.SYSTEM,
    }[actor]


def _transition_faults(flow: Flow) -> Iterator[str]:
    for transition in flow.transitions:
        if not transition.sources:
            yield f"{transition.name} starts nowhere"
        if not (transition.label and transition.record):
            yield f"{transition.name} needs a label and a record"
        if (transition.actor is ActorKind.STAFF) != bool(transition.roles):
            yield f"{transition.name}: staff need roles, and nobody else has them"
        yield from _target_faults(flow, transition)


def _target_faults(flow: Flow, transition: Transition) -> Iterator[str]:
    name, target = transition.name, transition.target
    finals = [source for source in transition.sources if flow.state(source).final]
    if finals and not isinstance(target, Undo):
        yield f"{name} leaves the final state {finals[0]}"
    if isinstance(target, Undo):
        yield from _undo_faults(flow, transition, target)
    if isinstance(target, Send) and flow.state(target.state).who_acts is not WhoActs.APPLICANT:
        yield f"{name} sends to {target.state}, where the applicant does not act"
    if isinstance(target, Resume) and not _sent_from(flow, target):
        yield f"{name} resumes a place that nothing remembers"
    if transition.marks is not Marking.NONE and not _opens_editing(flow, transition):
        yield f"{name} marks fields, but leads nowhere editable"


def _undo_faults(flow: Flow, transition: Transition, target: Undo) -> Iterator[str]:
    if not target.transitions:
        yield f"{transition.name} undoes nothing"
    if transition.reason is Reason.NONE:
        yield f"{transition.name} undoes a decision without a reason"
    for name in target.transitions:
        if isinstance(flow.transition(name).target, Undo):
            yield f"{transition.name} undoes the undoing {name}"


def _sent_from(flow: Flow, target: Resume) -> bool:
    remembered = {s for t in flow.transitions if isinstance(t.target, Send) for s in t.sources}
    return set(target.among) <= remembered


def _opens_editing(flow: Flow, transition: Transition) -> bool:
    return any(flow.state(name).editable for name in states_of(transition.target))


def _reach_faults(flow: Flow) -> Iterator[str]:
    for name in sorted({state.name for state in flow.states} - _reachable(flow)):
        yield f"state {name} cannot be reached"
    ending = _leading_to_the_end(flow)
    for state in flow.states:
        if state.name not in ending:
            yield f"from {state.name} no final state can be reached"


def _edges(flow: Flow) -> set[tuple[str, str]]:
    return {
        (source, target)
        for transition in flow.transitions
        for source in transition.sources
        for target in states_of(transition.target)
    }


def _reachable(flow: Flow) -> set[str]:
    return _closure({flow.initial}, _edges(flow))


def _leading_to_the_end(flow: Flow) -> set[str]:
    backwards = {(target, source) for source, target in _edges(flow)}
    return _closure({state.name for state in flow.states if state.final}, backwards)


def _closure(found: set[str], edges: set[tuple[str, str]]) -> set[str]:
    while True:
        new = {target for source, target in edges if source in found} - found
        if not new:
            return found
        found = found | new
