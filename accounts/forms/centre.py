"""A certificate typed by hand (B6, D4)."""

from typing import Any
from uuid import UUID

from django import forms

from identity.models import Credential
from identity.rules.by_hand import HandMade, why_not_by_hand
from identity.rules.covering import CertificateRules
from identity.rules.teacher_certificate import KINDS, normalise_number, problem_of
from portal.clock import today
from portal.web.forms import DateField, PortalForm

NONE = "无"
_CHOOSE = ("", "请选择")


class HandMadeForm(PortalForm):
    """As the certificate says; the picture is sent beside it."""

    kind = forms.ChoiceField(
        label="资格种类",
        choices=[_CHOOSE, *KINDS.items()],
        error_messages={"required": "请选择资格种类"},
    )
    subject = forms.CharField(
        label="任教学科",
        max_length=60,
        help_text="照证书填写；证书上没有“任教学科”的，填“无”",
        error_messages={"required": "请填写任教学科，没有的填“无”"},
    )
    number = forms.CharField(
        label="证书号码",
        max_length=80,
        help_text="17 位数字；2001 年以前的证书照原样填写",
        error_messages={"required": "请填写证书号码"},
    )
    issuer_name = forms.CharField(
        label="认定机构",
        max_length=120,
        help_text="证书信息页右下角盖章的机构名称",
        error_messages={"required": "请填写认定机构"},
    )
    issued_on = DateField(
        label="签发日期", latest=today, error_messages={"required": "请填写签发日期"}
    )
    registered = forms.ChoiceField(
        label="这本证书办过定期注册吗？",
        choices=[("no", "没有办过"), ("yes", "办过")],
        widget=forms.RadioSelect,
        help_text="看证书后面的附页：贴有注册结论的就是办过",
        error_messages={"required": "请选择这本证书是否办过定期注册"},
    )

    def __init__(self, *args: Any, rules: CertificateRules, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rules = rules

    def clean_number(self) -> str:
        return normalise_number(self.cleaned_data["number"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        number, issued = cleaned.get("number", ""), cleaned.get("issued_on")
        if number and (problem := problem_of(number, cleaned.get("kind", ""), issued)):
            self.add_error("number", problem)
        if issued is not None and (why := self._why_not(number, issued)):
            self.add_error(why.code, why.message)
        return cleaned

    def _why_not(self, number: str, issued: Any) -> Any:
        registered = self.is_registered
        return why_not_by_hand(number, issued, registered=registered, rules=self.rules)

    @property
    def is_registered(self) -> bool:
        return self.cleaned_data.get("registered") == "yes"

    def made(self, picture: str) -> HandMade:
        values = {name: self.cleaned_data[name] for name in ("number", "kind", "issued_on")}
        subject = self.cleaned_data["subject"]
        return HandMade(
            **values,
            issuer_name=self.cleaned_data["issuer_name"],
            subject="" if subject == NONE else subject,
            picture=UUID(picture),
        )

    @classmethod
    def values_of(cls, credential: Credential) -> dict[str, Any]:
        """The stored certificate as the form shows it; by hand means: never registered."""
        names = ("kind", "number", "issuer_name", "issued_on")
        values = {name: getattr(credential, name) for name in names}
        return {**values, "subject": credential.subject or NONE, "registered": "no"}
