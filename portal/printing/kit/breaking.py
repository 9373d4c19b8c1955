"""Where a line of Chinese may end: nearly anywhere, but no line begins with a closing mark."""

import re
from collections.abc import Callable, Iterator
from typing import Final

_NEVER_FIRST: Final = frozenset("，。、；：？！）》」』】〉〕”’…—·～％‰℃,.;:!?)]}%")
_NEVER_LAST: Final = frozenset("（《「『【〈〔“‘([{￥$№")
# A word or number of Latin letters stays whole, and so do the two halves of …… and ——, and the
# parts of a name: 古丽米热·艾比布力 breaks after the point.
_UNITS: Final = re.compile(
    r"""[A-Za-z0-9][A-Za-z0-9@._/:%+#&=?~'’-]*
    | [^\W\dA-Za-z_]{1,8}· | (?<=·)[^\W\dA-Za-z_]{1,8}(?!\w)
    | …+ | —+ | \s+ | .""",
    re.DOTALL | re.VERBOSE,
)

Measure = Callable[[str], float]


def lines_of(text: str, limit: float, measure: Measure) -> list[str]:
    """`text` as lines no wider than `limit`, in the unit of `measure`; `\\n` ends a paragraph."""
    return [
        line for paragraph in text.split("\n") for line in _fill(_units(paragraph), limit, measure)
    ]


def _fill(units: Iterator[str], limit: float, measure: Measure) -> list[str]:
    lines, line = [], ""
    for unit in units:
        if not line or measure((line + unit).rstrip()) <= limit:
            line += unit
        else:
            lines.append(line.rstrip())
            line = unit.lstrip()
        *whole, line = _cut(line, limit, measure)
        lines.extend(whole)
    return [*lines, line.rstrip()]


def _cut(text: str, limit: float, measure: Measure) -> list[str]:
    """A unit wider than the line is cut where the line ends."""
    parts = []
    while len(text) > 1 and measure(text.rstrip()) > limit:
        length = len(text) - 1
        while length > 1 and measure(text[:length]) > limit:
            length -= 1
        parts.append(text[:length])
        text = text[length:]
    return [*parts, text]


def _units(text: str) -> Iterator[str]:
    """What must stay together, in order."""
    held = ""
    for unit in _UNITS.findall(text):
        if held and unit[0] not in _NEVER_FIRST and held[-1] not in _NEVER_LAST:
            yield held
            held = ""
        held += unit
    if held:
        yield held
