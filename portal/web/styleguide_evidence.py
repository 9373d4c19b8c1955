"""The style guide's page of evidence items: files are looked at and forgotten, their names kept."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.templatetags.static import static

from portal.web.attachments import (
    DOWN,
    REMOVE,
    REPLACE,
    UP,
    UPLOAD,
    AttachmentAction,
    attachment_action,
    reordered,
    uploads_of,
)
from portal.web.components import AttachedFile, AttachmentItem
from portal.web.forms import PortalForm

_SESSION_KEY = "styleguide_evidence"
_MOST = 4
_MOST_BYTES = 1024 * 1024
_Kept = list[dict[str, Any]]
_FIRST: _Kept = [
    {"id": "1", "name": "教师资格证.pdf", "size": 1_264_000, "pages": 3},
    {
        "id": "2",
        "name": "20261122 手机拍摄 教师资格证书 编号页 IMG_20261122_0930.jpg",
        "size": 834_000,
    },
]


class NoteForm(PortalForm):
    note = forms.CharField(label="补充说明", widget=forms.Textarea, required=False)


def evidence_page(request: HttpRequest) -> HttpResponse:
    kept: _Kept = request.session.get(_SESSION_KEY, _FIRST)
    typed = {"note": request.session.get("styleguide_note", "")}
    errors: list[str] = []
    if request.method == "POST":
        typed["note"] = request.session["styleguide_note"] = request.POST.get("note", "")
        asked = attachment_action(request.POST.get("action", ""))
        if asked:
            kept, errors = _acted(kept, asked, request)
            request.session[_SESSION_KEY] = kept
        if not errors:
            return HttpResponseRedirect(request.path)
    values = {"items": _items(kept, errors), "form": NoteForm(initial=typed), "kept": len(kept)}
    return render(request, "styleguide/evidence.html", values)


def _acted(kept: _Kept, asked: AttachmentAction, request: HttpRequest) -> tuple[_Kept, list[str]]:
    if asked.verb in {UPLOAD, REPLACE}:
        return _uploaded(kept, asked, request)
    if asked.verb in {UP, DOWN}:
        by_id = {file["id"]: file for file in kept}
        return [by_id[at] for at in reordered(list(by_id), asked)], []
    return [file for file in kept if (asked.verb, file["id"]) != (REMOVE, asked.target)], []


def _uploaded(
    kept: _Kept, asked: AttachmentAction, request: HttpRequest
) -> tuple[_Kept, list[str]]:
    files = uploads_of(request.FILES, asked)
    errors = [] if files else ["没有收到文件。请先选择文件，再点“上传”。"]
    for file in files:
        name, size = file.name or "", file.size or 0
        error = _wrong(name, size, len(kept))
        if error:
            errors.append(f"{name}：{error}")
        elif asked.verb == REPLACE:
            kept = [
                row | {"name": name, "size": size} if row["id"] == asked.target else row
                for row in kept
            ]
        else:
            number = max((int(row["id"]) for row in kept), default=0) + 1
            kept = [*kept, {"id": str(number), "name": name, "size": size}]
    return kept, errors


def _wrong(name: str, size: int, held: int) -> str:
    if not size:
        return "这个文件是空的（0 字节）。请重新选择文件后再上传。"
    if size > _MOST_BYTES:
        return "文件超过了 1.0 MB 的上限。请换一个较小的文件。"
    if not name.lower().endswith((".pdf", ".jpg", ".png")):
        return "这不是可以使用的文件类型。请上传 PDF、JPEG、PNG 格式的文件。"
    return "这一项的文件已经够了。" if held >= _MOST else ""


def _items(kept: _Kept, errors: list[str]) -> list[AttachmentItem]:
    picture = static("img/emblem.svg")
    pages = (picture, picture, picture)
    return [
        AttachmentItem(
            "e1",
            "E1 教师资格证",
            "请上传有照片、编号和签发机关的页面。",
            required=True,
            files=tuple(_file(row, picture) for row in kept),
            most=_MOST,
            most_bytes=_MOST_BYTES,
            errors=tuple(errors),
        ),
        AttachmentItem("e2", "E2 职业技能等级证书", "没有可以不传。", mark="请补充高级工证书"),
        AttachmentItem(
            "e3",
            "E3 企业实践证明",
            files=(
                AttachedFile("31", "实践证明.pdf", 420_000, 3, picture, "#", pages,
                             doubled="“E5 业绩证明”里也有同一个文件。如果不是有意的，请删除一个。"),
                AttachedFile("32", "清单.pdf", 90_000,
                             problem="PDF 内嵌有其他文件，已隔离，等待安全管理员查看。"
                                     "请导出一份普通 PDF 后再上传。"),
            ),
            most=2,
        ),
        AttachmentItem(
            "e4",
            "E4 获奖证书",
            files=(AttachedFile("41", "奖状.jpg", 512_000, 1, picture, "#"),),
            locked=True,
        ),
        AttachmentItem("e5", "E5 业绩证明", locked=True),
    ]  # fmt: skip


def _file(row: dict[str, Any], picture: str) -> AttachedFile:
    return AttachedFile(row["id"], row["name"], row["size"], row.get("pages", 1), picture, "#")
