"""Between the forms of the sections and the stored answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import QueryDict

from certification.dual_qualified.enums import Section
from certification.dual_qualified.forms.rows import ROW_SETS, asking_for
from certification.dual_qualified.forms.sections import (
    KindForm,
    QualificationForm,
    SectionForm,
    TeachingForm,
)
from certification.dual_qualified.models import Application, Offer
from certification.dual_qualified.queries import applications, offers
from certification.dual_qualified.queries.offers import Asked
from certification.dual_qualified.rules.fields import FIELDS, ROWS
from portal.web.numbers import COUNTER_DIGITS, whole_number
from portal.web.rowforms import RowFormSet, rows_typed

_FORMS: dict[Section, type[SectionForm]] = {
    Section.KIND: KindForm,
    Section.QUALIFICATION: QualificationForm,
    Section.TEACHING: TeachingForm,
}
_CLAUSES = "clauses"
# Names the level whose clauses were on the page.
_CLAUSES_OF = "clauses_of"


@dataclass
class Part:
    """One section: its single fields and its rows, either of which it may lack.

    `level` is the one whose clauses it shows.
    """

    section: Section
    form: SectionForm | None = None
    level: str = ""
    rows: dict[str, RowFormSet] = field(default_factory=dict)

    def is_valid(self) -> bool:
        """Both are asked, so that both say what is wrong."""
        parts = [part.is_valid() for part in self.all_forms()]
        return all(parts)

    def _forms(self) -> tuple[SectionForm, ...]:
        return (self.form,) if self.form is not None else ()

    def all_forms(self) -> list[Any]:
        return [*self._forms(), *self.rows.values()]

    def typed(self) -> dict[str, Any]:
        """What stands in the fields, right or wrong, to be kept (X1)."""
        found = _typed_in(self.form) if self.form else {}
        return {**found, **{name: rows_typed(rows) for name, rows in self.rows.items()}}

    def right(self) -> dict[str, Any]:
        """What is right, in its stored form."""
        found = _as_stored(self.form.cleaned_data) if self.form else {}
        for name, rows in self.rows.items():
            found[name] = [_as_stored(row) for row in rows.filled()]
        return found


def part_sent(application: Application, section: Section, data: QueryDict) -> Part:
    """The section as it was sent, what is locked put back to what is stored (Y2)."""
    sent = _with_clauses(application, data) if section is Section.KIND else data
    part = _part(application, section, _with_locked(application, section, sent))
    part.rows = {
        name: _rows_sent(application, name, rows, data) for name, rows in part.rows.items()
    }
    return part


def part_shown(application: Application, section: Section) -> Part:
    """The section with the stored answers, without a word about what is wrong."""
    return _part(application, section, None)


def part_checked(
    application: Application, section: Section, asked: Mapping[str, Asked] | None = None
) -> Part:
    """The section bound to the stored answers, to be asked for its errors.

    `asked` is what the plan says of fields, when it is known already.
    """
    return _part(application, section, _flat(application.data), asked)


def _part(
    application: Application,
    section: Section,
    data: Any,
    known: Mapping[str, Asked] | None = None,
) -> Part:
    asked = offers.asked_of(applications.offer_of(application)) if known is None else known
    part = Part(section)
    if section in _FORMS:
        options: dict[str, Any] = {"asked": asked, "initial": _initial(application.data)}
        if section is Section.KIND:
            part.level = _level_in(data, application)
            options |= _choices(application, part.level)
        part.form = _FORMS[section](data, **options)
    for name in FIELDS[section]:
        if name in ROWS:
            part.rows[name] = _rows(
                application, name, asked.get(name, Asked()), checked=data is not None
            )
    return part


def _rows(application: Application, name: str, asked: Asked, *, checked: bool) -> RowFormSet:
    wanted = asking_for(ROW_SETS[name], max(asked.least, 1 if asked.required else 0))
    kept = application.data.get(name, [])
    return wanted.checking(kept) if checked else wanted.showing(kept)


def _rows_sent(
    application: Application, name: str, rows: RowFormSet, data: QueryDict
) -> RowFormSet:
    """What was sent, unless the rows are locked (Y2) or were not on the page."""
    count = whole_number(data.get(f"{name}-TOTAL_FORMS", ""), COUNTER_DIGITS)
    if count is None or not applications.is_open(application, name):
        return rows
    return type(rows)(data)


def _choices(application: Application, level: str) -> dict[str, Any]:
    offer: Offer | None = offers.offer(application.plan, application.track, level)
    return {
        "levels": offers.levels_of(application.plan, application.track),
        "clauses": offers.clauses_of(offer) if offer else [],
    }


def _level_in(data: Any, application: Application) -> str:
    return str(data.get("level", "")) if data is not None else application.level


def clauses_unseen(application: Application, data: QueryDict) -> bool:
    """Whether another level was chosen than the one whose clauses were on the page."""
    level = data.get("level", application.level)
    return bool(level != data.get(_CLAUSES_OF, application.level))


def _with_clauses(application: Application, data: QueryDict) -> QueryDict:
    """Clauses ticked under another level are none of this one's; where none were, they stay."""
    mine = data.copy()
    if clauses_unseen(application, data):
        mine.setlist(_CLAUSES, [])
    elif _CLAUSES_OF not in data:
        mine.setlist(_CLAUSES, application.data.get(_CLAUSES, []))
    return mine


def _with_locked(application: Application, section: Section, data: QueryDict) -> QueryDict:
    mine = data.copy()
    for name in FIELDS[section]:
        if name in ROWS or applications.is_open(application, name):
            continue
        stored = application.data.get(name, "")
        mine.setlist(name, stored if isinstance(stored, list) else [stored])
        mine[f"{name}_typed"] = ""
    return mine


def _flat(data: Mapping[str, Any]) -> QueryDict:
    """Stored answers as a form would send them."""
    sent = QueryDict(mutable=True)
    for name, value in data.items():
        if name not in ROWS:
            sent.setlist(name, value if isinstance(value, list) else [str(value)])
    return sent


def _initial(data: Mapping[str, Any]) -> dict[str, Any]:
    """Of a searched field also what was typed into it."""
    return {
        name: (value, data[f"{name}_typed"]) if data.get(f"{name}_typed") else value
        for name, value in data.items()
    }


def _typed_in(form: SectionForm) -> dict[str, Any]:
    data: Any = form.data
    names = [key for name in form.fields for key in (name, f"{name}_typed")]
    typed: dict[str, Any] = {key: str(data[key]).replace("\0", "") for key in names if key in data}
    if _CLAUSES in form.fields:
        typed[_CLAUSES] = [value.replace("\0", "") for value in data.getlist(_CLAUSES)]
    return typed


def _as_stored(cleaned: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in cleaned.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, list) else str(value or "")
