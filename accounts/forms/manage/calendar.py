"""The calendar of working days."""

from django import forms

from portal.web.forms import PortalForm


class HolidayForm(PortalForm):
    """A year's days off and worked weekends, one a line."""

    lines = forms.CharField(
        label="节假日",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="每行一天：日期,放假或上班,名称。例如 2027-01-01,放假,元旦",
        error_messages={"required": "请粘贴放假安排"},
    )
