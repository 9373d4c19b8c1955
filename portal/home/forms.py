"""Forms of the pages that keep the public ones."""

from typing import Any

from django import forms

from portal.organisations.models import Body
from portal.web.forms import PortalForm


class _Issued(PortalForm):
    issuer = forms.ModelChoiceField(
        label="发布单位", queryset=Body.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, issuers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["issuer"]
        choice.queryset = issuers  # type: ignore[attr-defined]


class AnnouncementForm(_Issued):
    title = forms.CharField(label="标题", max_length=120)
    text = forms.CharField(
        label="正文", widget=forms.Textarea(attrs={"rows": 12}), help_text="空一行另起一段。"
    )
    pinned = forms.BooleanField(label="置顶", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class QuestionForm(PortalForm):
    question = forms.CharField(label="问题", max_length=120)
    text = forms.CharField(label="回答", widget=forms.Textarea(attrs={"rows": 8}))
    topic = forms.CharField(label="类别", max_length=30, help_text="如：注册、登录、照片。")
    position = forms.IntegerField(
        label="排序", min_value=0, max_value=9999, help_text="数字小的排在前面。"
    )


class DownloadForm(_Issued):
    title = forms.CharField(label="名称", max_length=120)
    note = forms.CharField(label="说明", max_length=200, required=False)
    file = forms.FileField(label="文件（PDF）", widget=forms.FileInput(attrs={"accept": ".pdf"}))
