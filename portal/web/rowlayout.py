"""How a row editor is laid out: its rows, their cells, and the blank row that scripts copy."""

from typing import Any

from django.forms import BaseForm

from portal.web.fields import presentation
from portal.web.rowforms import RowFormSet


def editor(
    formset: RowFormSet, label: str, *, hint: str, mark: str, locked: bool
) -> dict[str, Any]:
    """The context of components/row_editor.html."""
    errors = list(formset.non_form_errors())
    notes = {"hint": hint, "mark": mark, "error": errors}
    rows = [_row(formset, form, n, locked=locked) for n, form in enumerate(formset.forms)]
    return {
        "name": formset.prefix,
        "label": label,
        "hint": hint,
        "mark": mark,
        "errors": errors,
        "described": " ".join(
            f"{formset.prefix}_rows_{key}" for key, shown in notes.items() if shown
        ),
        "required": formset.least > 0,
        "layout": formset.layout,
        "locked": locked,
        "most": formset.most,
        "room": len(rows) < formset.most,
        "management": formset.management_form,
        "rows": rows,
        "blank": _row(formset, formset.empty_form, None, locked=locked),
    }


def _row(formset: RowFormSet, form: BaseForm, index: int | None, *, locked: bool) -> dict[str, Any]:
    focused = index is not None and index == formset.focus_on
    bounds = form.visible_fields()
    cells = []
    for bound in bounds:
        options: dict[str, Any] = {"readonly": locked, "width": formset.widths.get(bound.name)}
        if focused and bound is bounds[0]:
            options["autofocus"] = True
        cells.append(presentation(bound, options))
    return {
        "index": "__prefix__" if index is None else index,
        "number": "" if index is None else index + 1,
        "prefix": form.prefix,
        "hidden": form.hidden_fields(),
        "cells": cells,
        "errors": list(form.non_field_errors()),
    }
