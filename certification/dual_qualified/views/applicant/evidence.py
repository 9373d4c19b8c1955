"""证明材料: files under the lines of the plan's list."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from certification.dual_qualified.enums import Section
from certification.dual_qualified.errors import Refused
from certification.dual_qualified.models import Application, Attachment, EvidenceItem
from certification.dual_qualified.queries import applications, offers
from certification.dual_qualified.queries.evidence import documents_of
from certification.dual_qualified.rules.fields import evidence_field
from certification.dual_qualified.services import attaching
from certification.dual_qualified.views.applicant.mine import TeacherRequest, while_editable
from portal.documents import queries as documents
from portal.documents.errors import UploadRefused
from portal.documents.models import Document
from portal.web.attachments import (
    DOWN,
    REMOVE,
    REPLACE,
    UP,
    UPLOAD,
    AttachmentAction,
    attachment_action,
    uploads_of,
)
from portal.web.components import AttachedFile, AttachmentItem
from portal.web.numbers import whole_number

_NOTHING = "请先选择文件，再点“上传”。"
_UNKNOWN = "没有这一项材料，请刷新页面。"


@require_http_methods(["GET", "POST"])
@while_editable
def evidence(request: TeacherRequest, application: Application) -> HttpResponse:
    if request.method == "GET":
        return _page(request, application, {})
    asked = attachment_action(request.POST.get("action", ""))
    if asked is None:
        back = request.POST.get("action") == "back"
        to = "dual_qualified:application" if back else "dual_qualified:check"
        return redirect(to, application.pk)
    errors = _do(request, application, asked)
    if errors:
        return _page(request, application, errors, status=422)
    place = f"#attach-{_item_of(application, asked)}"
    return redirect(reverse("dual_qualified:evidence", args=[application.pk]) + place)


def _item_of(application: Application, asked: AttachmentAction) -> str:
    if asked.verb == UPLOAD:
        return asked.target
    found = application.attachments.filter(pk=whole_number(asked.target) or 0).first()
    return found.item if found else ""


def _do(
    request: TeacherRequest, application: Application, asked: AttachmentAction
) -> dict[str, list[str]]:
    """Item code -> what was wrong; empty when everything was done."""
    if asked.verb in {UPLOAD, REPLACE}:
        return _upload(request, application, asked)
    key = whole_number(asked.target) or 0
    code = _item_of(application, asked)
    try:
        if asked.verb == REMOVE:
            attaching.remove(application, key, request.user)
        else:
            attaching.move(application, key, {UP: -1, DOWN: 1}[asked.verb])
    except Refused as refused:
        return {code: [str(refused)]}
    return {}


def _upload(
    request: TeacherRequest, application: Application, asked: AttachmentAction
) -> dict[str, list[str]]:
    """Each file by itself: what is wrong with one does not keep the others out."""
    code = _item_of(application, asked)
    items = {item.code: item for item in offers.evidence_of(applications.offer_of(application))}
    if code not in items:
        return {code: [_UNKNOWN]}
    replacing = whole_number(asked.target) if asked.verb == REPLACE else None
    files = uploads_of(request.FILES, asked)
    problems = [] if files else [_NOTHING]
    for file in files:
        try:
            attaching.attach(application, items[code], file, request.user, replacing=replacing)
        except UploadRefused as refused:
            problems.append(f"{file.name}：{refused.message}")
        except Refused as refused:
            problems.append(f"{file.name}：{refused}")
    return {code: problems} if problems else {}


def _page(
    request: TeacherRequest,
    application: Application,
    errors: Mapping[str, list[str]],
    *,
    status: int = 200,
) -> HttpResponse:
    items = _items(application, errors)
    lost = [text for code, row in errors.items() for text in row if code not in _codes(items)]
    context = {
        "application": application,
        "items": items,
        "problems": [
            *(("main", "", text) for text in lost),
            *((item.target, f"{item.label}：", text) for item in items for text in item.errors),
        ],
        "number": len(Section),
        "total": len(Section),
        "returned": applications.return_opinion(application),
        "evidence_until": application.plan.evidence_until,
    }
    return render(request, "dual_qualified/evidence.html", context, status=status)


def _items(application: Application, errors: Mapping[str, list[str]]) -> list[AttachmentItem]:
    there = applications.attachments_of(application)
    wanted = offers.evidence_of(applications.offer_of(application))
    found = documents_of(each.document for row in there.values() for each in row)
    places = _places(there, wanted)
    return [
        _item(
            application,
            item,
            _files(there.get(item.code, ()), found, places),
            errors.get(item.code, []),
        )
        for item in wanted
    ]


def _codes(items: Sequence[AttachmentItem]) -> set[str]:
    return {item.name for item in items}


def _places(
    there: Mapping[str, Sequence[Attachment]], wanted: Sequence[EvidenceItem]
) -> dict[UUID, list[str]]:
    """Document -> the lines of this application it stands under."""
    found: dict[UUID, list[str]] = {}
    for item in wanted:
        for each in there.get(item.code, ()):
            found.setdefault(each.document, []).append(item.name)
    return found


def _item(
    application: Application, item: EvidenceItem, files: list[AttachedFile], errors: list[str]
) -> AttachmentItem:
    name = evidence_field(item.code)
    return AttachmentItem(
        name=item.code,
        label=item.name,
        hint=item.hint,
        required=item.required,
        files=files,
        mark=applications.marks_of(application).get(name, ""),
        locked=not applications.is_open(application, name),
        most=item.most,
        errors=errors,
    )


def _files(
    row: Iterable[Attachment],
    found: Mapping[str, Document],
    places: Mapping[UUID, Sequence[str]],
) -> list[AttachedFile]:
    """A file whose time is over is no longer there."""
    return [
        _file(each, found[str(each.document)], places[each.document])
        for each in row
        if str(each.document) in found
    ]


def _file(attachment: Attachment, document: Document, places: Sequence[str]) -> AttachedFile:
    pages = documents.page_urls(document)
    return AttachedFile(
        id=str(attachment.pk),
        label=document.original_name or document.get_kind_display(),
        size=document.size,
        pages=len(pages),
        preview_url=documents.thumbnail_url(document) if pages else "",
        open_url=reverse("documents:show", args=[document.pk]),
        page_urls=tuple(pages),
        doubled=f"同一份文件用在了{_quoted(places)}里，请核对" if len(places) > 1 else "",
    )


def _quoted(names: Sequence[str]) -> str:
    return "、".join(f"“{name}”" for name in names)
