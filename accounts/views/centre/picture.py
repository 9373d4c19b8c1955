"""The picture of a certificate that is typed by hand: one file, put, replaced, taken away."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from accounts.services.certificate_draft import Draft, store_picture
from portal.documents import queries as documents
from portal.documents.errors import UploadRefused
from portal.documents.models import Document
from portal.web.attachments import REMOVE, REPLACE, UPLOAD, AttachmentAction, uploads_of
from portal.web.components import AttachedFile, AttachmentItem

_NAME = "picture"
_NOTHING = "请先选择文件，再点“上传”。"


def act_on_picture(
    request: HttpRequest, draft: Draft, asked: AttachmentAction
) -> tuple[Draft, list[str]]:
    """The draft afterwards, and what was wrong (Chinese)."""
    if asked.verb == REMOVE:
        return replace(draft, picture=""), []
    if asked.verb not in {UPLOAD, REPLACE} or asked.target != _NAME:
        return draft, []
    files = uploads_of(request.FILES, asked)
    if not files:
        return draft, [_NOTHING]
    user: Any = request.user
    try:
        return replace(draft, picture=store_picture(files[0], user)), []
    except UploadRefused as refused:
        return draft, [f"{files[0].name}：{refused.message}"]


def picture_item(document: Document | None, errors: list[str]) -> AttachmentItem:
    return AttachmentItem(
        name=_NAME,
        label="证书照片或扫描件",
        hint="证书信息页（有姓名、照片和印章的一面），字迹和印章清楚",
        required=True,
        files=[_file(document)] if document else [],
        most=1,
        errors=errors,
    )


def _file(document: Document) -> AttachedFile:
    pages = documents.page_urls(document)
    return AttachedFile(
        id=_NAME,
        label=document.original_name or "证书照片",
        size=document.size,
        pages=len(pages),
        preview_url=documents.thumbnail_url(document) if pages else "",
        open_url=reverse("documents:show", args=[document.pk]),
        page_urls=tuple(pages),
    )
