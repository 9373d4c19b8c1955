"""Narrowing the list of entries, and finding a person by number."""

from typing import Any

from django import forms
from django.http import QueryDict

from portal.audit import actions
from portal.audit.queries import Wanted
from portal.web.components import Filter
from portal.web.forms import DateField, PortalForm

_LARGEST_KEY = 2**63 - 1


class EntriesForm(PortalForm):
    """What the address narrows the list to; a value that makes no sense narrows nothing."""

    action = forms.ChoiceField(label="操作", required=False)
    actor = forms.CharField(label="操作人", required=False, max_length=100)
    since = DateField(label="从", required=False)
    until = DateField(label="到", required=False)
    person = forms.IntegerField(
        label="人员编号",
        required=False,
        min_value=1,
        max_value=_LARGEST_KEY,
        widget=forms.HiddenInput,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["action"]
        field.choices = [("", "全部"), *actions.choices()]  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        self.is_valid()
        values = self.cleaned_data
        return Wanted(
            action=values.get("action", ""),
            actor=values.get("actor", ""),
            person_id=values.get("person"),
            since=values.get("since"),
            until=values.get("until"),
        )

    def in_force(self, query: QueryDict) -> list[Filter]:
        values = {name: value for name, value in self.cleaned_data.items() if value}
        return [
            Filter(str(self.fields[name].label), self._shown(name, value), _without(query, name))
            for name, value in values.items()
        ]

    def _shown(self, name: str, value: Any) -> str:
        return actions.label_of(value) if name == "action" else str(value)


class PersonForm(PortalForm):
    number = forms.CharField(
        label="证件号码",
        max_length=30,
        error_messages={"required": "请填写证件号码"},
        help_text="查这个人的资料被谁看过、改过",
    )


def _without(query: QueryDict, name: str) -> str:
    kept = query.copy()
    for gone in (name, "page"):
        kept.pop(gone, None)
    return f"?{kept.urlencode()}"
