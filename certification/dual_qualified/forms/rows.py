"""Rows of the application: courses, practice, skills, results."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from certification.dual_qualified.enums import ResultKind
from certification.dual_qualified.rules.fields import ROWS
from portal.clock import today
from portal.web.forms import DateField, PortalForm
from portal.web.numbers import whole_number
from portal.web.rowforms import RowFormSet

_MOST_HOURS = 2000
_NAME = 120


def _label(field: str, column: str) -> str:
    return ROWS[field][column]


class SkillForm(PortalForm):
    name = forms.CharField(label=_label("skills", "name"), max_length=_NAME)
    grade = forms.CharField(label=_label("skills", "grade"), max_length=40)
    number = forms.CharField(label=_label("skills", "number"), max_length=60, required=False)
    issuer = forms.CharField(label=_label("skills", "issuer"), max_length=_NAME)
    date = DateField(label=_label("skills", "date"), latest=today)


class CourseForm(PortalForm):
    year = forms.CharField(
        label=_label("courses", "year"), widget=forms.TextInput(attrs={"placeholder": "2025-2026"})
    )
    course = forms.CharField(label=_label("courses", "course"), max_length=_NAME)
    hours = forms.CharField(
        label=_label("courses", "hours"), widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )

    def clean_year(self) -> str:
        """A school year is two years that follow one another."""
        text = self.cleaned_data["year"].replace("－", "-").replace("—", "-").replace("/", "-")
        first, _, second = text.removesuffix("学年").partition("-")
        begin, end = whole_number(first, 4), whole_number(second, 4)
        if begin is None or end is None or end != begin + 1:
            raise ValidationError("学年应像 2025-2026 这样填写")
        return f"{begin}-{end}"

    def clean_hours(self) -> str:
        hours = whole_number(self.cleaned_data["hours"], 4)
        if hours is None or not 1 <= hours <= _MOST_HOURS:
            raise ValidationError(f"课时应是 1 到 {_MOST_HOURS} 的整数")
        return str(hours)


class PracticeForm(PortalForm):
    company = forms.CharField(label=_label("practices", "company"), max_length=_NAME)
    post = forms.CharField(label=_label("practices", "post"), max_length=_NAME)
    started = DateField(label=_label("practices", "started"), latest=today)
    ended = DateField(label=_label("practices", "ended"), latest=today)
    witness = forms.CharField(label=_label("practices", "witness"), max_length=60)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("started"), cleaned.get("ended")
        if first and last and last < first:
            self.add_error("ended", "结束日期不能早于开始日期")
        return cleaned


class ResultForm(PortalForm):
    kind = forms.ChoiceField(
        label=_label("results", "kind"), choices=[("", "请选择"), *ResultKind.choices]
    )
    name = forms.CharField(label=_label("results", "name"), max_length=200)
    grade = forms.CharField(label=_label("results", "grade"), max_length=60)
    part = forms.CharField(label=_label("results", "part"), max_length=60)
    issuer = forms.CharField(label=_label("results", "issuer"), max_length=_NAME)
    date = DateField(label=_label("results", "date"), latest=today)


class SkillRows(RowFormSet):
    form, name, what, layout, most = SkillForm, "skills", "证书", "cards", 20


class CourseRows(RowFormSet):
    form, name, what, most = CourseForm, "courses", "课程", 40
    widths = {"year": "short", "course": "wide", "hours": "short"}


class PracticeRows(RowFormSet):
    form, name, what, layout, most = PracticeForm, "practices", "经历", "cards", 20


class ResultRows(RowFormSet):
    form, name, what, layout, most = ResultForm, "results", "成果", "cards", 40


ROW_SETS: dict[str, type[RowFormSet]] = {
    rows.name: rows for rows in (SkillRows, CourseRows, PracticeRows, ResultRows)
}


def asking_for(rows: type[RowFormSet], least: int) -> type[RowFormSet]:
    """The same rows, with as many as a plan wants at least."""
    return type(rows.__name__, (rows,), {"least": least})
