"""Looks at a certificate by office are on record, and its holder can read them (X9)."""

from typing import Any

from django.http import HttpRequest

from certification.dual_qualified.models import Certificate
from portal.audit.enums import Look
from portal.audit.services import record_look


def note_look(
    certificate: Certificate,
    actor: Any,
    request: HttpRequest | None = None,
    *,
    export: int | None = None,
) -> None:
    """As a document; `export` is the workbook it was listed in."""
    record_look(
        Look.DOCUMENT if export is None else Look.EXPORT,
        actor=actor,
        subject=certificate.subject,
        person_id=certificate.person_id,
        body_id=certificate.issuer_id,
        detail={} if export is None else {"export": export},
        request=request,
    )
