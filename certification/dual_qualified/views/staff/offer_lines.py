"""The grid of tracks and levels, as its page shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from certification.dual_qualified.enums import Level, Track
from certification.dual_qualified.forms.offers import PlacesForm, key_of
from certification.dual_qualified.queries.offering import PLACES, Opened, Place
from certification.dual_qualified.queries.usage import Held
from portal.plans.models import Plan


@dataclass(frozen=True)
class Line:
    """A level of a track; without a `url` it is not open."""

    box: Any
    level: str
    url: str = ""
    status: str = ""
    tone: str = "neutral"
    counts: str = ""
    held: str = ""


def lines_of(
    plan: Plan, form: PlacesForm, opened: list[Opened], held: Mapping[Place, Held]
) -> list[tuple[str, list[Line]]]:
    """A list of levels for each track."""
    there = {each.place: each for each in opened}
    boxes = {str(box.data["value"]): box for box in form["open"]}
    lines = {
        place: _line(plan, boxes[key_of(place)], place, there.get(place), held.get(place))
        for place in PLACES
    }
    return [
        (str(track.label), [lines[place] for place in PLACES if place[0] == track])
        for track in Track
    ]


def _line(plan: Plan, box: Any, place: Place, found: Opened | None, held: Held | None) -> Line:
    level = str(Level(place[1]).label)
    if found is None:
        return Line(box, level, status="未开放")
    content = found.content
    lacking = [
        part for part, rows in (("条款", content.clauses), ("材料", content.evidence)) if not rows
    ]
    return Line(
        box,
        level,
        url=reverse("dual_qualified:offer", args=[plan.pk, *place]),
        status=f"缺{'、'.join(lacking)}" if lacking else "已设置",
        tone="wait" if lacking else "good",
        counts=f"条款 {len(content.clauses)} · 材料 {len(content.evidence)}"
        f" · 条件 {len(content.conditions)}",
        held=f"已有 {held.in_words()}" if held else "",
    )
