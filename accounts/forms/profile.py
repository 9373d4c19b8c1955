"""The forms of a person's own pages."""

from typing import Any

from django import forms

from accounts.forms.fields import MobileField, refuse
from accounts.forms.sign_up import DetailsForm, coded
from accounts.rules.profile import EDITABLE_FIELDS
from identity.enums import IdKind, Sex
from identity.models import Person
from identity.rules import check_name, normalise_name
from portal.clock import today
from portal.reference.models import CodeTable
from portal.web.forms import DateField, PasswordField, PortalForm, SearchSelect, SmsCodeField


class ProfileForm(DetailsForm):
    """修改信息: what the sign-up asked for, less the unit, which only a transfer changes."""

    region = None  # type: ignore[assignment]
    unit = None  # type: ignore[assignment]
    version = forms.IntegerField(widget=forms.HiddenInput)

    def changes(self) -> dict[str, Any]:
        names = (*EDITABLE_FIELDS, "in_vocational_section")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


class CompleteForm(PortalForm):
    """The identity fields that are missing (A9); those already there are not asked."""

    sex = forms.ChoiceField(
        label="性别",
        choices=Sex.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "请选择性别"},
    )
    birth_date = DateField(label="出生日期", latest=today)
    ethnicity = forms.ChoiceField(
        label="民族",
        choices=coded(CodeTable.ETHNICITY),
        widget=SearchSelect,
        error_messages={"required": "请选择民族"},
    )

    def __init__(self, *args: Any, missing: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in [name for name in self.fields if name not in missing]:
            del self.fields[name]


class MobileForm(PortalForm):
    """修改手机号码: a code to the new number, and a proof that the account is one's own."""

    mobile = MobileField(label="新手机号")
    code = SmsCodeField(label="新手机号收到的验证码")
    proof = forms.ChoiceField(
        label="怎样确认是您本人",
        choices=[
            ("old", "原手机号还能收短信：再验证原手机号"),
            ("password", "原手机号已不用：用密码和实名核验"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "请选择怎样确认是您本人"},
    )
    old_code = SmsCodeField(label="原手机号收到的验证码", required=False)
    password = PasswordField(label="登录密码", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        needed = {"old": "old_code", "password": "password"}.get(cleaned.get("proof", ""))
        if needed and not cleaned.get(needed) and needed not in self.errors:
            message = "请填写原手机号收到的验证码" if needed == "old_code" else "请填写登录密码"
            self.add_error(needed, message)
        return cleaned


class RealNameForm(PortalForm):
    """实名核验: the name as the document has it now, and the consent to ask (PIPL art. 23)."""

    name = forms.CharField(label="证件上的姓名", error_messages={"required": "请填写姓名"})
    consent = forms.BooleanField(
        label="我同意平台向公安部门授权的核验服务提供我的姓名和证件号码，用于核对身份",
        error_messages={"required": "须勾选同意才能核验"},
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_name(self) -> str:
        refuse(check_name(self.cleaned_data["name"], IdKind(self.person.id_kind)))
        return normalise_name(self.cleaned_data["name"])
