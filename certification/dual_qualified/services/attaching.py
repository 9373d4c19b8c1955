"""Evidence: files put under the lines of the plan's list, ordered, replaced, taken away."""

from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from certification.dual_qualified.errors import Refused
from certification.dual_qualified.models import Application, Attachment, EvidenceItem
from certification.dual_qualified.queries import applications
from certification.dual_qualified.rules.fields import evidence_field
from certification.dual_qualified.services.drafting import locked, note, store
from portal.clock import now
from portal.documents.enums import DocumentKind, DocumentState
from portal.documents.errors import UploadRefused
from portal.documents.models import Document
from portal.documents.services import store_upload

if TYPE_CHECKING:
    from accounts.models import User

LOCKED = "这一项没有被退回，不能修改。"


def attach(
    application: Application,
    item: EvidenceItem,
    file: "UploadedFile[Any]",
    user: "User",
    *,
    replacing: int | None = None,
) -> Attachment:
    """Check and keep the file under this line, in the place of another one when `replacing`.

    UploadRefused for the file, Refused for the line. Any version: two tabs may both add files.
    """
    _check_open(application, item)
    document = store_upload(
        file,
        kind=DocumentKind.EVIDENCE,
        owner=user,
        actor=user,
        subject=applications.subject_of(application),
    )
    if document.state == DocumentState.QUARANTINED:
        raise UploadRefused("doubtful", doubt=document.doubt)
    return _put(application, item, document, user, replacing)


def _check_open(application: Application, item: EvidenceItem) -> None:
    if not applications.is_open(application, evidence_field(item.code)):
        raise Refused(LOCKED, item.code)


@transaction.atomic
def _put(
    application: Application,
    item: EvidenceItem,
    document: Document,
    user: "User",
    replacing: int | None,
) -> Attachment:
    latest = locked(application)
    _check_open(latest, item)
    there = list(latest.attachments.filter(item=item.code))
    if any(each.document == document.pk for each in there):
        raise Refused(f"这份文件已经在“{item.name}”里了，不用再传。", item.code)
    old = next((each for each in there if each.pk == replacing), None)
    if old is None and len(there) >= item.most:
        raise Refused(f"“{item.name}”最多 {item.most} 个文件，请先删除或替换。", item.code)
    made = Attachment(
        application=latest, item=item.code, document=document.pk, added_at=now(),
        position=old.position if old else _next_position(there),
    )  # fmt: skip
    if old:
        old.delete()
    made.save()
    store(latest)
    note("dual_qualified.attach", latest, user, {"item": item.code})
    return made


def _next_position(there: list[Attachment]) -> int:
    return max((each.position for each in there), default=0) + 1


@transaction.atomic
def remove(application: Application, attachment_id: int, user: "User") -> None:
    """Take a file away; one that is gone already changes nothing."""
    latest = locked(application)
    found = latest.attachments.filter(pk=attachment_id).first()
    if found is None:
        return
    if not applications.is_open(latest, evidence_field(found.item)):
        raise Refused(LOCKED, found.item)
    found.delete()
    store(latest)
    note("dual_qualified.detach", latest, user, {"item": found.item})


@transaction.atomic
def move(application: Application, attachment_id: int, step: int) -> None:
    """One place up (-1) or down (1) within its line; at the end it stays."""
    latest = locked(application)
    found = latest.attachments.filter(pk=attachment_id).first()
    if found is None:
        return
    if not applications.is_open(latest, evidence_field(found.item)):
        raise Refused(LOCKED, found.item)
    row = list(latest.attachments.filter(item=found.item).order_by("position", "pk"))
    place = next(n for n, each in enumerate(row) if each.pk == found.pk)
    goal = min(max(place + step, 0), len(row) - 1)
    row.insert(goal, row.pop(place))
    for position, each in enumerate(row, start=1):
        each.position = position
    Attachment.objects.bulk_update(row, ["position"])
    store(latest)
