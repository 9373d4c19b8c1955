"""Stored words as people read them."""

from collections.abc import Mapping
from dataclasses import asdict

from registration.enums import Appraisal, Morals, Post, ProbationResult
from registration.services.entering import YearValues

WORDS: dict[str, tuple[str, Mapping[str, str]]] = {
    "appraisal": ("年度考核", dict(Appraisal.choices)),
    "morals": ("师德考核", dict(Morals.choices)),
    "post": ("在编在岗", dict(Post.choices)),
    "note": ("备注", {}),
    "result": ("试用期考核", dict(ProbationResult.choices)),
    "passed_on": ("考核合格日期", {}),
}


def in_words(known: Mapping[str, str], value: str) -> str:
    return str(known.get(value, value)) or "未录入"


def spoken_change(before: YearValues, after: YearValues) -> str:
    """What a saving changes; "" for nothing."""
    old, new = asdict(before), asdict(after)
    parts = []
    for name, value in new.items():
        label, known = WORDS[name]
        if value != old[name]:
            was = f"{in_words(known, old[name])} → " if old[name] else ""
            parts.append(f"{label}：{was}{in_words(known, value)}")
    return "；".join(parts)
