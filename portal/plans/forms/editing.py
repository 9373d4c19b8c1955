"""What a plan says: its dates, its notice."""

import re
from collections.abc import Mapping
from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from portal.plans.models import Plan
from portal.plans.rules import LONGEST_VALIDITY, MOST_REMINDERS
from portal.web.forms import DateField, DateTimeField, PortalForm

_CLOSING_TIME = time(17)
_EARLIEST_YEAR, _LATEST_YEAR = 2020, 2100
_LONGEST_REMINDER = 60


class EditForm(PortalForm):
    """A part of a plan. `reason` is asked for where the plan is published already."""

    version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, max_value=10**9, min_value=0
    )
    reason = forms.CharField(
        label="变更原因",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="计划已发布。原因会和变更内容一起通知有关申请人，并留在变更记录里。",
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if plan.is_draft:
            del self.fields["reason"]
        else:
            self.order_fields([name for name in self.fields if name != "reason"])

    @property
    def reason_given(self) -> str:
        return str(self.cleaned_data.get("reason", ""))

    def values(self) -> dict[str, Any]:
        """What the service takes."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in ("version", "reason")
        }


class RemindDaysField(forms.CharField):
    """Numbers of days, with anything between them; cleans to a falling list, each once."""

    def clean(self, value: Any) -> list[int]:
        text = super().clean(value)
        if re.search(r"[^\d\s、，,;；天]", text):
            raise ValidationError("请填写天数，例如 7、3、1。", code="invalid")
        days = sorted({int(number) for number in re.findall(r"\d{1,3}", text)}, reverse=True)
        if any(not 1 <= number <= _LONGEST_REMINDER for number in days):
            raise ValidationError(f"天数应为1到{_LONGEST_REMINDER}。", code="range")
        if len(days) > MOST_REMINDERS:
            raise ValidationError(f"最多提醒{MOST_REMINDERS}次。", code="many")
        return days

    def prepare_value(self, value: Any) -> Any:
        return "、".join(map(str, value)) if isinstance(value, list) else value


class BasicsForm(EditForm):
    name = forms.CharField(label="计划名称", max_length=60)
    year = forms.IntegerField(
        label="年度",
        min_value=_EARLIEST_YEAR,
        max_value=_LATEST_YEAR,
        error_messages={
            "min_value": f"年度应在{_EARLIEST_YEAR}到{_LATEST_YEAR}之间",
            "max_value": f"年度应在{_EARLIEST_YEAR}到{_LATEST_YEAR}之间",
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    opens_at = DateTimeField(label="报名开始", required=False, default_time=time(9))
    closes_at = DateTimeField(
        label="报名截止",
        required=False,
        default_time=_CLOSING_TIME,
        help_text="到这一刻为止；之后不能再提交。",
    )
    evidence_until = DateField(
        label="材料截止日期",
        required=False,
        help_text="只认可这一天（含）以前取得的材料。不限制可以不填。",
    )
    valid_years = forms.IntegerField(
        label="结果有效期（年）",
        min_value=1,
        max_value=LONGEST_VALIDITY,
        error_messages={
            "min_value": f"有效期应为1到{LONGEST_VALIDITY}年",
            "max_value": f"有效期应为1到{LONGEST_VALIDITY}年",
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    remind_days = RemindDaysField(
        label="截止前几天提醒",
        required=False,
        max_length=40,
        help_text="只提醒有草稿而没有提交的人。例如 7、3、1；不提醒可以不填。",
    )


class NoticeForm(EditForm):
    office = forms.CharField(label="项目办名称", max_length=60, required=False)
    contact_phone = forms.CharField(label="联系电话", max_length=30, required=False)
    contact_hours = forms.CharField(
        label="办公时间",
        max_length=120,
        required=False,
        help_text="例如：工作日 9:00–12:00，14:00–17:00",
    )
    notice = forms.CharField(
        label="须知",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="申请人填写之前先读到。空一行另起一段。",
    )


def stored(plan: Plan, form: type[EditForm]) -> Mapping[str, Any]:
    """What the form shows of the stored plan."""
    return {name: getattr(plan, name) for name in form.base_fields if hasattr(plan, name)}
