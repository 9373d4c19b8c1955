"""What the error summary lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.forms import BaseForm, BoundField
from django.forms.formsets import BaseFormSet


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong; target is the id of the field, empty for the whole form."""

    text: str
    target: str = ""


def summary_of(forms: Iterable[BaseForm | BaseFormSet[BaseForm]]) -> list[Problem]:
    return [problem for form in forms for problem in _problems(form)]


def _problems(form: BaseForm | BaseFormSet[BaseForm]) -> Iterator[Problem]:
    if isinstance(form, BaseFormSet):
        yield from _formset_problems(form)
    elif form.is_bound:
        yield from (Problem(str(text)) for text in form.non_field_errors())
        yield from _field_problems(form)


def _formset_problems(formset: BaseFormSet[BaseForm]) -> Iterator[Problem]:
    """A row without a field to blame leads to its first; so does a formset to its first row."""
    first = _first_of(formset.forms[0]) if formset.forms else ""
    yield from (Problem(str(text), first) for text in formset.non_form_errors())
    for form in formset.forms:
        title = getattr(form, "row_title", "")
        for problem in summary_of([form]):
            text = f"{title} {problem.text}".strip()
            yield Problem(text, problem.target or _first_of(form))


def _first_of(form: BaseForm) -> str:
    visible = form.visible_fields()
    return first_control(visible[0]) if visible else ""


def _field_problems(form: BaseForm) -> Iterator[Problem]:
    for bound in form:
        for text in bound.errors:
            yield Problem(_named(str(bound.label), str(text)), first_control(bound))


def first_control(bound: BoundField) -> str:
    """The id of what takes the focus: the field, or the first of its radio buttons."""
    return bound.id_for_label or f"{bound.auto_id}_0"


def _named(label: str, text: str) -> str:
    """Says which field it is, unless the sentence already does."""
    return text if not label or label in text else f"{label}：{text}"
