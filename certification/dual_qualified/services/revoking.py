"""A certificate is revoked, with a reason, for good."""

from typing import TYPE_CHECKING

from django.db import transaction

from certification.dual_qualified.enums import CertificateState
from certification.dual_qualified.errors import Refused
from certification.dual_qualified.models import Certificate
from certification.dual_qualified.notices_of_certificates import tell_revoked
from certification.dual_qualified.services.drafting import note
from portal.clock import now

if TYPE_CHECKING:
    from accounts.models import User

_LONGEST = 300


@transaction.atomic
def revoke(certificate: Certificate, reason: str, user: "User") -> Certificate:
    """Refused without a reason, or when it was revoked before."""
    said = reason.strip()
    if not said:
        raise Refused("请填写撤销的原因。", "reason")
    if len(said) > _LONGEST:
        raise Refused(f"原因不能超过 {_LONGEST} 字，现有 {len(said)} 字。", "reason")
    valid = Certificate.objects.filter(pk=certificate.pk, state=CertificateState.VALID)
    changed = valid.update(
        state=CertificateState.REVOKED, revoked_at=now(), revoked_by=user, revoked_reason=said
    )
    if not changed:
        raise Refused("这份证书已经撤销。")
    certificate.refresh_from_db()
    note("dual_qualified.revoke", certificate.application, user, {"certificate": certificate.pk})
    tell_revoked(certificate)
    return certificate
