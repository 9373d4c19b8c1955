"""One to three levels of review, each chosen by select boxes."""

from typing import Any

from django import forms

from portal.plans.enums import Holder
from portal.plans.forms.editing import EditForm
from portal.plans.models import Plan
from portal.plans.rules import LONGEST_STAGE, MOST_STAGES
from portal.plans.services import StageSpec

_DEFAULT_LABELS = {
    Holder.UNIT: "学校",
    Holder.BASE: "基地",
    Holder.COUNTY: "县级",
    Holder.CITY: "市级",
    Holder.PROVINCE: "省级",
    Holder.PLAN: "组织单位",
}
_DAYS = (3, 5, 7, 10, 15, 20, 30)


class StagesForm(EditForm):
    """Fields holder_1, label_1, days_1 … for each level; a level without holder is left out."""

    def __init__(self, *args: Any, plan: Plan, holders: tuple[Holder, ...], **kwargs: Any) -> None:
        super().__init__(*args, plan=plan, **kwargs)
        self.numbers = range(1, MOST_STAGES + 1)
        stages = {stage.position: stage for stage in plan.stages.all()}
        for number in self.numbers:
            stage = stages.get(number)
            self._add(f"holder_{number}", _holder_field(number, holders), stage and stage.holder)
            self._add(f"label_{number}", _label_field(number), stage and stage.label)
            days = stage.working_days if stage else _DAYS[1]
            self._add(f"days_{number}", _days_field(number, days), days)

    def _add(self, name: str, field: forms.Field, value: Any) -> None:
        self.fields[name] = field
        self.initial.setdefault(name, value or "")

    def rows(self) -> list[dict[str, Any]]:
        """For the template: the fields of each level."""
        return [
            {
                "number": number,
                "holder": self[f"holder_{number}"],
                "label": self[f"label_{number}"],
                "days": self[f"days_{number}"],
            }
            for number in self.numbers
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = [bool(cleaned.get(f"holder_{number}")) for number in self.numbers]
        if not any(chosen) and "holder_1" not in self.errors:
            self.add_error("holder_1", "请至少设置一级审核")
        return cleaned

    def specs(self) -> list[StageSpec]:
        return [
            StageSpec(holder, self._label(number, holder), int(self.cleaned_data[f"days_{number}"]))
            for number in self.numbers
            if (holder := self.cleaned_data[f"holder_{number}"])
        ]

    def _label(self, number: int, holder: str) -> str:
        return self.cleaned_data[f"label_{number}"] or _DEFAULT_LABELS[Holder(holder)]


def _holder_field(number: int, holders: tuple[Holder, ...]) -> forms.ChoiceField:
    choices = [("", "不设这一级"), *((holder.value, holder.label) for holder in holders)]
    return forms.ChoiceField(label=f"第{number}级审核单位", required=False, choices=choices)


def _label_field(number: int) -> forms.CharField:
    return forms.CharField(
        label=f"第{number}级简称",
        required=False,
        max_length=20,
        help_text="申请人看到“待……审核”。不填就按审核单位称呼。",
    )


def _days_field(number: int, present: int) -> forms.ChoiceField:
    offered = sorted({*_DAYS, present})
    choices = [(str(days), f"{days}个工作日") for days in offered if days <= LONGEST_STAGE]
    return forms.ChoiceField(label=f"第{number}级期限", choices=choices)
