"""One to three levels of review, each chosen by select boxes."""

from typing import Any

from django import forms

from portal.plans.enums import Holder
from portal.plans.forms.editing import EditForm
from portal.plans.models import Plan, Stage
from portal.plans.rules import MOST_STAGES
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


def _holder(number: int) -> forms.ChoiceField:
    return forms.ChoiceField(label=f"第{number}级审核单位", required=False)


def _label(number: int) -> forms.CharField:
    return forms.CharField(
        label=f"第{number}级简称",
        required=False,
        max_length=20,
        help_text="申请人看到“待……审核”。不填就按审核单位称呼。",
    )


def _days(number: int) -> forms.ChoiceField:
    return forms.ChoiceField(label=f"第{number}级期限")


class StagesForm(EditForm):
    """A level without holder is left out."""

    holder_1, label_1, days_1 = _holder(1), _label(1), _days(1)
    holder_2, label_2, days_2 = _holder(2), _label(2), _days(2)
    holder_3, label_3, days_3 = _holder(3), _label(3), _days(3)
    numbers = range(1, MOST_STAGES + 1)

    def __init__(self, *args: Any, plan: Plan, holders: tuple[Holder, ...], **kwargs: Any) -> None:
        super().__init__(*args, plan=plan, **kwargs)
        stages = {stage.position: stage for stage in plan.stages.all()}
        for number in self.numbers:
            self._offer(number, holders, stages.get(number))

    def _offer(self, number: int, holders: tuple[Holder, ...], stage: Stage | None) -> None:
        """The choices of a level, and what is stored of it."""
        days = stage.working_days if stage else _DAYS[1]
        none = ("", "不设这一级")
        choices = {
            f"holder_{number}": [none, *((holder.value, holder.label) for holder in holders)],
            f"days_{number}": [(str(n), f"{n}个工作日") for n in sorted({*_DAYS, days})],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]
        self.initial[f"days_{number}"] = days
        if stage:
            self.initial[f"holder_{number}"] = stage.holder
            self.initial[f"label_{number}"] = stage.label

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
            StageSpec(
                holder, self._called(number, holder), int(self.cleaned_data[f"days_{number}"])
            )
            for number in self.numbers
            if (holder := self.cleaned_data[f"holder_{number}"])
        ]

    def _called(self, number: int, holder: str) -> str:
        return self.cleaned_data[f"label_{number}"] or _DEFAULT_LABELS[Holder(holder)]
