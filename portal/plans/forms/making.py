"""New plans, copies, entrustments, and the filter of the list."""

from collections.abc import Iterable
from typing import Any

from django import forms

from portal.organisations.models import Body
from portal.plans.enums import Phase
from portal.plans.kinds import PlanKind
from portal.plans.models import Plan
from portal.web.forms import PortalForm, SearchSelect

_ANY = ("", "全部")
_EARLIEST_YEAR, _LATEST_YEAR = 2020, 2100
_YEAR_RANGE = f"年度应在{_EARLIEST_YEAR}到{_LATEST_YEAR}之间"


def _choices(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    """A single possibility is not asked for."""
    field.choices = choices  # type: ignore[attr-defined]
    if len(choices) == 1:
        field.initial = choices[0][0]
        field.widget = forms.HiddenInput()


class CopyForm(PortalForm):
    """Name, year and holder of a plan to be."""

    body = forms.ChoiceField(label="组织单位")
    name = forms.CharField(label="计划名称", max_length=60)
    year = forms.IntegerField(
        label="年度",
        min_value=_EARLIEST_YEAR,
        max_value=_LATEST_YEAR,
        error_messages={"min_value": _YEAR_RANGE, "max_value": _YEAR_RANGE},
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, bodies: Iterable[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = {str(body.pk): body for body in bodies}
        _choices(self.fields["body"], [(key, body.name) for key, body in self.bodies.items()])

    def values(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        body = self.bodies[cleaned["body"]]
        return {"body": body, "name": cleaned["name"], "year": cleaned["year"]}


class NewPlanForm(CopyForm):
    workflow = forms.ChoiceField(label="业务")
    source = forms.ChoiceField(
        label="从已有的计划复制",
        required=False,
        widget=SearchSelect,
        help_text="复制审核环节、须知、材料要求等；报名时间重新填写。",
    )
    field_order = ("workflow", "body", "source", "name", "year")

    def __init__(
        self, *args: Any, kinds: Iterable[PlanKind], sources: Iterable[Plan], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _choices(self.fields["workflow"], [(kind.workflow, kind.label) for kind in kinds])
        self.sources = {str(plan.pk): plan for plan in sources}
        names = [(key, f"{plan.year}年 {plan.name}") for key, plan in self.sources.items()]
        self.fields["source"].choices = [("", "不复制，从空白开始"), *names]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        source = self.chosen_source()
        if source is not None and source.workflow != cleaned.get("workflow"):
            self.add_error("source", "这个计划属于另一项业务，不能复制过来")
        return cleaned

    def chosen_source(self) -> Plan | None:
        return self.sources.get(self.cleaned_data.get("source", ""))


class EntrustForm(PortalForm):
    workflow = forms.ChoiceField(label="业务")
    body = forms.ChoiceField(
        label="受委托单位",
        widget=SearchSelect,
        help_text="市级、县级教育行政部门或基地。它的管理员可以制定和发布本单位的计划。",
        error_messages={"required": "请选择受委托单位"},
    )
    note = forms.CharField(label="依据或说明", required=False, max_length=200)

    def __init__(
        self, *args: Any, kinds: Iterable[PlanKind], bodies: Iterable[Body], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _choices(self.fields["workflow"], [(kind.workflow, kind.label) for kind in kinds])
        self.bodies = {str(body.pk): body for body in bodies}
        names = [(key, body.name) for key, body in self.bodies.items()]
        self.fields["body"].choices = [("", "请选择"), *names]  # type: ignore[attr-defined]


class PlanFilterForm(PortalForm):
    """Narrowing the list."""

    phase = forms.ChoiceField(label="状态", required=False, choices=[_ANY, *Phase.choices])
    year = forms.TypedChoiceField(label="年度", required=False, coerce=int, empty_value=None)
    workflow = forms.ChoiceField(label="业务", required=False)

    def __init__(
        self, *args: Any, kinds: Iterable[PlanKind], years: Iterable[int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [_ANY, *((str(y), f"{y}年") for y in years)]  # type: ignore[attr-defined]
        offered = [(kind.workflow, kind.label) for kind in kinds]
        self.fields["workflow"].choices = [_ANY, *offered]  # type: ignore[attr-defined]
        if len(offered) < 2:
            del self.fields["workflow"]
