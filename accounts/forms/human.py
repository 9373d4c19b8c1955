"""拖动滑块补全拼图, or the digits of a picture: one of the two shows that a person is there."""

from typing import Any

from captcha.fields import CaptchaField, CaptchaTextInput
from django import forms
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from accounts.slider import digits, store
from portal.web.forms import PortalForm

_NEITHER = "请拖动滑块补全拼图，或填写图片中的数字"


class DigitsInput(CaptchaTextInput):
    """The picture with its way to be heard and to be changed."""

    template_name = "accounts/slider/digits.html"
    use_fieldset = False  # one box to type in: a label, no group

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        known = digits.voice() is not None
        context["audio"] = reverse("accounts:captcha-voice", args=[self._key]) if known else ""
        context["wrong"] = False
        return context


class DigitsField(CaptchaField):
    """Cleans to whether the right digits were given; nothing given is False."""

    def __init__(self, **kwargs: Any) -> None:
        errors = {"invalid": "数字不对或已过期，请按新的图片填写"}
        super().__init__(required=False, widget=DigitsInput(), error_messages=errors, **kwargs)

    def clean(self, value: Any) -> bool:
        typed = bool(value and value[1])
        super().clean(value)
        return typed


class HumanForm(PortalForm):
    """Base of forms that a program must not send. `purpose` binds the slider's ticket.

    `excused`: the browser has just solved a puzzle for the same matter.
    """

    purpose = ""
    slider_ticket = forms.CharField(required=False, widget=forms.HiddenInput, max_length=60)
    captcha = DigitsField(label="验证码", help_text="填写图片中的 5 位数字")

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def excused(self) -> bool:
        return False

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        # With other errors the ticket stays good: nobody solves a puzzle twice for a typing error.
        if not self.errors and not self._human(cleaned):
            self.add_error("captcha", _NEITHER)
        return cleaned

    def _human(self, cleaned: dict[str, Any]) -> bool:
        if self.excused() or cleaned.get("captcha"):
            return True
        session_key = self.request.session.session_key or ""
        if isinstance(self.data, QueryDict):
            self.data["slider_ticket"] = ""  # the page that follows must not offer a used one
        return store.redeem(cleaned.get("slider_ticket", ""), session_key, self.purpose)
