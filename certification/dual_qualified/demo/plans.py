"""Two plans of the demo province: last year's, which is over, and this year's, which is open."""

from datetime import datetime, time, timedelta

from django.utils.timezone import make_aware

from certification.dual_qualified.enums import Level, Track
from certification.dual_qualified.flows import DUAL_QUALIFIED
from certification.dual_qualified.models import NumberRule
from certification.dual_qualified.services.offering import make
from certification.dual_qualified.standard import content_for, standard
from portal.clock import now, today
from portal.organisations.models import Body
from portal.plans.enums import Holder, PlanState
from portal.plans.models import Plan, Stage

_STAGES = ((Holder.UNIT, "学校", 10), (Holder.BASE, "基地", 10), (Holder.PLAN, "省级", 20))


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
            make(plan, track, level, content_for(level))
    return plan
