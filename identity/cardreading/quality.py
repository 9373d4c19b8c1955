"""What is wrong with a picture, so that the person can take a better one.

Thresholds were set on generated pictures of other seeds than those whose hit rates and false
alarms docs/card-reading.md quotes (`python -m tests.benchmarks.card_warnings`).
"""

from identity.cardreading import crosscheck, signals
from identity.cardreading.card import find_outlines
from identity.cardreading.judging import Judged
from identity.cardreading.layout import ZONES
from identity.cardreading.locating import Located
from identity.cardreading.parser import Parsed, ReadLine
from identity.cardreading.picture import Picture, rectify
from identity.cardreading.reading import CardWarning

_OUTSIDE = 0.045
_COLOURLESS = 0.03
_SOFT = 0.31
_VERY_SOFT = 0.45
_BURNT = 0.2
_UNREAD = 0.6
_DOUBTFUL = 0.9
_FRONT = 0.5
_BACK_WORDS = ("居民身份证", "中华人民共和国", "签发机关", "有效期限", "公安局")


def warnings_for(
    image: Picture, located: Located, parsed: Parsed, fields: dict[str, Judged]
) -> tuple[CardWarning, ...]:
    """What can be said of a card that was found, at most one of each kind."""
    is_copy = signals.colourfulness(located.face) < _COLOURLESS
    found = []
    if signals.outside_share(image, located.quad, parsed.pose) > _OUTSIDE:
        found.append(CardWarning("cut_off"))
    if _is_too_soft(located, fields):
        found.append(CardWarning("too_blurred"))
    if not is_copy and (burnt := _burnt_field(located, parsed, fields)):
        found.append(CardWarning("glare_on_field", burnt))
    if is_copy:
        found.append(CardWarning("copy"))
    return tuple(found)


def diagnosis(image: Picture, lines: list[ReadLine]) -> CardWarning:
    """Why no portrait side could be read."""
    text = "".join(read.line.text for read in lines)
    if sum(word in text for word in _BACK_WORDS) >= 2:
        return CardWarning("reversed_side")
    faces = [rectify(image, outline.quad) for outline in find_outlines(image)]
    fronts = [face for face in faces if signals.front_likeness(face) >= _FRONT]
    if not fronts:
        return CardWarning("not_a_card")
    if signals.burnt_share(fronts[0], ZONES["id_number"]) > _BURNT:
        return CardWarning("glare_on_field", "id_number")
    return CardWarning("too_blurred")


def _is_too_soft(located: Located, fields: dict[str, Judged]) -> bool:
    """Soft print is a fault only where reading suffers from it."""
    soft = signals.softness(located.face)
    doubtful = sum(judged.confidence < _DOUBTFUL for judged in fields.values())
    return soft > _VERY_SOFT or (soft > _SOFT and doubtful >= 2)


def _burnt_field(located: Located, parsed: Parsed, fields: dict[str, Judged]) -> str | None:
    """The field that is burnt worst among those that could not be read well."""
    burnt = {
        name: signals.burnt_share(located.face, zone)
        for name, zone in ZONES.items()
        if _is_unread(name, parsed, fields)
    }
    worst = max(burnt, key=lambda name: burnt[name], default=None)
    return worst if worst is not None and burnt[worst] > _BURNT else None


def _is_unread(name: str, parsed: Parsed, fields: dict[str, Judged]) -> bool:
    """By what was printed, not by what the number tells."""
    if name == "id_number":
        return not crosscheck.is_valid_number(fields[name].value)
    if name == "name":
        return fields[name].confidence < _DOUBTFUL
    if name == "address":
        return parsed.values[name].prob < _DOUBTFUL
    return parsed.values[name].prob < _UNREAD or parsed.text(name) != fields[name].value
