"""What a rule of this app answers with."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: a stable code, and a sentence that says exactly what."""

    code: str
    message: str
