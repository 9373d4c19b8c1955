"""The single fields of each section; what a plan asks beyond that comes as `Asked`."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from certification.dual_qualified.queries.offers import Asked
from certification.dual_qualified.rules.fields import LABELS
from certification.dual_qualified.rules.titles import TITLES
from identity.rules.teacher_certificate import KINDS, problem_of
from portal.clock import today
from portal.reference import queries as reference
from portal.web.forms import DateField, PortalForm, SuggestField

_CHOOSE = ("", "请选择")


class SectionForm(PortalForm):
    """`asked` is what the plan says of each field: required, and a hint."""

    def __init__(self, data: Any = None, *, asked: Mapping[str, Asked], **options: Any) -> None:
        super().__init__(data, **options)
        for name, field in self.fields.items():
            if name in asked:
                field.required = field.required or asked[name].required
                field.help_text = asked[name].hint or field.help_text


class KindForm(SectionForm):
    """认定级别 and the clauses applied for; the track is told, not chosen."""

    level = forms.ChoiceField(label=LABELS["level"], widget=forms.RadioSelect)
    clauses = forms.MultipleChoiceField(
        label=LABELS["clauses"],
        widget=forms.CheckboxSelectMultiple,
        help_text="勾选最符合的条款，证明材料要与它对应。",
        error_messages={"required": "请至少勾选一条"},
    )

    def __init__(
        self,
        data: Any = None,
        *,
        levels: Sequence[tuple[str, str]],
        clauses: Sequence[tuple[str, str]],
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        self.fields["level"].choices = list(levels)  # type: ignore[attr-defined]
        self.fields["clauses"].choices = list(clauses)  # type: ignore[attr-defined]
        if not clauses:
            # Clauses belong to a level: until one is chosen there is nothing to tick.
            del self.fields["clauses"]


class QualificationForm(SectionForm):
    certificate_kind = forms.ChoiceField(
        label=LABELS["certificate_kind"], choices=[_CHOOSE, *KINDS.items()]
    )
    certificate_subject = forms.CharField(
        label=LABELS["certificate_subject"], max_length=60, help_text="照证书填写"
    )
    certificate_number = forms.CharField(
        label=LABELS["certificate_number"], help_text="17 位数字；2001 年以前的证书照原样填写"
    )
    certificate_issuer = forms.CharField(label=LABELS["certificate_issuer"], max_length=120)
    certificate_date = DateField(label=LABELS["certificate_date"], latest=today)
    title = forms.ChoiceField(label=LABELS["title"], choices=[_CHOOSE, *TITLES.items()])
    title_date = DateField(
        label=LABELS["title_date"], latest=today, required=False, help_text="未评级的不填"
    )

    def clean_certificate_number(self) -> str:
        return str(self.cleaned_data["certificate_number"]).replace(" ", "")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        number = cleaned.get("certificate_number")
        if number:
            kind, issued = cleaned.get("certificate_kind", ""), cleaned.get("certificate_date")
            if problem := problem_of(number, kind, issued):
                self.add_error("certificate_number", problem)
        titled = cleaned.get("title") not in {None, "", "none"}
        if titled and not cleaned.get("title_date") and "title_date" not in self.errors:
            self.add_error("title_date", "请填写职称取得日期")
        return cleaned


class TeachingForm(SectionForm):
    major = SuggestField(
        label=LABELS["major"],
        search=reference.find_majors,
        search_url="reference:majors",
        max_length=120,
        help_text="证书上会写这个专业",
        error_messages={"required": "请填写任教专业"},
    )
    teaching_since = DateField(label=LABELS["teaching_since"], latest=today)


class DeclarationForm(PortalForm):
    """承诺, the last word before the application is sent."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    true = forms.BooleanField(
        label="我承诺：以上信息和证明材料真实、完整，如有不实，愿意承担相应责任",
        error_messages={"required": "请勾选承诺后再提交"},
    )


class ReasonForm(PortalForm):
    """申请退回修改, with the reason."""

    reason = forms.CharField(
        label="申请退回修改的原因",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": "3"}),
        help_text="审核人员会看到，同意后才能修改",
    )


class ReportForm(PortalForm):
    """学校属性有误."""

    note = forms.CharField(
        label="学校属性应该是什么",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": "3"}),
        help_text="例如：本校是高等职业学校，平台登记成了中等职业学校",
    )
