"""How strong a password is, as the page shows it (static/js/password.js reckons the same)."""

import re
from dataclasses import dataclass

_WORDS = ("太短", "弱", "一般", "较强", "强")
_CLASSES = tuple(re.compile(p) for p in ("[a-z]", "[A-Z]", "[0-9]", "[^a-zA-Z0-9]"))
_COMMON = re.compile("password|admin|woaini|iloveyou")
_ROWS = ("01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_SHORTEST, _RUN = 8, 6


@dataclass(frozen=True)
class Strength:
    """score: 0 (too short) to 4."""

    score: int
    word: str


def strength(password: str) -> Strength:
    score = _score(password)
    return Strength(score, _WORDS[score])


def _score(password: str) -> int:
    if len(password) < _SHORTEST:
        return 0
    if _simple(password.lower()):
        return 1
    classes = sum(bool(kind.search(password)) for kind in _CLASSES)
    return max(1, min(4, classes - 1 + (len(password) >= 12) + (len(password) >= 16)))


def _simple(low: str) -> bool:
    """Three different characters at most, a common word, or six neighbours of a keyboard row."""
    if len(set(low)) <= 3 or _COMMON.search(low):
        return True
    parts = [low[at : at + _RUN] for at in range(len(low) - _RUN + 1)]
    return any(part in row or part in row[::-1] for row in _ROWS for part in parts)
