"""A record of decisions in memory: drives a flow without a database."""

from dataclasses import dataclass, replace
from datetime import date

from portal.approvals.flow import Facts, Flow, Mark, Past, move, start
from portal.approvals.flow.targets import Undo

A_DAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Entry:
    sequence: int
    transition: str
    from_state: str
    from_level: int
    to_state: str
    to_level: int
    levels: int
    marked: tuple[Mark, ...] = ()
    undone: int | None = None


class Drive:
    """Applies transitions to a case that exists only here; guards are asked as the engine does."""

    def __init__(self, flow: Flow, levels: int = 0, facts: Facts | None = None) -> None:
        self.flow, self.levels = flow, levels
        self.facts = facts or Facts(A_DAY)
        self.past: Past = start(flow)
        self.entries: list[Entry] = []

    @property
    def state(self) -> str:
        return self.past.now.state

    @property
    def level(self) -> int:
        return self.past.now.level

    def facts_now(self, **said: object) -> Facts:
        here = self.past.now
        known = {"level": here.level, "levels": self.levels, "results": here.results}
        return replace(self.facts, asked=here.asked, **known, **said)

    def problem(self, name: str, **said: object) -> str:
        guard = self.flow.transition(name).guard
        found = guard(self.facts_now(**said)) if guard else None
        return found.text if found else ""

    def do(self, name: str, *, marks: tuple[Mark, ...] = (), **said: object) -> "Drive":
        assert not self.problem(name, **said)
        transition, before, sequence = self.flow.transition(name), self.past, len(self.entries) + 1
        self.past = move(
            self.flow, before, transition, self.facts_now(**said), sequence=sequence, marks=marks
        )
        last = before.last() if isinstance(transition.target, Undo) else None
        self.entries.append(
            Entry(
                sequence,
                name,
                before.now.state,
                before.now.level,
                self.past.now.state,
                self.past.now.level,
                self.levels,
                marks,
                last[0] if last else None,
            )
        )
        return self
