"""A coded reason."""

from typing import Any

from django import forms

from portal.approvals import flow as flows
from portal.approvals.flow import Reason
from portal.approvals.models import ReasonCode
from portal.web.forms import PortalModelForm


class ReasonForm(PortalModelForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    place = forms.ChoiceField(label="业务和操作")

    class Meta:
        model = ReasonCode
        fields = ["code", "text", "needs_text", "consequence", "position", "is_active"]
        labels = {
            "code": "代码",
            "text": "原因",
            "needs_text": "选择后必须填写具体说明",
            "consequence": "后果代码",
            "position": "次序",
            "is_active": "使用中",
        }
        help_texts = {
            "text": "申请人会看到这句话",
            "consequence": "没有后果的不用填写",
            "is_active": "停用后不再出现在审核页面，已作出的决定不受影响",
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["place"].choices = places()  # type: ignore[attr-defined]
        if self.instance.pk:
            self.initial["place"] = f"{self.instance.flow}:{self.instance.transition}"
            self.initial["version"] = self.instance.version
            for name in ("place", "code"):
                # Old decisions name it by these.
                self.fields[name].disabled = True

    def clean(self) -> dict[str, Any]:
        clean: dict[str, Any] = super().clean() or self.cleaned_data
        flow, _, transition = clean.get("place", "").partition(":")
        self.instance.flow, self.instance.transition = flow, transition
        same = ReasonCode.objects.filter(
            flow=flow, transition=transition, code=clean.get("code", "")
        )
        if same.exclude(pk=self.instance.pk).exists():
            self.add_error("code", "这个代码已经用过，请换一个。")
        return clean


def places() -> list[tuple[str, str]]:
    """Every transition that asks for a coded reason."""
    return [
        (f"{flow.name}:{transition.name}", f"{flow.label} · {transition.label}")
        for flow in flows.every()
        for transition in flow.transitions
        if transition.reason is Reason.CODED
    ]
