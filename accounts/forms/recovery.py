"""The forms of 忘记密码."""

from typing import Any

from django import forms

from accounts.forms.fields import MobileField
from accounts.forms.human import HumanForm
from accounts.forms.profile import RealNameForm
from identity.enums import IdKind
from identity.rules import normalise_id_number, normalise_name
from portal.web.forms import PasswordField, PortalForm, SmsCodeField


class WhoForm(HumanForm):
    """Step 1: kind, number and name must all match."""

    purpose = "recover"
    id_kind = forms.ChoiceField(
        label="证件类型",
        choices=IdKind.choices,
        initial=IdKind.RESIDENT,
        error_messages={"required": "请选择证件类型", "invalid_choice": "请选择证件类型"},
    )
    id_number = forms.CharField(
        label="证件号码", max_length=60, error_messages={"required": "请填写证件号码"}
    )
    name = forms.CharField(label="姓名", max_length=200, error_messages={"required": "请填写姓名"})
    field_order = ["id_kind", "id_number", "name", "captcha", "slider_ticket"]

    def clean_name(self) -> str:
        return normalise_name(self.cleaned_data["name"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "id_kind" in cleaned and "id_number" in cleaned:
            number = cleaned["id_number"]
            cleaned["id_number"] = normalise_id_number(cleaned["id_kind"], number)
        return cleaned


class RecoveryCodeForm(PortalForm):
    """Step 2: the code sent to the number on record."""

    code = SmsCodeField(label="短信验证码")


class LostNumberForm(PortalForm):
    """A new number for a lost one: proved by a code, checked by real name."""

    mobile = MobileField(label="新手机号")
    code = SmsCodeField(label="新手机号收到的验证码")
    password = PasswordField(
        label="登录密码",
        required=False,
        help_text="记得密码就填写：核验通过后立即生效。不记得可以不填：由学校管理员核实后生效。",
    )
    consent = forms.BooleanField(
        label=RealNameForm.base_fields["consent"].label,
        error_messages={"required": "须勾选同意才能核验"},
    )


class AskForChangeForm(PortalForm):
    """An administrator asks to replace the number of a teacher who is there in person."""

    mobile = MobileField(label="新手机号", widget=forms.TextInput({"inputmode": "tel"}))
    reason = forms.CharField(
        label="怎样核实了是本人",
        help_text="例如：本人持身份证到校，与档案照片核对一致。",
        max_length=200,
        error_messages={"required": "请写明怎样核实了是本人"},
    )


class RefuseChangeForm(PortalForm):
    reason = forms.CharField(
        label="不同意的原因", max_length=200, error_messages={"required": "请填写不同意的原因"}
    )
