"""The files of an application: who may see them, and how they are shown."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from certification.dual_qualified.models import Application, EvidenceItem
from portal.approvals.queries import seen
from portal.approvals.workspace import Picture
from portal.documents import queries as documents
from portal.documents.models import Document
from portal.organisations.queries import scope_of


def may_review(user: Any, document: Document) -> bool:
    """The file was sent with an application whose case the user's scope reads."""
    sent = [
        application
        for application in _of_owner(document)
        if str(document.pk) in _sent_files(application)
    ]
    cases = [application.case_id for application in sent if application.case_id]
    return bool(cases) and seen(scope_of(user)).filter(pk__in=cases).exists()


def _of_owner(document: Document) -> QuerySet[Application]:
    """Not by the attachments: after a return the file may be gone from the draft."""
    owner = getattr(document.owner, "person_id", None)
    return Application.objects.filter(person=owner, case__isnull=False).exclude(person=None)


def _sent_files(application: Application) -> set[str]:
    sent = application.submitted.get("evidence", {})
    before = application.submitted_before.get("evidence", {})
    return {key for files in (*sent.values(), *before.values()) for key in files}


def may_see_portrait(user: Any, document: Document) -> bool:
    """The 1-inch photo of a person whose case the user's scope reads."""
    applications = Application.objects.filter(person__photo=document.pk, case__isnull=False)
    cases = list(applications.values_list("case_id", flat=True))
    return bool(cases) and seen(scope_of(user)).filter(pk__in=cases).exists()


def documents_of(keys: Iterable[UUID | str]) -> dict[str, Document]:
    return {str(document.pk): document for document in Document.objects.filter(pk__in=list(keys))}


def evidence_pictures(
    application: Application, items: Sequence[EvidenceItem]
) -> tuple[Picture, ...]:
    """Every page of what was sent, grouped by the lines of the list; the portrait first."""
    sent = application.submitted.get("evidence", {})
    found = documents_of(key for files in sent.values() for key in files)
    pages = [
        picture
        for item in items
        for key in sent.get(item.code, ())
        if key in found
        for picture in _pages(found[key], item)
    ]
    return (*_portrait(application), *pages)


def _pages(document: Document, item: EvidenceItem) -> list[Picture]:
    urls = documents.page_urls(document)
    original = reverse("documents:show", args=[document.pk]) + "?download=1"
    return [
        Picture(
            url,
            f"{item.name} 第 {n} 页" if len(urls) > 1 else item.name,
            group=item.name,
            download_url=original,
        )
        for n, url in enumerate(urls, start=1)
    ]


def _portrait(application: Application) -> tuple[Picture, ...]:
    photo = application.person.photo
    found = documents_of([photo]) if photo else {}
    return tuple(
        Picture(documents.page_urls(document)[0], "1寸免冠标准照片", group="照片")
        for document in found.values()
    )


def files_in_words(keys: Sequence[str]) -> tuple[str, str]:
    """("2 个文件", a warning about a file used elsewhere or "")."""
    if not keys:
        return "未上传", ""
    doubled = [
        document for document in documents_of(keys).values() if documents.same_elsewhere(document)
    ]
    warning = f"有 {len(doubled)} 个文件与其他申请或其他人的材料完全相同，请核实" if doubled else ""
    return f"{len(keys)} 个文件", warning
