"""Fields that several forms of accounts ask for, and how their rules are told."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from identity.rules import Problem, check_mobile, normalise_mobile


def refuse(problems: list[Problem]) -> None:
    """ValidationError with every problem; nothing when there is none."""
    if problems:
        raise ValidationError([ValidationError(p.message, code=p.code) for p in problems])


class MobileField(forms.CharField):
    """A mobile number; cleans to its eleven digits."""

    def __init__(self, *, label: str = "手机号", **options: Any) -> None:
        options.setdefault("widget", forms.TextInput({"inputmode": "tel", "autocomplete": "tel"}))
        options.setdefault("error_messages", {"required": f"请填写{label}"})
        super().__init__(label=label, **options)

    def clean(self, value: Any) -> str:
        mobile = normalise_mobile(super().clean(value))
        if mobile or self.required:
            refuse(check_mobile(mobile))
        return mobile
