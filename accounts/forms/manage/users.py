"""Accounts opened and closed, roles given."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.forms.manage.places import body_field, within
from portal.organisations import queries as organisations
from portal.organisations.enums import Role
from portal.organisations.models import Body
from portal.organisations.rules import may_give
from portal.organisations.scope import Scope
from portal.web.forms import PortalForm

_CHOOSE = ("", "请选择")
_USERNAME = re.compile(r"[A-Za-z][A-Za-z0-9._-]{3,29}", re.ASCII)


class GrantForm(PortalForm):
    """A role at a body of the giver's scope."""

    role = forms.ChoiceField(
        label="角色",
        choices=[_CHOOSE, *Role.choices],
        error_messages={"required": "请选择角色"},
    )
    body = body_field("机构")

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scope = scope
        within(self.fields["body"], scope)

    def place(self) -> Body:
        return organisations.body_in(self.scope, int(self.cleaned_data["body"]))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        complete = cleaned.get("role") and cleaned.get("body")
        if complete and not may_give(self.scope, cleaned["role"], self.place()):
            self.add_error("role", "您不能在这个机构授予这个角色")
        return cleaned


class StaffAccountForm(GrantForm):
    """A new account for somebody who works for a bureau, base or point."""

    username = forms.CharField(
        label="用户名",
        max_length=30,
        help_text="4–30 个字母、数字、点、横线，以字母开头",
        error_messages={"required": "请填写用户名"},
    )
    display_name = forms.CharField(
        label="姓名", max_length=100, error_messages={"required": "请填写姓名"}
    )
    mobile = forms.CharField(
        label="手机号码",
        help_text="设置密码的链接会用短信发到这个号码",
        error_messages={"required": "请填写手机号码"},
    )
    field_order = ("username", "display_name", "mobile", "role", "body")

    def clean_username(self) -> str:
        name: str = self.cleaned_data["username"].lower()
        if not _USERNAME.fullmatch(name):
            raise ValidationError("用户名应为4–30个字母、数字、点、横线，以字母开头。")
        return name


class ReasonForm(PortalForm):
    reason = forms.CharField(
        label="停用原因", max_length=200, error_messages={"required": "请填写停用的原因"}
    )
