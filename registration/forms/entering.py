"""One row of the grid, and a probation."""

from typing import Any

from django import forms

from identity.models import Person
from portal.web.forms import DateField, PortalForm
from portal.web.numbers import COUNTER_DIGITS, whole_number
from registration.enums import Appraisal, Morals, Post, ProbationResult
from registration.models import Probation, YearRecord
from registration.services.entering import LONGEST_NOTE, Row, YearValues, stored
from registration.services.probation import ProbationValues

_FIELDS = ("appraisal", "morals", "post", "note")
# What "其余全部合格" puts into what is empty.
USUAL = YearValues(Appraisal.COMPETENT, Morals.COMPETENT, Post.ESTABLISHED)


def _choice(label: str, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=[("", "—"), *choices])


class YearRowForm(PortalForm):
    """The year of one person; the names of its inputs end in the person's key."""

    appraisal = _choice("年度考核", Appraisal.choices)
    morals = _choice("师德考核", Morals.choices)
    post = _choice("在编在岗", Post.choices)
    note = forms.CharField(label="备注", required=False, max_length=LONGEST_NOTE)

    def __init__(
        self, data: Any = None, *, person: Person, known: YearRecord | None = None
    ) -> None:
        values = stored(known)
        initial = {name: getattr(values, name) for name in _FIELDS}
        super().__init__(data, prefix=str(person.pk), initial=initial)
        self.person, self.known = person, known
        self.problem = ""
        for name in _FIELDS:
            label = f"{person.name}：{self.fields[name].label}"
            self.fields[name].widget.attrs["aria-label"] = label

    @property
    def version(self) -> int:
        """The one the row was shown at."""
        return self.known.version if self.known else 0

    def sent_version(self) -> int:
        """What no page of ours would send counts as a row that was never there."""
        typed = str(self.data.get(self.add_prefix("version"), ""))
        return whole_number(typed, COUNTER_DIGITS) or 0

    def values(self) -> YearValues:
        return YearValues(**{name: self.cleaned_data[name] for name in _FIELDS})

    def row(self, *, fill: bool = False) -> Row:
        """As typed; with `fill`, what was left empty is the usual."""
        found = self.values()
        if fill:
            usual = {name: getattr(found, name) or getattr(USUAL, name) for name in _FIELDS}
            found = YearValues(**usual)
        return Row(self.person, found, self.sent_version())

    @property
    def error_text(self) -> str:
        return "；".join(str(text) for errors in self.errors.values() for text in errors)


class ProbationForm(PortalForm):
    result = forms.ChoiceField(
        label="考核结果", choices=ProbationResult.choices, widget=forms.RadioSelect
    )
    passed_on = DateField(
        label="考核合格日期", required=False, help_text="考核合格的，60 日内申请首次注册。"
    )
    note = forms.CharField(label="备注（选填）", required=False, max_length=LONGEST_NOTE)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=999_999_999)

    def __init__(self, data: Any = None, *, known: Probation | None, days: int = 60) -> None:
        initial: dict[str, Any] = {"version": 0}
        if known is not None:
            names = ("result", "passed_on", "note", "version")
            initial = {name: getattr(known, name) for name in names}
        super().__init__(data, initial=initial)
        self.fields["passed_on"].help_text = f"从这一天起 {days} 日内申请首次注册。"

    def values(self) -> ProbationValues:
        clean = self.cleaned_data
        return ProbationValues(clean["result"], clean["passed_on"], clean["note"])
