"""Documents by right: what a viewer may not see does not exist for them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from portal.documents import access, vault
from portal.documents.enums import DocumentState
from portal.documents.models import Document, PageImage
from portal.organisations.access import has_second_factor

Documents: TypeAlias = QuerySet[Document]


@dataclass(frozen=True)
class Viewer:
    """Who looks: a user (or None) and the tokens of sign-ups held in this session.

    `in_office` False: staff whose session has not passed the second factor see only their own.
    """

    user: Any = None
    tokens: frozenset[UUID] = frozenset()
    in_office: bool = True


@dataclass(frozen=True)
class Seen:
    """A document and whether it is the viewer's own; a look by office is audited."""

    document: Document
    own: bool


def viewer_of(request: HttpRequest) -> Viewer:
    user = None if isinstance(request.user, AnonymousUser) else request.user
    return Viewer(user, access.tokens_of(request), in_office=has_second_factor(request))


def seen_by(viewer: Viewer, document_id: UUID) -> Seen:
    """The document as this viewer may see it; `Document.DoesNotExist` otherwise."""
    document = Document.objects.select_related("owner").get(pk=document_id, state=DocumentState.OK)
    if _is_own(viewer, document):
        return Seen(document, own=True)
    if viewer.in_office and viewer.user and access.may_see_by_office(viewer.user, document):
        return Seen(document, own=False)
    raise Document.DoesNotExist


def document_for(viewer: Any, document_id: UUID) -> Document:
    """The document for a user, a sign-up's token or a `Viewer`; `DoesNotExist` without right."""
    return seen_by(_as_viewer(viewer), document_id).document


def by_id(document_id: UUID) -> Document:
    """For workers, which act for nobody; `DoesNotExist` once its file is gone."""
    return Document.objects.select_related("owner").get(pk=document_id, state=DocumentState.OK)


def content(document: Document) -> bytes:
    """The bytes as uploaded; `vault.FileLost` when they are gone."""
    return vault.read(document.storage_name)


def twin(sha256: str, kind: str, owner_id: int | None, token: UUID | None) -> Document | None:
    """The same file, already uploaded by the same person for the same use."""
    held = Document.objects.filter(
        sha256=sha256, kind=kind, owner_id=owner_id, token=token, state=DocumentState.OK
    )
    return held.order_by("-created_at").first()


def expired(at: datetime) -> Documents:
    """Documents whose file's time is over, and whose bytes are still there."""
    return stored().filter(expires_at__lte=at).order_by("expires_at")


def stored() -> Documents:
    """Documents whose bytes are there, in quarantine too."""
    return Document.objects.exclude(state=DocumentState.DELETED)


def known_names(names: list[str]) -> set[str]:
    """Those of the storage names that a row refers to."""
    rows = Document.objects.filter(storage_name__in=names)
    drawn = PageImage.objects.filter(storage_name__in=names)
    return {
        *rows.values_list("storage_name", flat=True),
        *drawn.values_list("storage_name", flat=True),
    }


def page_urls(document: Document) -> list[str]:
    """Where each page is shown as a picture; a picture has one."""
    return [
        reverse("documents:page", args=[document.pk, number])
        for number in range(1, document.pages + 1)
    ]


def thumbnail_url(document: Document) -> str:
    """The first page, small."""
    return f"{reverse('documents:page', args=[document.pk, 1])}?small=1"


def same_elsewhere(document: Document) -> list[Document]:
    """The same file, taken for the same use by another owner or for another subject; newest first.

    Applicants are told of their own only (`owner_id` is theirs), reviewers of all.
    """
    same = Document.objects.filter(
        sha256=document.sha256, kind=document.kind, state=DocumentState.OK
    ).exclude(pk=document.pk)
    others = ~Q(owner_id=document.owner_id, token=document.token, subject=document.subject)
    return list(same.filter(others).select_related("owner").order_by("-created_at"))


def held_by_token(token: UUID) -> Documents:
    return stored().filter(token=token)


def _is_own(viewer: Viewer, document: Document) -> bool:
    if viewer.user is not None and document.owner_id == viewer.user.pk:
        return True
    return document.token is not None and document.token in viewer.tokens


def _as_viewer(viewer: Any) -> Viewer:
    if isinstance(viewer, Viewer):
        return viewer
    if isinstance(viewer, UUID):
        return Viewer(tokens=frozenset({viewer}))
    return Viewer(None if isinstance(viewer, AnonymousUser) else viewer)
