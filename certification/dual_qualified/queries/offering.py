"""What a plan opens and asks for, for those who keep it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from certification.dual_qualified.enums import Level, Track
from certification.dual_qualified.models import Condition, Offer, Series
from certification.dual_qualified.rules.content import (
    ClauseSpec,
    ConditionSpec,
    Content,
    EvidenceSpec,
    RuleSpec,
    effect_of,
    rule_in_words,
    sentence,
)
from certification.dual_qualified.rules.fields import LABELS
from certification.dual_qualified.rules.numbering import number_of, stem_of
from portal.clock import today
from portal.plans.models import Plan
from portal.reference.models import CodeTable
from portal.reference.queries import choices

Place = tuple[str, str]
"""Track and level."""

PLACES: tuple[Place, ...] = tuple((track.value, level.value) for track in Track for level in Level)
_PARTS = ("clauses", "evidence", "field_rules", "conditions")


@dataclass(frozen=True)
class Opened:
    """An offer with all that hangs on it, read at once."""

    offer: Offer
    content: Content

    @property
    def place(self) -> Place:
        return self.offer.track, self.offer.level


def named(place: Place) -> str:
    """高等职业教育 · 初级."""
    return f"{Track(place[0]).label} · {Level(place[1]).label}"


def opened(plan: Plan) -> list[Opened]:
    """Every offer of the plan in the order of PLACES; five queries, whatever there is."""
    found = [Opened(offer, _content(offer)) for offer in _whole(plan)]
    return sorted(found, key=lambda each: PLACES.index(each.place))


def places_of(plan: Plan) -> list[Place]:
    found = set(Offer.objects.filter(plan=plan).values_list("track", "level"))
    return [place for place in PLACES if place in found]


def offer_at(plan: Plan, place: Place) -> Offer:
    """With its plan; Offer.DoesNotExist where nothing is open."""
    offer = _whole(plan).get(track=place[0], level=place[1])
    offer.plan = plan
    return offer


def content_of(offer: Offer) -> Content:
    """As it is stored now, however the offer was read."""
    return _content(Offer.objects.prefetch_related(*_PARTS).get(pk=offer.pk))


def content_at(plan: Plan, place: Place) -> Content:
    """Nothing where nothing is open."""
    offer = _whole(plan).filter(track=place[0], level=place[1]).first()
    return _content(offer) if offer else Content()


def education_names() -> dict[str, str]:
    """Code -> name."""
    return dict(choices(CodeTable.EDUCATION))


def _whole(plan: Plan) -> QuerySet[Offer]:
    return Offer.objects.filter(plan=plan).prefetch_related(*_PARTS)


def _content(offer: Offer) -> Content:
    return Content(
        clauses=tuple(ClauseSpec(row.code, row.text) for row in offer.clauses.all()),
        evidence=tuple(
            EvidenceSpec(row.code, row.name, row.hint, row.required, row.most)
            for row in offer.evidence.all()
        ),
        rules=tuple(
            RuleSpec(row.field, row.required, row.least, row.hint)
            for row in offer.field_rules.all()
        ),
        conditions=_conditions(offer.conditions.all()),
    )


def _conditions(rows: Iterable[Condition]) -> tuple[ConditionSpec, ...]:
    return tuple(ConditionSpec(row.kind, row.value, row.blocking, row.note) for row in rows)


def first_numbers(plan: Plan, pattern: str, digits: int) -> list[tuple[str, str]]:
    """What the next certificate of each open place (or of all) would be numbered by this rule."""
    stems = {
        (track, level): stem_of(
            pattern,
            year=today().year,
            region=plan.body.division_id or "",
            track=track,
            level=level,
        )
        for track, level in places_of(plan) or PLACES
    }
    last = dict(Series.objects.filter(stem__in=stems.values()).values_list("stem", "last"))
    return [
        (named(place), number_of(stem, last.get(stem, 0) + 1, digits))
        for place, stem in stems.items()
    ]


@dataclass(frozen=True)
class ShownCondition:
    text: str
    effect: str
    note: str


@dataclass(frozen=True)
class ShownRule:
    label: str
    text: str


def previewed(plan: Plan) -> list[dict[str, Any]]:
    """Each offer in words, as the preview of the plan shows it."""
    education = education_names()
    return [
        {
            "name": str(each.offer),
            "clauses": each.content.clauses,
            "evidence": each.content.evidence,
            "conditions": [
                ShownCondition(sentence(condition, education), effect_of(condition), condition.note)
                for condition in each.content.conditions
            ],
            "rules": [
                ShownRule(LABELS[rule.field], rule_in_words(rule)) for rule in each.content.rules
            ],
        }
        for each in opened(plan)
    ]
