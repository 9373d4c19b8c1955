"""The forms of signing in. Password managers and pasting work: no tricks on the inputs."""

from typing import Any

from django import forms

from accounts.forms.fields import MobileField
from accounts.forms.human import HumanForm
from accounts.rules.sign_in import excuse_for
from portal.clock import now
from portal.web.forms import PasswordField, PortalForm, SmsCodeField

EXCUSE_KEY = "puzzle_solved"
_LONGEST_PASSWORD = 256


class PasswordForm(HumanForm):
    """身份证号或手机号（工作人员也可用用户名）+ 密码."""

    purpose = "sign-in"
    username = forms.CharField(
        label="身份证号或手机号",
        help_text="其他证件填写证件号码；工作人员也可以填写用户名",
        max_length=100,
        widget=forms.TextInput(
            {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={
            "required": "请填写身份证号或手机号",
            "max_length": "身份证号、手机号或用户名没有这么长，请核对",
        },
    )
    password = PasswordField(
        label="密码",
        max_length=_LONGEST_PASSWORD,
        error_messages={"required": "请填写密码", "max_length": "密码没有这么长，请核对"},
    )
    field_order = ["username", "password", "captcha", "slider_ticket"]

    def excused(self) -> bool:
        kept = self.request.session.get(EXCUSE_KEY)
        return kept is not None and excuse_for(self.cleaned_data["username"], kept, now())


class MobileCodeForm(PortalForm):
    """Mobile number and SMS code; `asking` when only the code is asked for."""

    mobile = MobileField()
    code = SmsCodeField(label="短信验证码")

    def __init__(self, *args: Any, asking: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if asking:
            self.fields["code"].required = False


class CodeForm(PortalForm):
    """The code of the second factor."""

    code = SmsCodeField(label="短信验证码")
