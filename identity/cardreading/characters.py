"""Choose each character of a name by what was read and by what its shape looks like."""

import math
from dataclasses import dataclass

from identity.cardreading.decoding import Glyph, Line
from identity.cardreading.glyph_index import GlyphIndex
from identity.cardreading.rarechars import block_of
from identity.cardreading.shapes import Shape

_EVIDENCE = 8.0
"""How many independent pixels a shape is worth; this and _UNREAD: docs/card-reading.md."""
_UNREAD = 1e-3
_LIKE_ENOUGH = 0.85
_EXACT = 0.003
_OFFERED = 8


@dataclass(frozen=True)
class Choice:
    """One character chosen: how likely (0–1), and the others that it may be, best first."""

    char: str
    prob: float
    others: tuple[str, ...] = ()


def merged(one: Line, two: Line) -> tuple[Glyph, ...]:
    """Two readings of one line as one: mean probabilities, where the lengths agree."""
    if len(one.glyphs) != len(two.glyphs):
        return one.glyphs
    return tuple(_mean(a, b) for a, b in zip(one.glyphs, two.glyphs, strict=True))


def _mean(one: Glyph, two: Glyph) -> Glyph:
    first, second = dict(one.rivals), dict(two.rivals)
    chars = first.keys() | second.keys() | {one.char, two.char}
    first, second = first | {one.char: one.prob}, second | {two.char: two.prob}
    mean = {char: (first.get(char, 0.0) + second.get(char, 0.0)) / 2 for char in chars}
    ranked = tuple(sorted(mean.items(), key=lambda pair: -pair[1]))
    return Glyph(ranked[0][0], ranked[0][1], one.at, ranked)


def choose(glyph: Glyph, shape: Shape | None, index: GlyphIndex | None) -> Choice:
    """The best character; without a shape or an index the reading stands as it is."""
    if index is None or shape is None or index.shape(glyph.char) is None:
        return Choice(glyph.char, glyph.prob, _offered([char for char, _ in glyph.rivals]))
    scores = _scores(glyph, shape, index)
    ranked = sorted(scores, key=lambda char: -scores[char])
    best = scores[ranked[0]]
    total = sum(math.exp(score - best) for score in scores.values())
    return Choice(ranked[0], 1 / total, _offered(ranked))


def _scores(glyph: Glyph, shape: Shape, index: GlyphIndex) -> dict[str, float]:
    """Logarithms of (probability read × probability of the shape), up to one constant."""
    scores = {
        char: math.log(_UNREAD) + _shape_score(like)
        for char, like in index.nearest(shape)
        if like >= _LIKE_ENOUGH
    }
    for char, prob in (*glyph.rivals, (glyph.char, glyph.prob)):
        known = index.shape(char)
        like = shape.likeness(known) if known else 0.0
        scores[char] = math.log(max(prob, _UNREAD)) + _shape_score(like)
    return scores


def _shape_score(likeness: float) -> float:
    """What is unlike is noise of unknown strength, so its share counts by its logarithm."""
    return -_EVIDENCE * math.log(max(0.0, 1 - likeness) + _EXACT)


def _offered(chars: list[str]) -> tuple[str, ...]:
    return tuple(char for char in dict.fromkeys(chars) if block_of(char))[:_OFFERED]
