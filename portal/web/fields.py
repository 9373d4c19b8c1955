"""How a bound field is laid out: label, hint, reviewer's mark, errors, and their ids."""

from typing import Any

from django.forms import BoundField, CheckboxInput
from django.forms.widgets import ChoiceWidget, FileInput

_OWN = ("label", "hint", "mark", "readonly", "width")


def presentation(bound: BoundField, options: dict[str, Any]) -> dict[str, Any]:
    """The context of components/field.html."""
    own = {name: options.pop(name, None) for name in _OWN}
    base = bound.auto_id or bound.html_name
    hint = own["hint"] if own["hint"] is not None else bound.help_text
    parts = {"hint": hint, "mark": own["mark"], "error": bound.errors}
    described = " ".join(f"{base}_{name}" for name, shown in parts.items() if shown)
    kind = _kind(bound)
    return {
        "bound": bound,
        "base": base,
        "kind": kind,
        "label": own["label"] if own["label"] is not None else bound.label,
        "hint": hint,
        "mark": own["mark"],
        "errors": bound.errors,
        "required": bound.field.required,
        "described": described,
        "control": bound.as_widget(attrs=_attributes(bound, described, own, options)),
        "width": own["width"] or "",
        "in_a_row": kind == "group" and _few_and_short(bound),
    }


def _few_and_short(bound: BoundField) -> bool:
    labels = [str(label) for _, label in getattr(bound.field, "choices", ())]
    return len(labels) <= 4 and all(len(label) <= 6 for label in labels)


def _kind(bound: BoundField) -> str:
    widget = bound.field.widget
    if isinstance(widget, CheckboxInput):
        return "check"
    if widget.use_fieldset:
        return "group"
    return "select" if isinstance(widget, ChoiceWidget) else "input"


def _attributes(
    bound: BoundField, described: str, own: dict[str, Any], options: dict[str, Any]
) -> dict[str, Any]:
    attrs = {name.replace("_", "-"): value for name, value in options.items() if value is not None}
    if described and not bound.field.widget.use_fieldset:
        attrs["aria-describedby"] = described
    if bound.errors:
        attrs["aria-invalid"] = "true"
    if own["readonly"]:
        # A select or file input has no read-only state, and a disabled one is not sent.
        choosing = isinstance(bound.field.widget, ChoiceWidget | FileInput | CheckboxInput)
        attrs["disabled" if choosing else "readonly"] = True
    return attrs
