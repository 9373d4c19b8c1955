"""What lists are narrowed to."""

from typing import Any

from django import forms

from portal.web.forms import PortalForm
from registration.enums import DueState
from registration.queries.lists import SHOWN, Filters


class TeacherFilterForm(PortalForm):
    """A wrong choice narrows nothing: a list is no error."""

    q = forms.CharField(label="姓名或拼音", required=False, max_length=100)
    shown = forms.ChoiceField(label="范围", required=False, choices=SHOWN)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.is_valid()

    def filters(self) -> Filters:
        clean = self.cleaned_data
        return Filters(clean.get("q", ""), clean.get("shown", ""))

    def active(self) -> bool:
        return self.filters() != Filters()


class CalledFilterForm(TeacherFilterForm):
    """Over many schools: who is due, unless something else is asked for."""

    def filters(self) -> Filters:
        found = super().filters()
        return Filters(found.text, found.shown or DueState.DUE)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.fields["shown"].choices = SHOWN[1:]  # type: ignore[attr-defined]


class SchoolFilterForm(PortalForm):
    q = forms.CharField(label="学校名称或拼音", required=False, max_length=100)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.is_valid()

    @property
    def text(self) -> str:
        return str(self.cleaned_data.get("q", ""))
