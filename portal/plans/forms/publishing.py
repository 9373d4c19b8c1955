"""Publishing and withdrawing: what must be said before."""

from django import forms

from portal.web.forms import PortalForm

GO_ON, STOP = "go_on", "stop"


class PublishForm(PortalForm):
    version = forms.IntegerField(widget=forms.HiddenInput, max_value=10**9, min_value=0)
    checked = forms.BooleanField(label="以上内容已核对无误，同意发布")


class WithdrawForm(PortalForm):
    version = forms.IntegerField(widget=forms.HiddenInput, max_value=10**9, min_value=0)
    reason = forms.CharField(
        label="撤回原因",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="会通知有关申请人，并留在变更记录里。",
    )
    cases = forms.ChoiceField(
        label="已提交的申请怎么办",
        choices=[(GO_ON, "继续审核已提交的申请"), (STOP, "终止全部申请")],
        widget=forms.RadioSelect,
        error_messages={"required": "请选择已提交的申请怎么办"},
    )
