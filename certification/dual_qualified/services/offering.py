"""What a plan opens and asks for. Everything takes the version of the plan that its page showed;
a published plan changes with a reason, and those concerned are told (portal.plans).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.db.models import Model

from certification.dual_qualified.errors import Refused
from certification.dual_qualified.models import (
    Clause,
    Condition,
    EvidenceItem,
    FieldRule,
    NumberRule,
    Offer,
)
from certification.dual_qualified.queries import offering, usage
from certification.dual_qualified.queries.offering import PLACES, Place, named
from certification.dual_qualified.rules.content import Content, Difference, differences, lost
from certification.dual_qualified.rules.numbering import (
    FEWEST_DIGITS,
    MOST_DIGITS,
    problem_of_pattern,
)
from certification.dual_qualified.services.numbering import rule_of
from certification.dual_qualified.standard import content_for
from portal.plans.models import Plan
from portal.plans.services import note_change
from portal.plans.words import Change

_CLOSED, _OPEN = "未开放", "开放"
_NUMBERING = "证书编号规则"


def set_open(
    plan: Plan, wanted: Collection[Place], *, source: Place | None = None, **terms: Any
) -> None:
    """Open exactly these places; a new one begins as a copy of `source`.

    `terms` are those of `note_change`: version, actor, reason, request. Raises its errors, and
    Refused where applications hang on what would be closed or a published plan were left bare.
    """
    before = offering.places_of(plan)
    added = [place for place in PLACES if place in wanted and place not in before]
    closed = [place for place in before if place not in wanted]
    content = offering.content_at(plan, source) if source else Content()
    changes = [
        *(_change(named(place), _CLOSED, _copied(source)) for place in added),
        *(_change(named(place), _OPEN, _CLOSED) for place in closed),
    ]
    with _noted(plan, changes, terms):
        _refuse_closing(plan, closed)
        _refuse_bare(plan, kept=len(before) - len(closed) + len(added), new=added, content=content)
        for track, level in closed:
            Offer.objects.filter(plan=plan, track=track, level=level).delete()
        for track, level in added:
            make(plan, track, level, content)


def _copied(source: Place | None) -> str:
    return f"{_OPEN}（内容从“{named(source)}”复制）" if source else _OPEN


def _refuse_closing(plan: Plan, closed: Iterable[Place]) -> None:
    for place in closed:
        if held := usage.applications_at(plan, place):
            raise Refused(f"“{named(place)}”已有 {held.in_words()}，不能关闭。", "open")


def _refuse_bare(plan: Plan, *, kept: int, new: Sequence[Place], content: Content) -> None:
    if plan.is_draft:
        return
    if not kept:
        raise Refused("计划已发布，至少要开放一项。不再受理申请，请撤回计划。", "open")
    if new and not (content.clauses and content.evidence):
        raise Refused("计划已发布，新开放的一项要先有条款和材料：请选择从哪一项复制。", "source")


def make(plan: Plan, track: str, level: str, content: Content) -> Offer:
    """A new offer with its content; within a transaction that has noted it."""
    offer = Offer.objects.create(plan=plan, track=track, level=level)
    _write(offer, content)
    return offer


def use_standard(plan: Plan, **terms: Any) -> None:
    """All six offers as the reference standard has them; Refused when there are any already."""
    changes = [_change(named(place), _CLOSED, _OPEN) for place in PLACES]
    with _noted(plan, changes, terms):
        if offering.places_of(plan):
            raise Refused("这个计划已有开放的类型和级别，不能再使用参考标准。")
        for track, level in PLACES:
            make(plan, track, level, content_for(level))


def save_offer(offer: Offer, content: Content, **terms: Any) -> None:
    """This content in place of what there was. Codes are what rows are known by.

    Raises the errors of `note_change`; Refused for a code that applications use and that would
    be no more, and for a published offer without clauses or evidence.
    """
    before = offering.content_of(offer)
    found = differences(before, content, offering.education_names())
    with _noted(offer.plan, _changes(offer, found), terms):
        _refuse_lost(offer, before, content)
        if not offer.plan.is_draft and not (content.clauses and content.evidence):
            raise Refused("计划已发布，条款和材料清单不能是空的。")
        if found:
            _write(offer, content)


def _changes(offer: Offer, found: Iterable[Difference]) -> list[Change]:
    return [_change(f"{offer}：{each.what}", each.before, each.after) for each in found]


def _refuse_lost(offer: Offer, before: Content, after: Content) -> None:
    """Answers and files name their clause and item by its code."""
    items = lost([row.code for row in before.evidence], [row.code for row in after.evidence])
    clauses = lost([row.code for row in before.clauses], [row.code for row in after.clauses])
    used = [
        *(("材料", code, count) for code, count in usage.of_items(offer, items).items()),
        *(("条款", code, count) for code, count in usage.of_clauses(offer, clauses).items()),
    ]
    if used:
        said = "；".join(f"{what} {code} 已有 {count} 份申请使用" for what, code, count in used)
        raise Refused(f"{said}，不能删除或更换代码，可以修改文字。")


def _write(offer: Offer, content: Content) -> None:
    """Rows that stay keep their key; places are those of the sequence."""
    _keep(Clause, offer, "code", _in_order(content.clauses))
    _keep(EvidenceItem, offer, "code", _in_order(content.evidence))
    _keep(FieldRule, offer, "field", [asdict(rule) for rule in content.rules])
    _keep(Condition, offer, "kind", _in_order(content.conditions))


def _in_order(specs: Iterable[Any]) -> list[dict[str, Any]]:
    return [{**asdict(spec), "position": n} for n, spec in enumerate(specs, start=1)]


def _keep(model: type[Model], offer: Offer, key: str, wanted: list[dict[str, Any]]) -> None:
    """Exactly these rows of the offer, known by `key`."""
    rows = model._default_manager.filter(offer=offer)
    rows.exclude(**{f"{key}__in": [values[key] for values in wanted]}).delete()
    if wanted:
        model._default_manager.bulk_create(
            [model(offer=offer, **values) for values in wanted],
            update_conflicts=True,
            unique_fields=["offer", key],
            update_fields=[name for name in wanted[0] if name != key],
        )


def set_number_rule(plan: Plan, stem: str, digits: int, **terms: Any) -> None:
    """How the plan's certificates will be numbered; Refused once there are any."""
    rule = rule_of(plan)
    before, after = _numbered(rule.stem, rule.digits), _numbered(stem, digits)
    changes = [_change(_NUMBERING, before, after)] if before != after else []
    with _noted(plan, changes, terms):
        if changes:
            _refuse_rule(plan, stem, digits)
            values = {"stem": stem, "digits": digits}
            NumberRule.objects.update_or_create(plan=plan, defaults=values)


def _refuse_rule(plan: Plan, stem: str, digits: int) -> None:
    if issued := usage.certificates_issued(plan):
        raise Refused(f"已签发 {issued} 张证书，编号规则不能再改。")
    if problem := problem_of_pattern(stem):
        raise Refused(f"{problem}。", "stem")
    if not FEWEST_DIGITS <= digits <= MOST_DIGITS:
        raise Refused(f"流水号应为 {FEWEST_DIGITS} 到 {MOST_DIGITS} 位。", "digits")


def _numbered(stem: str, digits: int) -> str:
    return f"{stem} 加 {digits} 位流水号"


def _change(label: str, before: str, after: str) -> Change:
    return Change(label=label, before=before, after=after)


@contextmanager
def _noted(plan: Plan, changes: Sequence[Change], terms: Mapping[str, Any]) -> Iterator[None]:
    """The changes are noted first, which locks the plan; what is refused then leaves no trace.

    Stale, NotAllowed, ReasonNeeded.
    """
    seen = plan.version
    try:
        with transaction.atomic():
            note_change(
                plan,
                changes,
                terms.get("reason", ""),
                version=terms["version"],
                actor=terms["actor"],
                request=terms.get("request"),
            )
            yield
    except BaseException:
        plan.version = seen
        raise
