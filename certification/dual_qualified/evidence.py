"""Who may see evidence and portraits by office."""

from certification.dual_qualified.queries.evidence import may_review, may_see_portrait
from portal.documents.access import register
from portal.documents.enums import DocumentKind


def register_access() -> None:
    register(DocumentKind.EVIDENCE, may_review)
    register(DocumentKind.PORTRAIT, may_see_portrait)
