"""The base of every form, and the fields it offers."""

from typing import Any

from django import forms
from django.http import QueryDict

from portal.web.formfields import (
    DateField,
    DateTimeField,
    ImageField,
    PasswordField,
    RemoteChoice,
    RemoteChoiceField,
    SearchSelect,
    SmsCodeField,
    SuggestField,
)
from portal.web.text import normalise
from portal.web.wording import word

__all__ = [
    "DateField",
    "DateTimeField",
    "ImageField",
    "PasswordField",
    "PortalForm",
    "PortalModelForm",
    "RemoteChoice",
    "RemoteChoiceField",
    "SearchSelect",
    "SmsCodeField",
    "SuggestField",
]
_CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxInput, ""),
    (forms.RadioSelect, ""),
    (forms.CheckboxSelectMultiple, ""),
    (forms.HiddenInput, ""),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.Widget, "input"),
)


class _Dressed(forms.BaseForm):
    """Classes on widgets, no browser validation, typed text normalised before it is checked."""

    use_required_attribute = False
    error_css_class = ""

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(_normalised(data), *args, **kwargs)
        self.label_suffix = ""
        for field in self.fields.values():
            _dress(field)
            word(field)


class PortalForm(_Dressed, forms.Form):
    """Base of every form."""


class PortalModelForm(_Dressed, forms.ModelForm):
    """Base of every form that edits a row directly."""


def _dress(field: forms.Field) -> None:
    attrs = field.widget.attrs
    own = next(name for kind, name in _CLASSES if isinstance(field.widget, kind))
    attrs["class"] = " ".join(filter(None, [own, attrs.get("class", "")])) or None
    if field.required:
        attrs.setdefault("aria-required", "true")
    # A browser would silently cut pasted text at maxlength; ours is an error that keeps it.
    for limit in ("maxlength", "minlength"):
        attrs.pop(limit, None)
    if attrs["class"] is None:
        del attrs["class"]
    if isinstance(field.widget, forms.Textarea) and attrs.get("rows") == "10":
        attrs["rows"] = "4"


def _normalised(data: Any) -> Any:
    if not isinstance(data, QueryDict):
        return data
    clean = data.copy()
    for name in clean:
        if "password" not in name:
            clean.setlist(name, [normalise(value) for value in data.getlist(name)])
    return clean
