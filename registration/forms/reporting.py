"""有误，请学校核对."""

from django import forms

from portal.web.forms import PortalForm
from registration.services.reporting import LONGEST

TOPICS = (
    "年度考核", "师德考核", "在编在岗", "试用期考核", "学时", "其他",
)  # fmt: skip


class WrongForm(PortalForm):
    topic = forms.ChoiceField(label="哪一项有误", choices=[(text, text) for text in TOPICS])
    text = forms.CharField(
        label="有误的内容",
        max_length=LONGEST,
        help_text="写明年度和正确的内容，学校管理员会收到。",
        widget=forms.Textarea(attrs={"rows": "3"}),
    )
