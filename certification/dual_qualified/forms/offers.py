"""What a plan opens, an offer as a whole, and the rule of numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError

from certification.dual_qualified.enums import ConditionKind
from certification.dual_qualified.forms.offer_parts import (
    ClauseRows,
    ConditionForm,
    EvidenceRows,
    RuleForm,
    condition_form,
    rule_form,
)
from certification.dual_qualified.forms.rows import asking_for
from certification.dual_qualified.models import NumberRule
from certification.dual_qualified.queries.offering import PLACES, Opened, Place, named
from certification.dual_qualified.rules.content import HINTED, RULED_ROWS, Content
from certification.dual_qualified.rules.numbering import (
    FEWEST_DIGITS,
    MOST_DIGITS,
    problem_of_pattern,
)
from portal.plans.forms import EditForm
from portal.plans.models import Plan
from portal.web.rowforms import TypedRow

_KEYS: dict[str, Place] = {"-".join(place): place for place in PLACES}


def key_of(place: Place) -> str:
    return "-".join(place)


class PlacesForm(EditForm):
    """Which tracks and levels are open, and what a new one begins with."""

    open = forms.MultipleChoiceField(
        label="开放的类型和级别",
        required=False,
        choices=[(key, named(place)) for key, place in _KEYS.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    source = forms.ChoiceField(
        label="新开放的一项从哪里复制",
        required=False,
        help_text="条款、材料清单、填写要求和认定条件全部照搬，之后可以分别修改。",
    )
    field_order = ("open", "source", "reason")

    def __init__(self, *args: Any, plan: Plan, opened: list[Opened], **kwargs: Any) -> None:
        chosen = [key_of(each.place) for each in opened]
        initial = {"version": plan.version, "open": chosen}
        super().__init__(*args, plan=plan, initial=initial, **kwargs)
        sources = [(key_of(each.place), named(each.place)) for each in opened]
        none = ("", "不复制，从空白开始" if plan.is_draft else "请选择")
        self.fields["source"].choices = [none, *sources]  # type: ignore[attr-defined]
        if not opened or len(opened) == len(PLACES):
            del self.fields["source"]

    def wanted(self) -> list[Place]:
        return [_KEYS[key] for key in self.cleaned_data["open"]]

    def chosen_source(self) -> Place | None:
        return _KEYS.get(self.cleaned_data.get("source", ""))


class StandardForm(forms.Form):
    """The version of the plan whose page had the button."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**9)


class NumberRuleForm(EditForm):
    stem = forms.CharField(
        label="编号前缀",
        max_length=60,
        help_text="{year} 签发年份，{region} 组织单位的行政区划代码，"
        "{track} 类型（中职 1、高职 2），{level} 级别（初级 1、中级 2、高级 3）；"
        "也可以写固定的文字、数字和短横线。",
    )
    digits = forms.TypedChoiceField(
        label="流水号位数",
        coerce=int,
        choices=[(n, f"{n} 位") for n in range(FEWEST_DIGITS, MOST_DIGITS + 1)],
    )

    def __init__(self, *args: Any, plan: Plan, rule: NumberRule, **kwargs: Any) -> None:
        self.rule = rule
        initial = {"version": plan.version, "stem": rule.stem, "digits": rule.digits}
        super().__init__(*args, plan=plan, initial=initial, **kwargs)

    def clean_stem(self) -> str:
        stem = str(self.cleaned_data["stem"])
        if problem := problem_of_pattern(stem):
            raise ValidationError(problem, code="pattern")
        return stem

    def look_at(self) -> None:
        """Checked for an example, which needs no reason."""
        self.full_clean()
        self.errors.pop("reason", None)

    def pattern(self) -> tuple[str, int] | None:
        """What can be shown as an example: what was typed, where it is right."""
        if not self.is_bound:
            return self.rule.stem, self.rule.digits
        stem, digits = self.cleaned_data.get("stem"), self.cleaned_data.get("digits")
        return (stem, digits) if stem and digits else None


@dataclass(frozen=True)
class OfferForms:
    """Everything of one offer, sent together."""

    plan: Plan
    head: EditForm
    clauses: ClauseRows
    evidence: EvidenceRows
    rules: tuple[RuleForm, ...]
    conditions: tuple[ConditionForm, ...]

    @classmethod
    def of(
        cls, plan: Plan, content: Content, education: Mapping[str, str], data: Any = None
    ) -> Self:
        """What is stored; bound to `data` when it was sent."""
        rules = {rule.field: rule for rule in content.rules}
        conditions = {each.kind: each for each in content.conditions}
        return cls(
            plan,
            EditForm(data, plan=plan, initial={"version": plan.version}),
            _rows(ClauseRows, plan, data, ClauseRows.typed(content.clauses)),
            _rows(EvidenceRows, plan, data, EvidenceRows.typed(content.evidence)),
            tuple(
                rule_form(name)(data, field=name, initial=RuleForm.typed(rules.get(name)))
                for name in (*RULED_ROWS, *HINTED)
            ),
            tuple(
                condition_form(kind)(
                    data,
                    kind=kind,
                    education=education,
                    initial=ConditionForm.typed(conditions.get(kind.value)),
                )
                for kind in ConditionKind
            ),
        )

    def is_valid(self) -> bool:
        """Each is asked, so that each says what is wrong."""
        found = [form.is_valid() for form in self.every()]
        return all(found)

    def every(self) -> list[Any]:
        return [self.clauses, self.evidence, *self.rules, *self.conditions, self.head]

    @property
    def hints_open(self) -> bool:
        """Whether something is wrong in what is folded away."""
        return any(form.is_bound and form.errors for form in self.rules)

    def content(self) -> Content:
        """After `is_valid()`."""
        return Content(
            self.clauses.specs(),
            self.evidence.specs(),
            tuple(rule for form in self.rules if (rule := form.spec())),
            tuple(each for form in self.conditions if (each := form.spec())),
        )

    def after(self, action: str) -> Self:
        """Everything as typed, with one row more or less, and without a word about errors."""
        return replace(
            self,
            head=EditForm(plan=self.plan, initial=_typed(self.head)),
            clauses=self.clauses.after(action),
            evidence=self.evidence.after(action),
            rules=tuple(type(form)(field=form.field, initial=_typed(form)) for form in self.rules),
            conditions=tuple(
                type(form)(kind=form.kind, education=form.education, initial=_typed(form))
                for form in self.conditions
            ),
        )


def _rows(rows: type[Any], plan: Plan, data: Any, stored: list[TypedRow]) -> Any:
    """A published plan is never without clauses or evidence."""
    wanted = rows if plan.is_draft else asking_for(rows, 1)
    return wanted.showing(stored) if data is None else wanted(data)


def _typed(form: forms.BaseForm) -> dict[str, Any]:
    return {name: form[name].data for name in form.fields}
