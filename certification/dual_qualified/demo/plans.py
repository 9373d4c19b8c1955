"""Two plans of the demo province: last year's, which is over, and this year's, which is open."""

import json
from datetime import datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.timezone import make_aware

from certification.dual_qualified.enums import Level, Track
from certification.dual_qualified.flows import DUAL_QUALIFIED
from certification.dual_qualified.models import (
    Clause,
    Condition,
    EvidenceItem,
    FieldRule,
    NumberRule,
    Offer,
)
from portal.clock import now, today
from portal.organisations.models import Body
from portal.plans.enums import Holder, PlanState
from portal.plans.models import Plan, Stage

_STAGES = ((Holder.UNIT, "学校", 10), (Holder.BASE, "基地", 10), (Holder.PLAN, "省级", 20))


@cache
def standard() -> dict[str, Any]:
    """What the demo's plans ask for."""
    path = Path(__file__).parent / "standard.json"
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def make_plan(body: Body, *, year: int, opened_days_ago: int, open_days: int) -> Plan:
    opens = make_aware(datetime.combine(today() - timedelta(days=opened_days_ago), time(9)))
    plan = Plan.objects.create(
        workflow=DUAL_QUALIFIED.name,
        body=body,
        name=f"{year}年“双师型”教师认定",
        year=year,
        opens_at=opens,
        closes_at=opens + timedelta(days=open_days, hours=8),
        evidence_until=(opens + timedelta(days=open_days)).date(),
        office="云岭省“双师型”教师认定项目办",
        contact_phone="0990-5550199",
        contact_hours="工作日 9:00–12:00，14:00–17:00",
        notice=standard()["notice"],
        state=PlanState.PUBLISHED,
        created_at=now(),
        published_at=opens - timedelta(days=14),
    )
    for position, (holder, label, days) in enumerate(_STAGES, start=1):
        Stage.objects.create(
            plan=plan, position=position, holder=holder, label=label, working_days=days
        )
    NumberRule.objects.create(plan=plan)
    for track in Track:
        for level in Level:
            offer_standard(plan, track, level)
    return plan


def offer_standard(plan: Plan, track: str, level: str) -> Offer:
    """The offer with everything the standard asks for there."""
    offer = Offer.objects.create(plan=plan, track=track, level=level)
    wanted = standard()["levels"][level]
    for position, (code, text) in enumerate(wanted["clauses"], start=1):
        Clause.objects.create(offer=offer, code=code, text=text, position=position)
    for position, (kind, value, blocking) in enumerate(wanted["conditions"], start=1):
        Condition.objects.create(
            offer=offer, kind=kind, value=value, blocking=blocking, position=position
        )
    for position, (code, name, hint, required, most) in enumerate(standard()["evidence"], start=1):
        EvidenceItem.objects.create(
            offer=offer, code=code, name=name, hint=hint, required=required, most=most,
            position=position,
        )  # fmt: skip
    for field, required, least, hint in standard()["field_rules"]:
        FieldRule.objects.create(
            offer=offer, field=field, required=required, least=least, hint=hint
        )
    return offer
