"""A workbook to be uploaded."""

import uuid

from django import forms

from portal.web.forms import PortalForm


class UploadForm(PortalForm):
    """What the file is, is looked at by the service; `token` makes a form sent twice one import."""

    file = forms.FileField(
        label="Excel 文件（.xlsx）",
        help_text="不超过 5 MB，一次最多 5000 行。",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={
            "empty": "这个文件是空的，请重新选择",
            "invalid": "没有收到文件，请重新选择",
            "missing": "没有收到文件，请重新选择",
        },
    )
    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
