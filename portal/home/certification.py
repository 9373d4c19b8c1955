"""What a vocational teacher's own page says of certification: the draft, or the open window."""

from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime

from certification.dual_qualified.flows import DUAL_QUALIFIED
from certification.dual_qualified.models import Application
from certification.dual_qualified.queries import applications
from certification.dual_qualified.queries.eligibility import derived_for
from identity.models import Employment
from portal.clock import now
from portal.plans.models import Plan
from portal.plans.queries import current_plan
from portal.web.components import TaskItem

_TITLE = DUAL_QUALIFIED.label


def next_steps(user: Any, employment: Employment | None) -> list[TaskItem]:
    """Nothing where no track follows from the school, or outside the window."""
    if employment is None or derived_for(user.person).track is None:
        return []
    plan = current_plan(employment.body, DUAL_QUALIFIED.name)
    if plan is None or plan.closes_at is None or not plan.is_open_at(now()):
        return []
    found = applications.under_way(user, plan.year)
    if found is not None:
        return [] if found.case else [_draft(found, plan)]
    until = f"{localtime(plan.closes_at):%-m月%-d日 %H:%M} 截止"
    return [TaskItem(_TITLE, reverse("dual_qualified:entry"), "正在报名", "good", hint=until)]


def _draft(application: Application, plan: Plan) -> TaskItem:
    until = f"{localtime(plan.closes_at):%-m月%-d日 %H:%M} 前提交"
    url = reverse("dual_qualified:application", args=[application.pk])
    return TaskItem(f"继续填写：{_TITLE}", url, "未提交", "wait", hint=until)
