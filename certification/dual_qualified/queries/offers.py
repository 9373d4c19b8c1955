"""What a plan offers and asks for."""

from collections.abc import Mapping
from dataclasses import dataclass

from certification.dual_qualified.enums import Level
from certification.dual_qualified.models import EvidenceItem, Offer
from certification.dual_qualified.rules.eligibility import Wanted
from portal.plans.models import Plan
from portal.reference.models import CodeTable
from portal.reference.queries import label_of


@dataclass(frozen=True)
class Asked:
    """How a field is asked: required, at least so many rows, and the plan's hint."""

    required: bool = False
    least: int = 0
    hint: str = ""


def levels_of(plan: Plan, track: str) -> list[tuple[str, str]]:
    """(level, label) of what is offered for the track, from the lowest."""
    offered = set(Offer.objects.filter(plan=plan, track=track).values_list("level", flat=True))
    return [(level.value, str(level.label)) for level in Level if level.value in offered]


def offer(plan: Plan, track: str, level: str) -> Offer | None:
    """None also for what is no level at all: it may come from an address or a form."""
    if level not in Level.values:
        return None
    return Offer.objects.filter(plan=plan, track=track, level=level).first()


def offers_of(plan: Plan) -> list[Offer]:
    """Every one, by track and level as the enums order them."""
    found = {(o.track, o.level): o for o in Offer.objects.filter(plan=plan)}
    order = {level.value: n for n, level in enumerate(Level)}
    return [found[key] for key in sorted(found, key=lambda k: (k[0] != "secondary", order[k[1]]))]


def clauses_of(offer: Offer) -> list[tuple[str, str]]:
    return [(clause.code, f"{clause.code}　{clause.text}") for clause in offer.clauses.all()]


def clause_texts(offer: Offer | None) -> dict[str, str]:
    """Code -> the clause as it is read."""
    return dict(clauses_of(offer)) if offer else {}


def evidence_of(offer: Offer | None) -> list[EvidenceItem]:
    return list(offer.evidence.all()) if offer else []


def asked_of(offer: Offer | None) -> Mapping[str, Asked]:
    """Field -> how it is asked; a field without a rule is not in it."""
    if offer is None:
        return {}
    return {
        rule.field: Asked(rule.required, rule.least, rule.hint) for rule in offer.field_rules.all()
    }


def wanted_of(offer: Offer) -> list[Wanted]:
    """The conditions of eligibility, as the rules take them."""
    return [
        Wanted(
            condition.kind,
            condition.value,
            condition.blocking,
            condition.note,
            label_of(CodeTable.EDUCATION, str(condition.value)) or "",
        )
        for condition in offer.conditions.all()
    ]
