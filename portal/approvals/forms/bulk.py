"""The confirming page of a bulk action."""

import uuid
from typing import Any

from django import forms

from portal.approvals.errors import ReasonNeeded
from portal.approvals.flow import Reason, Transition
from portal.approvals.services.stating import reason_codes
from portal.web.forms import PortalForm


class BulkForm(PortalForm):
    """`token` makes a form sent twice one run; a reason is asked for as for a single case."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    reasons = forms.MultipleChoiceField(
        label="原因", widget=forms.CheckboxSelectMultiple, required=False
    )
    opinion = forms.CharField(
        label="审核意见", required=False, widget=forms.Textarea(attrs={"rows": "3"})
    )

    def __init__(self, data: Any, *, flow: str, transition: Transition) -> None:
        super().__init__(data)
        if transition.reason is Reason.CODED:
            codes = reason_codes(flow, transition.name)
            self.fields["reasons"].choices = [(r.code, r.text) for r in codes]  # type: ignore[attr-defined]
            self.fields["reasons"].label = f"{transition.label}的原因"
        else:
            del self.fields["reasons"]

    def refuse(self, error: ReasonNeeded) -> None:
        self.add_error(error.field if error.field in self.fields else None, str(error))
