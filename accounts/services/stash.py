"""A form sent after the session had ended is kept until its sender has signed in again (X1).

It lies encrypted in the sender's own session. Files and passwords are not kept.
"""

import json
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from django.http import HttpRequest

from accounts.models import User
from portal.crypto.cipher import decrypt, encrypt

_KEY = "stashed_form"
_CONTEXT = "accounts.stash"
_LARGEST = 200_000


@dataclass(frozen=True)
class Stash:
    """What was sent, where to, by whom; `files` when pictures or papers must be chosen again."""

    user: int
    path: str
    fields: tuple[tuple[str, str], ...]
    files: bool


def keep(request: HttpRequest, user: User) -> str:
    """The sealed form, to be put into the next session; empty when there is nothing to keep."""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken" and "password" not in name
    ]
    content = [user.pk, request.get_full_path(), fields, bool(request.FILES)]
    text = json.dumps(content, ensure_ascii=False)
    return encrypt(text, _CONTEXT) if fields and len(text) <= _LARGEST else ""


def put(request: HttpRequest, sealed: str) -> None:
    if sealed:
        request.session[_KEY] = sealed


def waiting_for(request: HttpRequest, user: User) -> Stash | None:
    """The form this user sent; another user's is forgotten."""
    sealed = request.session.get(_KEY)
    if not sealed:
        return None
    try:
        pk, path, fields, files = json.loads(decrypt(sealed, _CONTEXT))
    except (KeyError, InvalidTag):
        pk = None  # sealed with a key that is gone since
    if pk != user.pk:
        forget(request)
        return None
    return Stash(pk, path, tuple((name, value) for name, value in fields), files)


def forget(request: HttpRequest) -> None:
    request.session.pop(_KEY, None)
