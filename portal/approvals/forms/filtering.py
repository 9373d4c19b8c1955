"""What a list is narrowed to."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from portal.approvals import flow as flows
from portal.approvals.flow import Flow
from portal.approvals.queries import BOXES, KINDS, SORTS, Filters
from portal.web.components import Filter
from portal.web.forms import DateField, PortalForm, SearchSelect

NAMES = ("q", "flow", "state", *KINDS, "unit", "since", "until")


class FilterForm(PortalForm):
    """Wrong or foreign values are left out: a list is never an error page."""

    box = forms.ChoiceField(choices=list(BOXES.items()), required=False, widget=forms.HiddenInput)
    q = forms.CharField(label="姓名、证件号码或编号", required=False, max_length=100)
    flow = forms.ChoiceField(label="业务", required=False)
    state = forms.ChoiceField(label="状态", required=False)
    plan = forms.ChoiceField(label="计划", required=False)
    stage = forms.ChoiceField(label="类型或学段", required=False)
    subject_name = forms.ChoiceField(label="级别或学科", required=False)
    unit = forms.ChoiceField(label="单位", required=False, widget=SearchSelect)
    since = DateField(label="提交日期从", required=False)
    until = DateField(label="到", required=False)
    sort = forms.ChoiceField(label="排序", choices=list(SORTS.items()), required=False)

    def __init__(
        self,
        data: Any,
        units: Iterable[tuple[int, str]],
        kinds: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        super().__init__(data)
        every = flows.every()
        self.fields["flow"].choices = [("", "全部"), *((f.name, f.label) for f in every)]  # type: ignore[attr-defined]
        self.fields["state"].choices = [("", "全部"), *(_states(f) for f in every)]  # type: ignore[attr-defined]
        self.fields["unit"].choices = [("", "全部"), *((str(k), name) for k, name in units)]  # type: ignore[attr-defined]
        for name in KINDS:
            self._offer(name, (kinds or {}).get(name, ()))

    def _offer(self, name: str, values: Sequence[str]) -> None:
        """Where the cases at hand do not differ, there is nothing to filter by."""
        if len(values) > 1 or (values and self.data.get(name)):
            self.fields[name].choices = [("", "全部"), *((each, each) for each in values)]  # type: ignore[attr-defined]
        else:
            del self.fields[name]

    def filters(self) -> Filters:
        self.is_valid()
        clean = self.cleaned_data
        flow, _, state = clean.get("state", "").rpartition(":")
        return Filters(
            box=clean.get("box") or "todo",
            flow=flow or clean.get("flow", ""),
            state=state,
            unit=int(clean["unit"]) if clean.get("unit") else None,
            **{name: clean.get(name, "") for name in KINDS},
            text=clean.get("q", ""),
            since=clean.get("since"),
            until=clean.get("until"),
            sort=clean.get("sort") or "due",
        )

    def active(self, query: QueryDict) -> list[Filter]:
        """The conditions in force, each with the address of the list without it."""
        found = [(name, self.cleaned_data.get(name)) for name in NAMES]
        return [
            Filter(str(self.fields[name].label), self._shown(name, value), _without(query, name))
            for name, value in found
            if value and name in self.fields
        ]

    def _shown(self, name: str, value: Any) -> str:
        choices: Any = getattr(self.fields[name], "choices", ())
        pairs: list[tuple[Any, Any]] = []
        for key, label in choices:
            pairs += label if isinstance(label, list | tuple) else [(key, label)]
        return str(dict(pairs).get(value, value))


def _states(flow: Flow) -> tuple[str, list[tuple[str, str]]]:
    labels = [
        (f"{flow.name}:{state.name}", state.staff_label.replace("{stage}", "审批"))
        for state in flow.states
    ]
    return flow.label, labels


def _without(query: QueryDict, name: str) -> str:
    kept = query.copy()
    for gone in (name, "page"):
        kept.pop(gone, None)
    return f"?{kept.urlencode()}"
