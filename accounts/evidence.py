"""Who may see the pictures of a sign-up by office: those who may review it."""

from typing import Any

from accounts.flows import REVIEWERS
from accounts.models import SignUp
from portal.documents.access import register
from portal.documents.enums import DocumentKind
from portal.documents.models import Document
from portal.organisations.queries import scope_of

_KINDS = (DocumentKind.ID_CARD, DocumentKind.PORTRAIT)


def may_review(user: Any, document: Document) -> bool:
    """The picture is this sign-up's own, and the reviewer's scope holds its unit."""
    sign_up = _sign_up_with(document)
    if sign_up is None or sign_up.case is None or sign_up.case.unit is None:
        return False
    return scope_of(user).covers(sign_up.case.unit, *REVIEWERS)


def _sign_up_with(document: Document) -> SignUp | None:
    column = "card" if document.kind == DocumentKind.ID_CARD else "photo"
    rows = SignUp.objects.filter(**{column: document.pk})
    return rows.select_related("case__unit").first()


def register_access() -> None:
    for kind in _KINDS:
        register(kind, may_review)
