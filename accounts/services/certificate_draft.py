"""A certificate that is being typed: kept, sealed, in the session of whoever types it (X1)."""

import json
from dataclasses import dataclass, field
from typing import Any

from cryptography.exceptions import InvalidTag
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from accounts.models import User
from portal.crypto.cipher import decrypt, encrypt
from portal.documents import queries as documents
from portal.documents.enums import DocumentKind, DocumentState
from portal.documents.errors import UploadRefused
from portal.documents.models import Document
from portal.documents.services import store_upload

NEW = "new"
_KEY = "certificate_draft"
_CONTEXT = "accounts.certificate_draft"
_LARGEST = 20_000


@dataclass(frozen=True)
class Draft:
    """What was typed, right or wrong, by the names of the form; `picture` is a document's key."""

    fields: dict[str, str] = field(default_factory=dict)
    picture: str = ""


def load(request: HttpRequest, target: str) -> Draft | None:
    """`target` is NEW or a certificate's key."""
    sealed = request.session.get(_KEY, {}).get(target)
    if not sealed:
        return None
    try:
        return Draft(**json.loads(decrypt(sealed, _CONTEXT)))
    except (KeyError, InvalidTag):
        return None  # sealed with a key that is gone since


def keep(request: HttpRequest, target: str, draft: Draft) -> None:
    """What is too large to be a certificate is not kept."""
    text = json.dumps({"fields": draft.fields, "picture": draft.picture}, ensure_ascii=False)
    if len(text) <= _LARGEST:
        drafts = request.session.get(_KEY, {})
        request.session[_KEY] = {**drafts, target: encrypt(text, _CONTEXT)}


def forget(request: HttpRequest, target: str) -> None:
    drafts = request.session.get(_KEY, {})
    request.session[_KEY] = {name: sealed for name, sealed in drafts.items() if name != target}


def store_picture(file: "UploadedFile[Any]", user: User) -> str:
    """The key of the stored document; UploadRefused says in Chinese why not."""
    document = store_upload(
        file,
        kind=DocumentKind.CREDENTIAL,
        owner=user,
        actor=user,
        subject=f"identity.person:{user.person_id}",
    )
    if document.state == DocumentState.QUARANTINED:
        raise UploadRefused("doubtful", doubt=document.doubt)
    return str(document.pk)


def picture_of(user: User, key: str) -> Document | None:
    """The picture, when it is there and the user's own."""
    try:
        return documents.document_for(user, key) if key else None  # type: ignore[arg-type]
    except (Document.DoesNotExist, ValueError):
        return None
