"""Who may see a document that is not their own: rules that other apps register by kind.

An app calls `register(kind, rule)` in `AppConfig.ready()`. Without a rule nobody but the owner
sees anything.
"""

from collections import defaultdict
from typing import Any, Protocol
from uuid import UUID

from django.http import HttpRequest

from portal.documents.models import Document

_SESSION_KEY = "document_tokens"


class AccessRule(Protocol):
    """True when this signed-in user may see the document by their office."""

    def __call__(self, user: Any, document: Document) -> bool: ...


_rules: dict[str, list[AccessRule]] = defaultdict(list)


def register(kind: str, rule: AccessRule) -> None:
    if rule not in _rules[kind]:
        _rules[kind].append(rule)


def unregister(kind: str, rule: AccessRule) -> None:
    _rules[kind].remove(rule)


def may_see_by_office(user: Any, document: Document) -> bool:
    return any(rule(user, document) for rule in _rules[document.kind])


def remember_token(request: HttpRequest, token: UUID) -> None:
    """This browser session may see what belongs to the sign-up with this token."""
    tokens = request.session.get(_SESSION_KEY, [])
    if str(token) not in tokens:
        request.session[_SESSION_KEY] = [*tokens, str(token)]


def forget_tokens(request: HttpRequest) -> None:
    request.session.pop(_SESSION_KEY, None)


def tokens_of(request: HttpRequest) -> frozenset[UUID]:
    return frozenset(UUID(token) for token in request.session.get(_SESSION_KEY, []))
