from dataclasses import dataclass, field


@dataclass(frozen=True)
class Problem:
    """`place` names the position, seal or line; `what` says what is wrong there."""

    place: str
    what: str


@dataclass
class Report:
    """What was read, and everything that was found wrong."""

    entries: int = 0
    unsealed: int = 0
    seals: int = 0
    lines: int = 0
    last_position: int = 0
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, place: str, what: str) -> None:
        self.problems.append(Problem(place, what))


def run_of(first: int, last: int) -> str:
    return f"position {first}" if first == last else f"positions {first} to {last}"
