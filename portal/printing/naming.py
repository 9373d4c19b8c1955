"""File names that every system takes, each once."""

import re
from collections.abc import Iterable, Iterator

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_LONGEST = 80


def clean_name(text: str) -> str:
    """Without what Windows or a path forbids; never empty."""
    return _FORBIDDEN.sub("_", text).strip(". ")[:_LONGEST] or "print"


def unique_names(names: Iterable[str]) -> Iterator[str]:
    """Two people may have the same name: 张三, 张三 (2)."""
    taken: set[str] = set()
    for name in map(clean_name, names):
        free, number = name, 1
        while free.lower() in taken:
            number += 1
            free = f"{name} ({number})"
        taken.add(free.lower())
        yield free
