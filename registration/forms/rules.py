"""A province's rules of a year."""

from dataclasses import asdict
from typing import Any

from django import forms

from portal.web.forms import PortalForm
from registration.rules.due import Terms


def _number(label: str, least: int, most: int, hint: str = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        help_text=hint,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "min_value": "不能小于 %(limit_value)s",
            "max_value": "不能大于 %(limit_value)s",
        },
    )


class RuleForm(PortalForm):
    first_days = _number("首次注册期限（日）", 1, 999, "试用期考核合格之日起。")
    window_days = _number("提前申请（日）", 1, 999, "注册有效期届满前多少日内可以申请。")
    valid_years = _number("注册有效期（年）", 1, 20)
    assessments = _number("定期注册核对几个年度的考核", 0, 10, "当年以前、已经结束的年度。")
    first_assessments = _number("首次注册核对几个年度的考核", 0, 10)
    basic_counts = forms.BooleanField(label="“基本合格”视为合格", required=False)
    private_schools = forms.BooleanField(label="包括民办学校", required=False)
    contract_posts = forms.BooleanField(label="包括非编聘用教师", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=999_999_999)

    def __init__(self, data: Any = None, *, terms: Terms, version: int) -> None:
        super().__init__(data, initial={**asdict(terms), "version": version})

    def terms(self) -> Terms:
        return Terms(**{name: self.cleaned_data[name] for name in asdict(Terms())})
