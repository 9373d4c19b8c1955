"""From the recogniser's probabilities to characters with places and rivals (CTC)."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

_RIVALS = 8
_BLANK = 0


@dataclass(frozen=True)
class Glyph:
    """One character read: `at` is its middle as a share of the line's width (0–1)."""

    char: str
    prob: float
    at: float
    rivals: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Line:
    """One line read."""

    glyphs: tuple[Glyph, ...] = ()

    @property
    def text(self) -> str:
        return "".join(glyph.char for glyph in self.glyphs)

    @property
    def weakest(self) -> float:
        """The lowest probability of a character; 0 for an empty line."""
        return min((glyph.prob for glyph in self.glyphs), default=0.0)


def decode(probs: NDArray[np.float32], step: float, characters: list[str]) -> Line:
    """Greedy CTC: runs of one class are one character, blanks separate."""
    best = probs.argmax(axis=1)
    glyphs = [
        _glyph(probs, start, stop, step, characters)
        for start, stop in _runs(best)
        if best[start] != _BLANK
    ]
    return Line(tuple(glyphs))


def _runs(best: NDArray[np.intp]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(best)) + 1
    bounds = [0, *edges.tolist(), len(best)]
    return list(pairwise(bounds))


def _glyph(
    probs: NDArray[np.float32], start: int, stop: int, step: float, characters: list[str]
) -> Glyph:
    label = int(probs[start].argmax())
    peak = start + int(probs[start:stop, label].argmax())
    middle = (start + stop) / 2 * step
    prob = float(probs[peak, label])
    return Glyph(characters[label], prob, min(1.0, middle), _rivals(probs[peak], characters))


def _rivals(row: NDArray[np.float32], characters: list[str]) -> tuple[tuple[str, float], ...]:
    top = np.argpartition(row, -_RIVALS - 1)[-_RIVALS - 1 :]
    ordered = sorted((int(i) for i in top if i != _BLANK), key=lambda i: -float(row[i]))
    return tuple((characters[i], float(row[i])) for i in ordered[:_RIVALS])
