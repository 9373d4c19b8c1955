"""Publishing: announcements, questions and answers, files to download."""

from typing import Any

from django.db import transaction
from django.db.models import F

from portal.audit.services import record
from portal.clock import now
from portal.documents.enums import DocumentState
from portal.documents.errors import UploadRefused
from portal.documents.models import Document
from portal.home.models import Announcement, Download, Question
from portal.organisations.models import Body

# From the end: the suffix stays.
_LONGEST_NAME = 120


class StaleAnnouncement(Exception):
    """Somebody else changed the announcement meanwhile."""


@transaction.atomic
def publish(*, title: str, text: str, pinned: bool, issuer: Body, actor: Any) -> Announcement:
    """Show an announcement to everybody from now on."""
    made = Announcement.objects.create(
        title=title, text=text, pinned=pinned, issuer=issuer, published_at=now()
    )
    _log("publish", made, actor, issuer)
    return made


@transaction.atomic
def change(
    announcement: Announcement, *, title: str, text: str, pinned: bool, version: int, actor: Any
) -> None:
    """Raises StaleAnnouncement when `version` is not the stored one."""
    changed = Announcement.objects.filter(pk=announcement.pk, version=version).update(
        title=title, text=text, pinned=pinned, version=F("version") + 1
    )
    if not changed:
        raise StaleAnnouncement
    _log("change", announcement, actor, announcement.issuer)


@transaction.atomic
def withdraw(item: Announcement | Download, *, actor: Any) -> None:
    """Stop showing it; a second time changes nothing."""
    rows = type(item)._default_manager.filter(pk=item.pk, withdrawn_at=None)
    if rows.update(withdrawn_at=now()):
        _log("withdraw", item, actor, item.issuer)


@transaction.atomic
def offer_download(
    document: Document, *, title: str, note: str, file_name: str, issuer: Body, actor: Any
) -> Download:
    """Let everybody have a file; UploadRefused for one in quarantine."""
    if document.state != DocumentState.OK:
        raise UploadRefused("doubtful", doubt=document.doubt)
    made = Download.objects.create(
        title=title,
        note=note,
        document=document.pk,
        file_name=file_name[-_LONGEST_NAME:],
        size=document.size,
        issuer=issuer,
        published_at=now(),
    )
    _log("offer", made, actor, issuer)
    return made


@transaction.atomic
def answer(question: str, *, text: str, topic: str, position: int, actor: Any) -> Question:
    """Add a question, or answer a known one anew."""
    made, _ = Question.objects.update_or_create(
        question=question, defaults={"answer": text, "topic": topic, "position": position}
    )
    _log("answer", made, actor, None)
    return made


def _log(verb: str, item: Any, actor: Any, body: Body | None) -> None:
    record(
        f"home.{verb}",
        actor=actor,
        subject=f"{item._meta.label_lower}:{item.pk}",
        body_id=body.pk if body else None,
    )
