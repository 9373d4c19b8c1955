"""The province's rules about certificates: every saving is a version of its own."""

from typing import Any

from django.db import IntegrityError, transaction

from identity.errors import Stale
from identity.models import CredentialRules
from identity.queries.rules import credential_rules
from identity.rules.covering import CertificateRules
from portal.audit import services as audit
from portal.clock import now


@transaction.atomic
def save_credential_rules(
    rules: CertificateRules, *, reason: str, actor: Any, request: Any = None
) -> CertificateRules:
    """Stale when they are no longer at `rules.version`; what changes nothing writes nothing."""
    stored = credential_rules()
    if stored.version != rules.version:
        raise Stale
    if stored.plain() == rules.plain():
        return stored
    version = _append(rules, reason, actor)
    audit.record(
        "identity.save_credential_rules",
        actor=actor,
        subject=f"identity.credentialrules:{version}",
        detail={"version": version, "reason": reason},
        request=request,
    )
    return credential_rules()


def _append(rules: CertificateRules, reason: str, actor: Any) -> int:
    """The constraint decides between two who looked at the same time."""
    version = rules.version + 1
    try:
        with transaction.atomic():
            CredentialRules.objects.create(
                version=version,
                reason=reason,
                changed_at=now(),
                changed_by=actor,
                **rules.plain(),
            )
    except IntegrityError as error:
        raise Stale from error
    return version
