"""One entry, its correction, and what a list is narrowed to."""

import uuid
from typing import Any

from django import forms

from ceducation.enums import HoursKind, Standing
from ceducation.models import HoursEntry
from ceducation.queries.teachers import Filters
from ceducation.rules import (
    EARLIEST_YEARS_BACK,
    LONGEST_PROOF,
    LONGEST_REASON,
    LONGEST_TITLE,
    Learned,
    spoken,
)
from portal.clock import today
from portal.web.forms import PortalForm

_WHOLE, _INSTEAD = "void", "replace"


def years() -> list[int]:
    """Those that hours can be entered for, the newest first."""
    last = today().year
    return list(range(last, last - EARLIEST_YEARS_BACK - 1, -1))


class YearForm(PortalForm):
    """A list's year; what is wrong is this year, since a list is no error."""

    year = forms.TypedChoiceField(label="年度", required=False, coerce=int)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.fields["year"].choices = [(year, f"{year}年") for year in years()]  # type: ignore[attr-defined]
        self.fields["year"].initial = today().year
        self.is_valid()

    @property
    def year_asked(self) -> int:
        return int(self.cleaned_data.get("year") or today().year)


class TeacherFilterForm(YearForm):
    q = forms.CharField(label="姓名或证件号码", required=False, max_length=100)
    standing = forms.ChoiceField(
        label="状态", required=False, choices=[("", "全部"), *Standing.choices]
    )

    field_order = ["q", "year", "standing"]

    def filters(self) -> Filters:
        clean = self.cleaned_data
        return Filters(self.year_asked, clean.get("q", ""), clean.get("standing", ""))

    def active(self) -> bool:
        found = self.filters()
        return bool(found.text or found.standing)


class SchoolFilterForm(YearForm):
    q = forms.CharField(label="学校名称或拼音", required=False, max_length=100)

    field_order = ["q", "year"]

    @property
    def text(self) -> str:
        return str(self.cleaned_data.get("q", ""))


class LearnedForm(PortalForm):
    """What was learnt; the rules themselves are the service's."""

    year = forms.TypedChoiceField(label="年度", coerce=int)
    kind = forms.ChoiceField(label="类别", choices=HoursKind.choices, widget=forms.RadioSelect)
    hours = forms.DecimalField(
        label="学时",
        max_digits=6,
        decimal_places=1,
        help_text="45 分钟计 1 学时，一天 8 学时。",
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={
            "max_decimal_places": "学时最多保留一位小数",
            "max_digits": "学时过大，请核对",
            "max_whole_digits": "学时过大，请核对",
        },
    )
    title = forms.CharField(
        label="所学内容", max_length=LONGEST_TITLE, help_text="培训、课程或活动的名称。"
    )
    proof = forms.CharField(
        label="证明编号（选填）", max_length=LONGEST_PROOF, required=False,
        help_text="证书或证明上的编号。",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["year"].choices = [(year, f"{year}年") for year in self._years()]  # type: ignore[attr-defined]

    def _years(self) -> list[int]:
        return years()

    def learned(self) -> Learned:
        clean = self.cleaned_data
        return Learned(clean["year"], clean["kind"], clean["hours"], clean["title"], clean["proof"])


class EnterForm(LearnedForm):
    """`token` makes a form sent twice one entry."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class CorrectForm(LearnedForm):
    """冲销 alone, or with what is to stand instead: then the fields below are needed."""

    way = forms.ChoiceField(
        label="怎样更正",
        choices=[
            (_INSTEAD, "内容登记错了：冲销这一条，按下面填写的重新登记"),
            (_WHOLE, "不应计入：只冲销这一条"),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="更正原因",
        max_length=LONGEST_REASON,
        help_text="教师会收到这段文字，并留在台账里。",
        widget=forms.Textarea(attrs={"rows": "3"}),
    )

    field_order = ["way", "reason", "year", "kind", "hours", "title", "proof"]

    def __init__(self, data: Any = None, *, entry: HoursEntry) -> None:
        self.entry = entry
        initial = {
            "way": _INSTEAD,
            "year": entry.year,
            "kind": entry.kind,
            "hours": spoken(entry.hours),
            "title": entry.title,
            "proof": entry.proof,
        }
        super().__init__(data, initial=initial)
        if self.is_bound and self.data.get("way") == _WHOLE:
            for name in ("year", "kind", "hours", "title"):
                self.fields[name].required = False

    def _years(self) -> list[int]:
        return sorted({*years(), self.entry.year}, reverse=True)

    def replacement(self) -> Learned | None:
        return self.learned() if self.cleaned_data["way"] == _INSTEAD else None

    def clean(self) -> dict[str, Any]:
        """Only what is to stand instead is judged; what was typed stays on the page."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if self.data.get("way") == _WHOLE:
            for name in ("year", "kind", "hours", "title", "proof"):
                self.errors.pop(name, None)
        return found
