"""What portal.plans asks about the plans of this workflow."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import User
from certification.dual_qualified.flows import DUAL_QUALIFIED
from certification.dual_qualified.models import Application, NumberRule, Offer
from certification.dual_qualified.queries import applications, offering
from certification.dual_qualified.services.numbering import rule_of
from certification.dual_qualified.services.stopping import stop
from portal.plans import kinds
from portal.plans.enums import Holder
from portal.plans.models import Plan
from portal.web.components import TaskItem


def sections(plan: Plan) -> list[TaskItem]:
    return [
        TaskItem(
            "开放的类型和级别",
            reverse("dual_qualified:offers", args=[plan.pk]),
            *_status(f"{plan.offers.count()} 项", plan.offers.exists()),
            hint="每个类型和级别各有条款、材料清单、填写要求和认定条件。",
        ),
        TaskItem(
            "证书编号规则",
            reverse("dual_qualified:number-rule", args=[plan.pk]),
            "已设置",
            "good",
            hint=f"{rule_of(plan).stem} 加 {rule_of(plan).digits} 位流水号",
        ),
    ]


def _status(done: str, is_done: bool) -> tuple[str, str]:
    return (done, "good") if is_done else ("未设置", "wait")


def problems(plan: Plan) -> list[str]:
    """An offer that nobody could apply for, or without evidence, is no offer."""
    opened = offering.opened(plan)
    found = [] if opened else ["还没有开放任何类型和级别。"]
    for each in opened:
        if not each.content.clauses:
            found.append(f"“{each.offer}”还没有条款。")
        if not each.content.evidence:
            found.append(f"“{each.offer}”还没有材料清单。")
    return found


def _users(rows: QuerySet[Application]) -> QuerySet[User]:
    return User.objects.filter(person__in=rows.values("person"), is_active=True).order_by("pk")


def drafters(plan: Plan) -> QuerySet[User]:
    return _users(applications.unsent(plan))


def concerned(plan: Plan) -> QuerySet[User]:
    return _users(Application.objects.filter(plan=plan, ended_at=None))


def under_way(plan: Plan) -> kinds.UnderWay:
    drafts = applications.unsent(plan).count()
    live = Application.objects.filter(plan=plan, ended_at=None).count()
    return kinds.UnderWay(drafts=drafts, cases=live - drafts)


@transaction.atomic
def copy(source: Plan, target: Plan) -> None:
    """Offers with all that hangs on them, and the rule of numbers."""
    for offer in source.offers.all():
        made = Offer.objects.create(plan=target, track=offer.track, level=offer.level)
        for related in ("clauses", "evidence", "field_rules", "conditions"):
            for row in getattr(offer, related).all():
                row.pk, row._state.adding, row.offer = None, True, made
                row.save()
    if rule := NumberRule.objects.filter(plan=source).first():
        NumberRule.objects.create(plan=target, stem=rule.stem, digits=rule.digits)


def preview_context(plan: Plan) -> Mapping[str, Any]:
    return {"offers": offering.previewed(plan)}


def applicant_url(plan: Plan) -> str:
    return reverse("dual_qualified:entry")


KIND = kinds.PlanKind(
    workflow=DUAL_QUALIFIED.name,
    label=DUAL_QUALIFIED.label,
    holders=(Holder.UNIT, Holder.BASE, Holder.CITY, Holder.PLAN),
    sections=sections,
    problems=problems,
    drafters=drafters,
    concerned=concerned,
    under_way=under_way,
    copy=copy,
    stop=stop,
    applicant_url=applicant_url,
    preview="dual_qualified/_plan_preview.html",
    preview_context=preview_context,
)
