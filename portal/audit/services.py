"""Writing entries, in the transaction of what they speak of."""

import json
from collections.abc import Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest

from portal.audit.actors import AnonymousActor, ApplicantActor, SystemActor, columns_of
from portal.audit.digests import canonical, digest_of
from portal.audit.enums import LOOK_PREFIX, Look
from portal.audit.models import Entry
from portal.audit.redaction import redacted
from portal.clock import now
from portal.web.address import address_of

__all__ = ["AnonymousActor", "ApplicantActor", "SystemActor", "record", "record_look"]


def record(
    action: str,
    *,
    actor: object,
    subject: str = "",
    person_id: int | None = None,
    body_id: int | None = None,
    detail: Mapping[str, Any] | None = None,
    request: HttpRequest | None = None,
) -> Entry:
    """One entry in the caller's transaction; AnonymousActor when nobody acts.

    `action` is dotted ("accounts.sign_in"), `subject` is "app.model:pk", `person_id` is whose
    data it is, `body_id` for which body the actor acts. ID and mobile numbers are masked in
    `detail`.
    """
    entry = Entry(
        at=now(),
        action=action,
        subject=subject,
        person_id=person_id,
        body_id=body_id,
        address=address_of(request)[:45] if request else "",
        content=_content(detail or {}),
        **columns_of(actor),
    )
    entry.digest = digest_of(entry)
    entry.save()
    return entry


def record_look(
    what: Look,
    *,
    actor: object,
    subject: str,
    person_id: int | None,
    body_id: int | None = None,
    detail: Mapping[str, Any] | None = None,
    request: HttpRequest | None = None,
) -> Entry:
    """Staff opened a person's case, document or masked field; the person sees it (X9)."""
    return record(
        f"{LOOK_PREFIX}{Look(what).value}",
        actor=actor,
        subject=subject,
        person_id=person_id,
        body_id=body_id,
        detail=detail,
        request=request,
    )


def _content(detail: Mapping[str, Any]) -> str:
    plain = json.loads(json.dumps(redacted(detail), cls=DjangoJSONEncoder))
    return canonical(plain)
