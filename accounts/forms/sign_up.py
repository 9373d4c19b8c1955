"""The forms of sign-up, one a step; labels are those of the manual's pages."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.forms.fields import MobileField, refuse
from identity.enums import IdKind, Sex
from identity.rules import (
    birth_date_of,
    check_email,
    check_id_number,
    check_landline,
    check_name,
    normalise_email,
    normalise_id_number,
    normalise_landline,
    normalise_name,
    sex_of,
)
from portal.clock import today
from portal.messaging.enums import CodePurpose
from portal.messaging.services import check_code
from portal.organisations import queries as organisations
from portal.reference import queries as reference
from portal.reference.models import CodeTable
from portal.web.forms import (
    DateField,
    ImageField,
    PasswordField,
    PortalForm,
    RemoteChoiceField,
    SearchSelect,
    SmsCodeField,
    SuggestField,
)

_PLEASE_CHOOSE = ("", "请选择")


def coded(table: CodeTable) -> Any:
    """The choices of a code table, with the invitation to choose first."""
    # A callable: choices are asked for when a form is made, not when the module is imported.
    return lambda: [_PLEASE_CHOOSE, *reference.choices(table)]


class MobileForm(PortalForm):
    """A mobile number and the code sent to it. The code is checked last: a right one is used up."""

    mobile = MobileField(label="手机号码")
    code = SmsCodeField(label="短信验证码")
    purpose: str

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            result = check_code(cleaned["mobile"], self.purpose, cleaned["code"])
            if not result.ok:
                self.add_error("code", result.message)
        return cleaned


class AccountForm(MobileForm):
    """Step 1 (manual: 手机号基础信息): mobile number, SMS code, password."""

    purpose = CodePurpose.SIGN_UP
    password = PasswordField(label="设置密码", new=True)
    password_again = PasswordField(label="再次输入密码")

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password

    def clean_password_again(self) -> str:
        again: str = self.cleaned_data["password_again"]
        if self.cleaned_data.get("password") not in {None, again}:
            raise ValidationError("两次输入的密码不一致", code="different")
        return again


class ProgressForm(MobileForm):
    """注册进度查询 (A5)."""

    purpose = CodePurpose.PROGRESS
    id_number = forms.CharField(
        label="公民身份号码", error_messages={"required": "请填写公民身份号码"}
    )
    field_order = ("id_number", "mobile", "code")


class UploadForm(PortalForm):
    """A picture that may be left out: asked for only when its own button was pressed."""

    picture = ""
    missing = ""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get(self.picture) and self.picture not in self.errors:
            self.add_error(self.picture, self.missing)
        return cleaned


class CardUploadForm(UploadForm):
    """身份证人像面 and the separate consent to processing it (PIPL art. 29)."""

    picture, missing = "card", "请拍摄或选择身份证人像面（有照片的一面）"
    card = ImageField(label="身份证人像面照片", camera="environment", required=False)
    consent = forms.BooleanField(label="我同意平台为核对身份处理我的身份证照片", required=False)

    def clean_consent(self) -> bool:
        if not self.cleaned_data["consent"]:
            raise ValidationError("上传照片前请勾选同意；不同意也可以直接手工填写")
        return True


class IdentityForm(PortalForm):
    """Step 2: what the card says. Sex and birth date must agree with the number."""

    name = forms.CharField(label="姓名", error_messages={"required": "请填写姓名"})
    id_number = forms.CharField(
        label="公民身份号码", error_messages={"required": "请填写公民身份号码"}
    )
    sex = forms.ChoiceField(
        label="性别",
        choices=Sex.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "请选择性别"},
    )
    ethnicity = forms.ChoiceField(
        label="民族",
        choices=coded(CodeTable.ETHNICITY),
        widget=SearchSelect,
        error_messages={"required": "请选择民族"},
    )
    birth_date = DateField(label="出生日期", latest=today)

    def clean_name(self) -> str:
        name = normalise_name(self.cleaned_data["name"])
        refuse(check_name(name, IdKind.RESIDENT))
        return name

    def clean_id_number(self) -> str:
        number = normalise_id_number(IdKind.RESIDENT, self.cleaned_data["id_number"])
        refuse(check_id_number(IdKind.RESIDENT, number, today=today()))
        return number

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        number = cleaned.get("id_number")
        if number:
            self._must_agree("sex", sex_of(IdKind.RESIDENT, number), "性别与公民身份号码不一致")
            born = birth_date_of(IdKind.RESIDENT, number)
            self._must_agree("birth_date", born, "出生日期与公民身份号码不一致")
        return cleaned

    def _must_agree(self, field: str, derived: date | str | None, message: str) -> None:
        given = self.cleaned_data.get(field)
        if given and derived and given != derived:
            self.add_error(field, f"{message}，请核对这两项")


class DetailsForm(PortalForm):
    """Step 3: complete the person. Required as starred in the manual."""

    political_status = forms.ChoiceField(
        label="政治面貌",
        choices=coded(CodeTable.POLITICAL_STATUS),
        error_messages={"required": "请选择政治面貌"},
    )
    marital_status = forms.ChoiceField(
        label="婚姻状况",
        choices=coded(CodeTable.MARITAL_STATUS),
        error_messages={"required": "请选择婚姻状况"},
    )
    address = forms.CharField(
        label="联系地址", max_length=200, error_messages={"required": "请填写联系地址"}
    )
    office_phone = forms.CharField(label="办公电话", required=False)
    email = forms.CharField(label="电子邮箱", error_messages={"required": "请填写电子邮箱"})
    region = RemoteChoiceField(
        label="单位所属区域",
        search=reference.find_divisions,
        resolve=reference.division_choice,
        search_url="reference:divisions",
    )
    unit = RemoteChoiceField(
        label="工作单位",
        search=organisations.find_schools,
        resolve=organisations.school_choice,
        search_url="organisations:schools",
    )
    in_vocational_section = forms.ChoiceField(
        label="是否属于高职中专部",
        choices=[("yes", "是"), ("no", "否")],
        widget=forms.RadioSelect,
        error_messages={"required": "请选择是否属于高职中专部"},
    )
    education = forms.ChoiceField(
        label="最高学历",
        choices=coded(CodeTable.EDUCATION),
        widget=SearchSelect,
        error_messages={"required": "请选择最高学历"},
    )
    graduated_from = SuggestField(
        label="毕业院校",
        search=reference.find_universities,
        search_url="reference:universities",
        max_length=120,
        error_messages={"required": "请填写毕业院校"},
    )
    graduated_on = DateField(label="毕业时间", latest=today)
    major = SuggestField(
        label="所学专业",
        search=reference.find_majors,
        search_url="reference:majors",
        max_length=120,
        error_messages={"required": "请填写所学专业"},
    )
    degree = forms.ChoiceField(
        label="最高学位",
        choices=coded(CodeTable.DEGREE),
        error_messages={"required": "请选择最高学位，没有学位请选“无”"},
    )

    def clean_email(self) -> str:
        email = normalise_email(self.cleaned_data["email"])
        refuse(check_email(email))
        return email

    def clean_office_phone(self) -> str:
        phone = normalise_landline(self.cleaned_data["office_phone"])
        if phone:
            refuse(check_landline(phone))
        return phone


class PhotoForm(UploadForm):
    """1寸免冠标准照片."""

    picture, missing = "photo", "请选择照片"
    photo = ImageField(label="选择照片", camera="user", required=False)


class DeclarationForm(PortalForm):
    """The last word before the sign-up is sent."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    true = forms.BooleanField(
        label="我确认以上信息真实、完整",
        error_messages={"required": "请勾选确认后再提交"},
    )
