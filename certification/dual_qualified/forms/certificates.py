"""What lists of certificates are narrowed to; revoking one; checking one."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms

from certification.dual_qualified.enums import Level, Standing, Track
from certification.dual_qualified.queries.certificates import Filters
from portal.web.forms import DateField, PortalForm, SearchSelect

_ANY = ("", "全部")
_LONGEST_REASON = 300
Choices = Iterable[tuple[int, str]]


class ToIssueForm(PortalForm):
    """Applications that wait for a certificate. Wrong values are left out: a list is no error."""

    q = forms.CharField(label="姓名、证件号码或编号", required=False, max_length=100)
    unit = forms.ChoiceField(label="单位", required=False, widget=SearchSelect)
    track = forms.ChoiceField(label="认定类型", required=False, choices=[_ANY, *Track.choices])
    level = forms.ChoiceField(label="认定级别", required=False, choices=[_ANY, *Level.choices])

    def __init__(self, data: Any, *, units: Choices) -> None:
        super().__init__(data)
        self._offer("unit", units)

    def _offer(self, name: str, rows: Choices) -> None:
        self.fields[name].choices = [_ANY, *((str(key), text) for key, text in rows)]  # type: ignore[attr-defined]

    def filters(self) -> Filters:
        self.is_valid()
        clean = self.cleaned_data
        return Filters(
            text=clean.get("q", ""),
            plan=self._key("plan"),
            unit=self._key("unit"),
            track=clean.get("track", ""),
            level=clean.get("level", ""),
            state=clean.get("state", ""),
            since=clean.get("since"),
            until=clean.get("until"),
        )

    def _key(self, name: str) -> int | None:
        """Only what was offered comes through."""
        value = self.cleaned_data.get(name)
        return int(value) if value else None

    def active(self) -> bool:
        """Whether the list is narrowed at all."""
        return self.filters() != Filters()


class CertificateFilterForm(ToIssueForm):
    q = forms.CharField(label="姓名、证书编号或证件号码", required=False, max_length=100)
    plan = forms.ChoiceField(label="认定计划", required=False)
    state = forms.ChoiceField(label="状态", required=False, choices=[_ANY, *Standing.choices])
    since = DateField(label="签发日期从", required=False)
    until = DateField(label="到", required=False)

    field_order = ["q", "plan", "unit", "track", "level", "state", "since", "until"]

    def __init__(self, data: Any, *, units: Choices, plans: Choices) -> None:
        super().__init__(data, units=units)
        self._offer("plan", plans)


class ChooseForm(PortalForm):
    """`token` makes a list sent twice one run."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class RevokeForm(PortalForm):
    reason = forms.CharField(
        label="撤销原因",
        max_length=_LONGEST_REASON,
        help_text="持证人会收到这段文字，并留在记录里。公开查询只显示“已撤销”，不显示原因。",
        widget=forms.Textarea(attrs={"rows": "3"}),
    )


class VerifyForm(PortalForm):
    number = forms.CharField(label="证书编号", max_length=80)
    name = forms.CharField(label="持证人姓名", max_length=100)
