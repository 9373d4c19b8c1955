"""Where a case stands, and how a transition moves it: the same for applying and replaying."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from portal.approvals.flow.declaration import Flow, Transition
from portal.approvals.flow.facts import Facts, Mark
from portal.approvals.flow.targets import Choose, Goto, Resume, Send, Stay, Undo
from portal.approvals.flow.words import At, Step

ROLLS_BACK = frozenset({Step.PREVIOUS, Step.FIRST, Step.ZERO, Step.REDO})


class IllegalStep(Exception):
    """A transition that the flow does not allow from where the case stands."""


@dataclass(frozen=True)
class Position:
    """State and level, the fields a return left open, a pending request, each level's opinion."""

    state: str
    level: int = 0
    marks: tuple[Mark, ...] = ()
    asked: bool = False
    results: Mapping[int, str] = field(default_factory=dict)
    place: tuple[str, int] | None = None


@dataclass(frozen=True)
class Past:
    """A position with the decisions that led to it and still count: what can be undone."""

    now: Position
    before: tuple[tuple[int, str, Position], ...] = ()

    def last(self) -> tuple[int, str, Position] | None:
        """Sequence, transition and the position before it, of the last decision that counts."""
        return self.before[-1] if self.before else None


def start(flow: Flow) -> Past:
    return Past(Position(flow.initial))


def exists_at(transition: Transition, level: int, levels: int) -> bool:
    """Whether the transition exists at this level of a route of so many."""
    match transition.at:
        case At.FIRST:
            return level == 1
        case At.AFTER_FIRST:
            return level > 1
        case At.BEFORE_LAST:
            return level < levels
        case At.LAST:
            return level >= levels
        case _:
            return True


def can_undo(transition: Transition, past: Past) -> bool:
    """Whether an `Undo` fits: the last decision that counts is one it may undo."""
    last = past.last()
    return (
        isinstance(transition.target, Undo)
        and last is not None
        and last[1] in transition.target.transitions
    )


def move(
    flow: Flow,
    past: Past,
    transition: Transition,
    facts: Facts,
    *,
    sequence: int,
    marks: tuple[Mark, ...] = (),
) -> Past:
    """The past with one more decision. IllegalStep when the flow does not allow it from here."""
    here = past.now
    if here.state not in transition.sources or not exists_at(transition, here.level, facts.levels):
        raise IllegalStep(f"{transition.name} from {here.state} at level {here.level}")
    if isinstance(transition.target, Undo):
        return _undo(transition, past)
    after = _after(flow, here, transition, facts, marks)
    if isinstance(transition.target, Stay):
        return replace(past, now=after)
    return Past(after, (*past.before, (sequence, transition.name, here)))


def _undo(transition: Transition, past: Past) -> Past:
    if not can_undo(transition, past):
        raise IllegalStep(f"{transition.name}: the last decision cannot be undone")
    return Past(past.before[-1][2], past.before[:-1])


def _after(
    flow: Flow, here: Position, transition: Transition, facts: Facts, marks: tuple[Mark, ...]
) -> Position:
    match transition.target:
        case Stay(asked=asked):
            return replace(here, asked=here.asked if asked is None else asked)
        case Send(state=name):
            held = here.place or (here.state, here.level)
            return Position(name, here.level, marks, False, here.results, held)
        case Resume(among=names):
            if here.place is None or here.place[0] not in names:
                raise IllegalStep(f"{transition.name}: no place to come back to")
            return Position(*here.place, results=here.results)
        case Choose() as choice:
            return _arrive(
                flow, here, transition, _chosen(choice, facts), levels=facts.levels, marks=marks
            )
        case Goto() as goto:
            return _arrive(flow, here, transition, goto, levels=facts.levels, marks=marks)
        case _:
            raise IllegalStep(f"{transition.name} leads nowhere")


def _chosen(choice: Choose, facts: Facts) -> Goto:
    goto = choice.by(facts)
    if goto not in choice.among:
        raise IllegalStep(f"{goto} was chosen, but is not declared")
    return goto


def _arrive(
    flow: Flow,
    here: Position,
    transition: Transition,
    goto: Goto,
    *,
    levels: int,
    marks: tuple[Mark, ...],
) -> Position:
    level = stepped(here.level, goto.step, levels)
    kept = marks if flow.state(goto.state).editable else ()
    results = dict(here.results)
    if transition.result:
        results[here.level] = transition.result
    if goto.step in ROLLS_BACK:
        results = {at: result for at, result in results.items() if at < level}
    return Position(goto.state, level, kept, False, results)


def stepped(level: int, step: Step, levels: int) -> int:
    """The level after a step; IllegalStep when a route of `levels` has none such."""
    moved = {
        Step.KEEP: level,
        Step.REDO: level,
        Step.NEXT: level + 1,
        Step.PREVIOUS: level - 1,
        Step.FIRST: 1,
        Step.ZERO: 0,
    }[step]
    lowest = 1 if step is Step.PREVIOUS else 0
    if not lowest <= moved <= levels:
        raise IllegalStep(f"level {moved} of {levels}")
    return moved
