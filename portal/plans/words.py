"""A plan's fields in the page's words, for its history and for those who are told."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypedDict

from django.utils.timezone import localtime

from portal.plans.enums import Holder
from portal.plans.models import Plan, Stage

LABELS = {
    "name": "计划名称",
    "year": "年度",
    "opens_at": "报名开始",
    "closes_at": "报名截止",
    "evidence_until": "材料截止日期",
    "valid_years": "结果有效期",
    "remind_days": "截止前提醒",
    "office": "项目办名称",
    "contact_phone": "联系电话",
    "contact_hours": "办公时间",
    "notice": "须知",
}
WINDOW_LABELS = (LABELS["opens_at"], LABELS["closes_at"])
EMPTY = "（空）"
_LONGEST_QUOTED = 40


class Change(TypedDict):
    """One entry of `PlanChange.changes`."""

    label: str
    before: str
    after: str


def differences(plan: Plan, values: Mapping[str, Any]) -> list[Change]:
    """What `values` would change of the plan's fields."""
    return [
        Change(
            label=LABELS[name],
            before=shown(name, getattr(plan, name)),
            after=shown(name, value),
        )
        for name, value in values.items()
        if getattr(plan, name) != value
    ]


def shown(name: str, value: Any) -> str:
    """A field's value in words."""
    if value in (None, "", []):
        return "不提醒" if name == "remind_days" else EMPTY
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date):
        return day(value)
    if name == "remind_days":
        return f"{'、'.join(map(str, value))}天"
    return f"{value}年" if name == "valid_years" else str(value)


def instant(moment: datetime) -> str:
    """2027年3月1日 09:00, in the portal's time zone."""
    local = localtime(moment)
    return f"{day(local.date())} {local:%H:%M}"


def day(value: date) -> str:
    return f"{value.year}年{value.month}月{value.day}日"


def stages_in_words(stages: Iterable[Stage]) -> str:
    """学校审核（学校，5个工作日） → …"""
    return " → ".join(
        f"{stage.title}（{Holder(stage.holder).label}，{stage.working_days}个工作日）"
        for stage in stages
    )


def in_brief(changes: Iterable[Change]) -> str:
    """The changes in a sentence; a long text is only said to have changed."""
    return "；".join(map(_brief, changes))


def _brief(change: Change) -> str:
    if max(len(change["before"]), len(change["after"])) > _LONGEST_QUOTED:
        return f"{change['label']}有修改"
    return f"{change['label']}由“{change['before']}”改为“{change['after']}”"
