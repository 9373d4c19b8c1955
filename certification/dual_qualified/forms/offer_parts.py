"""The parts of an offer: clauses and evidence as rows, rules and conditions as fixed lists."""

import re
from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from certification.dual_qualified.enums import ConditionKind
from certification.dual_qualified.rules.content import (
    ClauseSpec,
    ConditionSpec,
    EvidenceSpec,
    RuleSpec,
    repeated,
)
from certification.dual_qualified.rules.fields import LABELS, ROWS
from portal.web.forms import PortalForm
from portal.web.rowforms import RowFormSet, TypedRow, is_blank

MOST_FILES: Final = 20
_MOST_ROWS_ASKED: Final = 10
_HINT: Final = 300
_CODE = re.compile(r"[0-9A-Za-z\u4e00-\u9fff.-]{1,10}")
_YES, _NO = "yes", "no"
TOLD, BLOCKING = "told", "blocking"


class CodeField(forms.CharField):
    """By which answers and files name a clause or an item."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label="代码", max_length=10, **kwargs)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not _CODE.fullmatch(value):
            raise ValidationError("代码用字母、数字或汉字，最多 10 个字", code="invalid")


class ClauseForm(PortalForm):
    code = CodeField()
    text = forms.CharField(
        label="条款内容", max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class EvidenceForm(PortalForm):
    code = CodeField()
    name = forms.CharField(label="材料名称", max_length=80)
    required = forms.ChoiceField(
        label="要求", choices=[(_YES, "必交"), (_NO, "选交")], initial=_YES
    )
    most = forms.ChoiceField(
        label="最多",
        choices=[(str(n), f"{n} 个") for n in range(1, MOST_FILES + 1)],
        initial="5",
    )
    hint = forms.CharField(
        label="提示",
        max_length=_HINT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class CodedRows(RowFormSet):
    """Rows known by a code of their own."""

    def add_fields(self, form: forms.BaseForm, index: int | None) -> None:
        super().add_fields(form, index)
        if index is not None:
            # Two lists stand on the page: the summary of errors says which one is meant.
            form.row_title = f"{self.what}第 {index + 1} 行"  # type: ignore[attr-defined]

    def clean(self) -> None:
        for row, earlier in repeated([_code(form) for form in self.forms]).items():
            self.forms[row].add_error("code", f"代码与第 {earlier + 1} 行重复")
        super().clean()


def _code(form: forms.BaseForm) -> str:
    return "" if is_blank(form) else str(form.cleaned_data.get("code", ""))


class ClauseRows(CodedRows):
    form, name, what, most = ClauseForm, "clauses", "条款", 40
    widths = {"code": "short", "text": "wide"}

    @staticmethod
    def typed(specs: tuple[ClauseSpec, ...]) -> list[TypedRow]:
        return [{"code": spec.code, "text": spec.text} for spec in specs]

    def specs(self) -> tuple[ClauseSpec, ...]:
        return tuple(ClauseSpec(**row) for row in self.filled())


class EvidenceRows(CodedRows):
    form, name, what, most = EvidenceForm, "evidence", "材料", 40
    widths = {"code": "short", "name": "wide", "required": "short", "most": "short"}

    @staticmethod
    def typed(specs: tuple[EvidenceSpec, ...]) -> list[TypedRow]:
        return [
            {
                "code": spec.code,
                "name": spec.name,
                "hint": spec.hint,
                "required": _YES if spec.required else _NO,
                "most": str(spec.most),
            }
            for spec in specs
        ]

    def specs(self) -> tuple[EvidenceSpec, ...]:
        return tuple(
            EvidenceSpec(
                row["code"], row["name"], row["hint"], row["required"] == _YES, int(row["most"])
            )
            for row in self.filled()
        )


class RuleForm(PortalForm):
    """How a single field is explained."""

    hint = forms.CharField(label="填写提示", max_length=_HINT, required=False)

    def __init__(self, *args: Any, field: str, **kwargs: Any) -> None:
        super().__init__(*args, prefix=f"rule-{field}", **kwargs)
        self.field = field
        self.title = LABELS[field]
        self.fields["hint"].label = f"{self.title}的填写提示"

    @staticmethod
    def typed(spec: RuleSpec | None) -> dict[str, str]:
        least = max(spec.least, int(spec.required)) if spec else 0
        return {"hint": spec.hint if spec else "", "least": str(least)}

    def spec(self) -> RuleSpec | None:
        """None where nothing is asked beyond the form's own."""
        hint, least = self.cleaned_data["hint"], int(self.cleaned_data.get("least", 0))
        return RuleSpec(self.field, bool(least), least, hint) if hint or least else None


class RowsRuleForm(RuleForm):
    """And how many rows of a list there must be."""

    least = forms.ChoiceField(
        label="至少填写",
        choices=[
            ("0", "可以不填"),
            *((str(n), f"至少 {n} 行") for n in range(1, _MOST_ROWS_ASKED + 1)),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["least"].label = f"{self.title}至少填写"


def rule_form(field: str) -> type[RuleForm]:
    return RowsRuleForm if field in ROWS else RuleForm


class ConditionForm(PortalForm):
    """Whether a condition is asked, and what it does."""

    number_label = ""
    effect = forms.ChoiceField(
        label="要求",
        required=False,
        choices=[("", "不要求"), (TOLD, "只提示"), (BLOCKING, "不满足不能申请")],
    )
    note = forms.CharField(label="说明", max_length=_HINT, required=False)

    def __init__(
        self, *args: Any, kind: ConditionKind, education: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, prefix=f"condition-{kind.value}", **kwargs)
        self.kind, self.education = kind, education
        self.title = str(kind.label)
        for name in self.fields:
            self.fields[name].label = f"{self.title}：{self.fields[name].label}"

    @staticmethod
    def typed(spec: ConditionSpec | None) -> dict[str, str]:
        if spec is None:
            return {}
        effect = BLOCKING if spec.blocking else TOLD
        return {"effect": effect, "number": str(spec.value), "note": spec.note}

    def spec(self) -> ConditionSpec | None:
        cleaned = self.cleaned_data
        if not cleaned["effect"]:
            return None
        value = int(cleaned.get("number") or 0)
        return ConditionSpec(self.kind, value, cleaned["effect"] == BLOCKING, cleaned["note"])


class NumberConditionForm(ConditionForm):
    """`LIMITS`: kind -> unit, least, most; five years of practice hold sixty months."""

    LIMITS: Final = {
        ConditionKind.EMPLOYED: ("个月", 1, 600),
        ConditionKind.AGE: ("周岁", 18, 100),
        ConditionKind.PRACTICE: ("个月", 1, 60),
    }
    number_label = "数字"
    number = forms.IntegerField(
        label="数字", required=False, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        unit, least, most = self.LIMITS[self.kind]
        number = cleaned.get("number")
        wrong = number is None or not least <= number <= most
        if cleaned.get("effect") and wrong and "number" not in self.errors:
            self.add_error("number", f"请填写 {least} 到 {most} 的整数（{unit}）")
        return cleaned


class EducationConditionForm(ConditionForm):
    """The floors offered are the lowest completed education of each rank (GB/T 4658)."""

    FLOORS: Final = ("14", "21", "31")
    number_label = "学历"
    number = forms.ChoiceField(label="学历", required=False)

    def __init__(self, *args: Any, initial: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, initial=initial, **kwargs)
        stored = str((initial or {}).get("number", ""))
        codes = dict.fromkeys((*self.FLOORS, stored))
        known = [(code, self.education[code]) for code in codes if code in self.education]
        self.fields["number"].choices = [("", "请选择"), *known]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("effect") and not cleaned.get("number") and "number" not in self.errors:
            self.add_error("number", "请选择最低学历")
        return cleaned


def condition_form(kind: ConditionKind) -> type[ConditionForm]:
    if kind is ConditionKind.EDUCATION:
        return EducationConditionForm
    return NumberConditionForm if kind in NumberConditionForm.LIMITS else ConditionForm
