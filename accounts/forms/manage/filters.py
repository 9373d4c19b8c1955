"""What the lists of administrators are narrowed to."""

from django import forms

from portal.organisations.enums import BodyKind, Role
from portal.web.forms import PortalForm

_ANY = ("", "全部")


class BodyFilterForm(PortalForm):
    """Searching the bodies of one's scope."""

    q = forms.CharField(label="名称", required=False, max_length=60)
    kind = forms.ChoiceField(label="类型", required=False, choices=[_ANY, *BodyKind.choices])
    state = forms.ChoiceField(
        label="状态", required=False, choices=[_ANY, ("open", "运行中"), ("closed", "已停用")]
    )


class UserFilterForm(PortalForm):
    q = forms.CharField(label="姓名、手机或证件号码", required=False, max_length=60)
    role = forms.ChoiceField(label="角色", required=False, choices=[_ANY, *Role.choices])
    state = forms.ChoiceField(
        label="状态", required=False, choices=[_ANY, ("active", "正常"), ("disabled", "已停用")]
    )
    lacks_mobile = forms.BooleanField(label="只看没有手机号码的", required=False)
    place = forms.IntegerField(required=False, max_value=10**18, widget=forms.HiddenInput)


class GrantFilterForm(PortalForm):
    role = forms.ChoiceField(label="角色", required=False, choices=[_ANY, *Role.choices])
    state = forms.ChoiceField(
        label="状态", required=False, choices=[_ANY, ("present", "有效"), ("past", "已结束")]
    )
