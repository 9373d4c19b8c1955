"""认定类型 follows from 学校属性 and 是否属于高职中专部 (manual, step 4, note 2)."""

from dataclasses import dataclass

from certification.dual_qualified.enums import Track
from portal.organisations.enums import SchoolKind

_SECONDARY = frozenset({SchoolKind.SECONDARY_VOCATIONAL})
_HIGHER = frozenset({SchoolKind.HIGHER_VOCATIONAL, SchoolKind.VOCATIONAL_UNIVERSITY})


@dataclass(frozen=True)
class Derived:
    """The track, or None where the school is no vocational one; `why` explains it to the person."""

    track: Track | None
    why: str


def derive(school: str, school_kind: str, in_vocational_section: bool) -> Derived:
    """`school` is its name, `school_kind` a value of SchoolKind."""
    kind = SchoolKind(school_kind).label if school_kind in SchoolKind.values else "未登记属性"
    if school_kind in _SECONDARY:
        return Derived(Track.SECONDARY, f"{school}的学校属性是“{kind}”。")
    if school_kind in _HIGHER and in_vocational_section:
        why = f"{school}的学校属性是“{kind}”，您的“是否属于高职中专部”填写的是“是”。"
        return Derived(Track.SECONDARY, why)
    if school_kind in _HIGHER:
        why = f"{school}的学校属性是“{kind}”，您的“是否属于高职中专部”填写的是“否”。"
        return Derived(Track.HIGHER, why)
    return Derived(None, f"{school}的学校属性是“{kind}”，不属于中等职业学校或高等职业学校。")
