"""One decision on one case: which transition, why, and which fields are marked."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms import BoundField

from portal.approvals.errors import ReasonNeeded
from portal.approvals.flow import Mark
from portal.approvals.queries import Offer
from portal.web.forms import PortalForm

OPINION = "opinion"
_OUTDATED = "页面已过期，请核对后重新办理。"


class DecisionForm(PortalForm):
    """`mark-<field>` and `note-<field>` stand beside the data, `reasons-<transition>` in the panel.

    Whether a reason is needed is the service's to say; this form only reads and keeps.
    """

    version = forms.IntegerField(
        label="页面",
        widget=forms.HiddenInput,
        error_messages={"required": _OUTDATED, "invalid": _OUTDATED},
    )
    opinion = forms.CharField(
        label="审核意见",
        required=False,
        widget=forms.Textarea(attrs={"rows": "2", "placeholder": "退回或不通过时，申请人能看到"}),
    )

    def __init__(
        self, data: Any, *, offers: Sequence[Offer], markable: Mapping[str, str], **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.markable = dict(markable)
        self.reason_names: dict[str, str] = {}
        for offer in offers:
            if offer.reasons:
                self._add_reasons(offer)
        for name, label in self.markable.items():
            self._add_mark(name, label)

    def _add_reasons(self, offer: Offer) -> None:
        name = f"reasons-{offer.transition.name}"
        self.reason_names[offer.transition.name] = name
        self.fields[name] = forms.MultipleChoiceField(
            label=f"{offer.transition.label}的原因",
            choices=[(reason.code, reason.text) for reason in offer.reasons],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )

    def _add_mark(self, name: str, label: str) -> None:
        tick = forms.CheckboxInput(attrs={"form": "decision", "aria-label": f"标记：{label}"})
        note = forms.TextInput(
            attrs={
                "form": "decision",
                "class": "input input--small",
                "aria-label": f"{label}需要怎样修改",
                "placeholder": "需要怎样修改",
            }
        )
        self.fields[f"mark-{name}"] = forms.BooleanField(
            label=f"标记：{label}", required=False, widget=tick
        )
        self.fields[f"note-{name}"] = forms.CharField(label=label, required=False, widget=note)

    def mark_of(self, name: str) -> tuple[BoundField, BoundField] | None:
        """The check box and the note beside a field that can be marked."""
        return (self[f"mark-{name}"], self[f"note-{name}"]) if name in self.markable else None

    def marks(self) -> tuple[Mark, ...]:
        """A note alone is a mark too: nobody writes one by accident."""
        clean = self.cleaned_data
        notes = {name: clean.get(f"note-{name}", "") for name in self.markable}
        ticked = [name for name in self.markable if clean.get(f"mark-{name}") or notes[name]]
        return tuple(Mark(name, notes[name]) for name in ticked)

    def reasons(self, transition: str) -> list[str]:
        return list(self.cleaned_data.get(self.reason_names.get(transition, ""), []))

    def reason_fields(self) -> list[BoundField]:
        return [self[name] for name in self.reason_names.values()]

    def refuse(self, error: ReasonNeeded, transition: str) -> None:
        """Puts what the service found missing beside its field."""
        fields = {OPINION: OPINION, "reasons": self.reason_names.get(transition)}
        self.add_error(fields.get(error.field), str(error))
