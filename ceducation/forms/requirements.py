"""What a year asks for."""

from decimal import Decimal
from typing import Any

from django import forms

from ceducation.models import Requirement
from ceducation.rules import spoken
from ceducation.services.requirements import FIELDS
from portal.web.forms import DateField, PortalForm


def _hours(label: str, *, least: int = 0, hint: str = "") -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        min_value=least,
        max_digits=5,
        decimal_places=1,
        help_text=hint,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={
            "min_value": "不能小于 %(limit_value)s",
            "max_digits": "数字过大，请核对",
            "max_whole_digits": "数字过大，请核对",
            "max_decimal_places": "最多保留一位小数",
        },
    )


class RequirementForm(PortalForm):
    general = _hours("公需学时")
    professional = _hours("专业学时")
    elective = _hours("选修学时")
    total = _hours("合计学时", hint="不少于前三项之和。")
    period_hours = _hours("注册周期内合计学时", hint="定期注册时，一个注册周期内应达到的学时。")
    period_years = forms.IntegerField(
        label="注册周期（年）",
        min_value=1,
        max_value=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "min_value": "不能小于 %(limit_value)s",
            "max_value": "不能大于 %(limit_value)s",
        },
    )
    entry_limit = _hours(
        "一条登记最多学时", least=1, hint="超过的录入和导入会被拒绝，以免多打一位数字。"
    )
    closes_on = DateField(
        label="学校录入截止日期（选填）",
        required=False,
        help_text="过了这一天，学校不能再录入和导入这一年的学时，仍可更正。",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=999_999_999)

    def __init__(self, data: Any = None, *, row: Requirement, version: int) -> None:
        initial = {name: getattr(row, name) for name in FIELDS}
        shown = {k: _plain(v) for k, v in initial.items()}
        super().__init__(data, initial={**shown, "version": version})

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FIELDS}


def _plain(value: Any) -> Any:
    """30 rather than 30.0."""
    return spoken(value) if isinstance(value, Decimal) else value
