"""What dual-qualified certification adds to a person's record for life."""

from collections.abc import Iterator

from django.utils.timezone import localdate

from certification.dual_qualified.enums import CertificateState, Standing
from certification.dual_qualified.models import Certificate
from certification.dual_qualified.queries.certificates import held_by
from certification.dual_qualified.rules.practice import years_before
from identity.models import Person
from identity.records import Due, Happened, Held, Part

LABEL = "“双师型”教师证书"
_TONES = {Standing.VALID: "good", Standing.EXPIRED: "neutral", Standing.REVOKED: "bad"}


def part_of(person: Person) -> Part:
    """One query."""
    found = list(held_by(person))
    return Part(
        held=tuple(_held(each) for each in found),
        happened=tuple(event for each in found for event in _happened(each)),
        dues=tuple(_due(each) for each in found if each.standing is Standing.VALID),
    )


def _title(certificate: Certificate) -> str:
    return f"{certificate.get_track_display()}“双师型”教师（{certificate.get_level_display()}）"


def _held(certificate: Certificate) -> Held:
    return Held(
        title=_title(certificate),
        state=str(certificate.standing.label),
        tone=_TONES[certificate.standing],
        facts=(
            ("专业", certificate.major),
            ("证书编号", certificate.number),
            ("签发日期", f"{certificate.issued_on:%Y-%m-%d}"),
            ("有效期至", f"{certificate.valid_until:%Y-%m-%d}"),
        ),
    )


def _happened(certificate: Certificate) -> Iterator[Happened]:
    title = f"取得{_title(certificate)}证书"
    yield Happened(certificate.issued_on, title, certificate.issuer_name, "good")
    if certificate.state == CertificateState.REVOKED and certificate.revoked_at:
        day = localdate(certificate.revoked_at)
        yield Happened(day, f"{_title(certificate)}证书被撤销", certificate.revoked_reason, "bad")


def _due(certificate: Certificate) -> Due:
    """The certificate ends; the last plan that can renew it opens within its last year."""
    return Due(
        key=f"dual-qualified-{certificate.pk}",
        title=f"{_title(certificate)}证书到期",
        text=f"{certificate.valid_until:%Y-%m-%d} 到期，请在到期前的认定计划中重新申请。",
        opens=years_before(certificate.valid_until, 1),
        last=certificate.valid_until,
    )
