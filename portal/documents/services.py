"""Taking uploads in, handing them over, and letting them go when their time is over."""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from portal.audit import services as audit
from portal.audit.enums import Look
from portal.clock import now
from portal.documents import page_images, queries, vault
from portal.documents.drawing import CannotDraw
from portal.documents.enums import DocumentKind, DocumentState
from portal.documents.errors import UploadRefused
from portal.documents.inspection import Findings, check_bytes, inspect
from portal.documents.models import Document
from portal.documents.photofit import Fitted, Steps, fit, silently
from portal.documents.rules import KINDS
from portal.documents.signatures import JPEG, PDF
from portal.jobs import services as jobs
from portal.jobs.models import Job

FIT_PHOTO_JOB = "documents.fit_photo"
DRAW_PAGES_JOB = "documents.draw_pages"
_LOOK_SECONDS = 3600
_ORPHAN_AFTER = timedelta(hours=1)
_LONGEST_NAME = 200


def store_upload(
    file: "UploadedFile[Any]",
    *,
    kind: str,
    owner: Any = None,
    token: UUID | None = None,
    actor: Any,
    subject: str = "",
) -> Document:
    """Check the upload and keep it; the same file from the same person is kept once.

    `UploadRefused` says in Chinese what is wrong. A doubtful file is kept in quarantine.
    """
    if kind not in KINDS:
        raise UploadRefused("unknown_kind")
    name = (file.name or "")[-_LONGEST_NAME:]
    check_bytes(file.size or 0, KINDS[kind])
    content = file.read()
    findings = inspect(content, name, KINDS[kind])
    sha256 = hashlib.sha256(content).hexdigest()
    held = queries.twin(sha256, kind, owner.pk if owner else None, token)
    if held is not None:
        return held
    document = _described(content, sha256, findings, kind=kind, name=name)
    document.owner, document.token, document.subject = owner, token, subject
    return _keep(document, content, actor)


def _described(
    content: bytes, sha256: str, findings: Findings, *, kind: str, name: str
) -> Document:
    size = findings.size
    return Document(
        kind=kind,
        sha256=sha256,
        size=len(content),
        mime=findings.mime,
        width=size.width if size else None,
        height=size.height if size else None,
        pages=findings.pages,
        original_name=name,
        state=DocumentState.QUARANTINED if findings.doubt else DocumentState.OK,
        doubt=findings.doubt,
    )


def _keep(document: Document, content: bytes, actor: Any) -> Document:
    """The file first: a row never points at nothing; a file without a row is swept away."""
    document.created_at = now()
    document.expires_at = _after(KINDS[document.kind].draft_days)
    document.storage_name, document.sealed_with = vault.write(content), vault.current_key_id()
    with transaction.atomic():
        document.save(force_insert=True)
        audit.record("documents.upload", actor=actor, subject=_subject(document))
        _draw_ahead(document)
    return document


def _draw_ahead(document: Document) -> None:
    """Reviewers leaf through evidence: its pages are drawn before they come."""
    drawn = document.kind == DocumentKind.EVIDENCE and document.mime == PDF
    if drawn and document.state == DocumentState.OK:
        jobs.enqueue(DRAW_PAGES_JOB, {"document": str(document.pk)}, key=f"draw:{document.pk}")


def draw_pages(document: Document, steps: Steps = silently) -> int:
    """Draw what is not drawn yet; returns how many pages can be shown."""
    return sum(_drawn(document, number, steps) for number in range(1, document.pages + 1))


def _drawn(document: Document, number: int, steps: Steps) -> bool:
    steps(number - 1, document.pages, "页")
    try:
        page_images.image(document, number, small=True)
    except CannotDraw:
        return False
    return True


def fit_photo(document: Document, *, actor: Any, steps: Steps = silently) -> tuple[Document, str]:
    """A right portrait made of a photo (X2), and what was done about its ground (Chinese).

    `photofit.CannotFit` says in Chinese why not. The same photo gives the same portrait.
    """
    fitted = fit(queries.content(document), steps)
    sha256 = hashlib.sha256(fitted.jpeg).hexdigest()
    held = queries.twin(sha256, DocumentKind.PORTRAIT, document.owner_id, document.token)
    if held is None:
        held = _keep(_portrait(document, fitted, sha256), fitted.jpeg, actor)
    return held, fitted.ground.value


def _portrait(document: Document, fitted: Fitted, sha256: str) -> Document:
    return Document(
        kind=DocumentKind.PORTRAIT,
        owner_id=document.owner_id,
        token=document.token,
        subject=document.subject,
        source=document,
        sha256=sha256,
        size=len(fitted.jpeg),
        mime=JPEG,
        width=fitted.width,
        height=fitted.height,
        original_name="portrait.jpg",
    )


def start_fitting(document: Document) -> Job:
    """Fit the photo in a worker: the result holds `document` and `note`, the error why not."""
    payload = {"document": str(document.pk)}
    return jobs.enqueue(FIT_PHOTO_JOB, payload, owner=document.owner, key=f"fit:{document.pk}")


@transaction.atomic
def hand_over(token: UUID, user: Any, *, actor: Any) -> int:
    """What belonged to a sign-up belongs to its user from now on; returns how many."""
    moved = queries.held_by_token(token).update(owner=user, token=None)
    audit.record(
        "documents.hand_over",
        actor=actor,
        subject=f"accounts.user:{user.pk}",
        detail={"documents": moved},
    )
    return moved


def end_of_use(document_ids: Iterable[UUID]) -> None:
    """The procedure is over: from now on each kind's own time to keep runs."""
    for document in Document.objects.filter(pk__in=document_ids):
        document.expires_at = _after(KINDS[document.kind].keep_days)
        document.save(update_fields=["expires_at"])


def _after(days: int | None) -> datetime | None:
    return None if days is None else now() + timedelta(days=days)


@transaction.atomic
def delete(document: Document, *, actor: Any) -> None:
    """Remove the bytes for good after commit; the row stays as evidence that there was a file.

    Deleting twice changes nothing; a key rotation meanwhile is waited for.
    """
    stored = Document.objects.select_for_update().get(pk=document.pk)
    name = stored.storage_name
    if stored.state == DocumentState.DELETED:
        return
    stored.storage_name, stored.state, stored.original_name = "", DocumentState.DELETED, ""
    stored.save(update_fields=["storage_name", "state", "original_name"])
    page_images.forget(stored)
    audit.record("documents.delete", actor=actor, subject=_subject(stored))
    transaction.on_commit(lambda: vault.delete(name))


def delete_expired(limit: int = 500) -> int:
    """Delete files whose time is over; returns how many."""
    actor = audit.SystemActor("scheduler")
    due = list(queries.expired(now())[:limit])
    for document in due:
        delete(document, actor=actor)
    return len(due)


def sweep_orphans() -> int:
    """Delete stored files that no row refers to, once old enough not to be in the making."""
    border = now() - _ORPHAN_AFTER
    stored = [*vault.stored_names(), *vault.stored_names(page_images.FOLDER)]
    old = [name for name in stored if vault.written_at(name) < border]
    orphans = set(old) - queries.known_names(old)
    for name in orphans:
        vault.delete(name)
    return len(orphans)


def record_look(document: Document, *, actor: Any, request: Any = None) -> None:
    """Somebody opened this document by office, not by owning it."""
    person_id = getattr(document.owner, "person_id", None)
    audit.record_look(
        Look.DOCUMENT,
        actor=actor,
        subject=_subject(document),
        person_id=person_id,
        detail={"kind": document.kind},
        request=request,
    )


def record_leafing(document: Document, *, actor: Any, request: Any = None) -> None:
    """The look at a document whose pages somebody opens one by one: on record once an hour."""
    mark = f"documents:look:{actor.pk}:{document.pk}"
    if not cache.add(mark, True, _LOOK_SECONDS):
        return
    try:
        record_look(document, actor=actor, request=request)
    except BaseException:
        cache.delete(mark)
        raise


def _subject(document: Document) -> str:
    return document.subject or f"documents.document:{document.pk}"
