"""A new password, typed twice, against the rules."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from accounts.models import User
from portal.web.forms import PasswordField, PortalForm

_LONGEST = 256


class NewPasswordForm(PortalForm):
    """新密码 and once more. `user` is whose it will be: personal data makes a weak password."""

    password = PasswordField(
        label="新密码",
        new=True,
        max_length=_LONGEST,
        help_text="至少 8 位，含大写字母、小写字母、数字、符号中的三种。",
        error_messages={"required": "请填写新密码", "max_length": "密码最多 256 个字符"},
    )
    password_again = PasswordField(
        label="再输入一次新密码",
        max_length=_LONGEST,
        error_messages={"required": "请再输入一次新密码", "max_length": "密码最多 256 个字符"},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["password_again"].widget.attrs["autocomplete"] = "new-password"

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.user)
        if self.user.check_password(password):
            raise forms.ValidationError("新密码不能与现在的密码相同", code="same")
        if _tells(self.user, password):
            raise forms.ValidationError("密码不能含有您的证件号码或手机号码", code="personal")
        return password

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, again = cleaned.get("password"), cleaned.get("password_again")
        if first and again and first != again:
            self.add_error("password_again", "两次输入的新密码不一致")
        return cleaned


def _tells(user: User, password: str) -> bool:
    numbers = [user.mobile, user.person.id_number if user.person else ""]
    return any(number and number.lower() in password.lower() for number in numbers)


class ChangePasswordForm(NewPasswordForm):
    """修改密码 of a signed-in person."""

    old_password = PasswordField(
        label="现在的密码",
        max_length=_LONGEST,
        error_messages={"required": "请填写现在的密码", "max_length": "密码没有这么长，请核对"},
    )
    field_order = ["old_password", "password", "password_again"]
