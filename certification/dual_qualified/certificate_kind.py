"""What portal.printing asks about certificates: their data, their proof, who may see them."""

from typing import Any
from uuid import UUID

from certification.dual_qualified.enums import Level, Standing, Track
from certification.dual_qualified.models import Certificate
from certification.dual_qualified.printing import CertificateData, draw
from certification.dual_qualified.queries import applications, certificates
from certification.dual_qualified.services.composing import placeholder_number, unnumbered
from portal.clock import today
from portal.documents import queries as documents
from portal.documents.models import Document
from portal.organisations.queries import scope_of
from portal.printing.enums import ProofState
from portal.printing.errors import PrintFailed
from portal.printing.kinds import PrintKind, Proof
from portal.printing.models import Print
from portal.web.masking import mask_name

_LABEL = "“双师型”教师证书"
_PROOF_STATES = {
    Standing.VALID: ProofState.VALID,
    Standing.EXPIRED: ProofState.EXPIRED,
    Standing.REVOKED: ProofState.REVOKED,
}


def _certificate(subject: str) -> Certificate:
    """Of an application, whose certificate is still to be issued, what it will be."""
    if not subject.startswith(certificates.APPLICATION):
        return certificates.by_subject(subject)
    specimen = unnumbered(applications.by_subject(subject), today())
    specimen.number = placeholder_number(specimen)
    return specimen


def data_of(subject: str) -> CertificateData:
    certificate = _certificate(subject)
    return CertificateData(
        name=certificate.name,
        sex=certificate.get_sex_display(),
        id_number=certificate.id_number_shown,
        photo=_photo(certificate.photo),
        unit=certificate.unit_name,
        major=certificate.major,
        track=str(Track(certificate.track).label),
        level=str(Level(certificate.level).label),
        number=certificate.number,
        body=certificate.issuer_name,
        issued_on=certificate.issued_on,
        valid_until=certificate.valid_until,
    )


def _photo(key: UUID | None) -> bytes | None:
    if key is None:
        return None
    try:
        return documents.content(documents.by_id(key))
    except Document.DoesNotExist:
        raise PrintFailed("证书上的照片文件已经不在了。") from None


def proof(made: Print) -> Proof:
    """No more than stands on the paper, and the name masked."""
    certificate = certificates.by_subject(made.subject)
    state = _PROOF_STATES[certificate.standing]
    if made.superseded and state is ProofState.VALID:
        state = ProofState.OUTDATED
    return Proof(state, _LABEL, rows_of(certificate), _note(certificate))


def rows_of(certificate: Certificate) -> tuple[tuple[str, str], ...]:
    """(label, value): the same by code and by number."""
    return (
        ("姓名", mask_name(certificate.name)),
        ("证书编号", certificate.number),
        ("认定类型", certificate.get_track_display()),
        ("认定级别", certificate.get_level_display()),
        ("任教专业", certificate.major),
        ("工作单位", certificate.unit_name),
        ("签发单位", certificate.issuer_name),
        ("签发日期", f"{certificate.issued_on:%Y-%m-%d}"),
        ("有效期至", f"{certificate.valid_until:%Y-%m-%d}"),
    )


def _note(certificate: Certificate) -> str:
    """Why it was revoked is between the holder and the issuer."""
    if certificate.standing is not Standing.REVOKED:
        return ""
    return "这份证书已由签发单位撤销，不再有效。如有疑问请联系签发单位。"


def _owns(user: Any, made: Print) -> bool:
    return bool(certificates.by_subject(made.subject).person_id == user.person_id)


def _may_see(user: Any, made: Print) -> bool:
    return certificates.in_scope(scope_of(user)).filter(pk=_key(made.subject)).exists()


def _key(subject: str) -> int:
    return int(subject.rpartition(":")[2])


def file_name(subject: str) -> str:
    certificate = _certificate(subject)
    return f"双师型教师证书 {certificate.name} {certificate.number}"


KIND = PrintKind(
    certificates.PRINT_KIND,
    label=_LABEL,
    data=data_of,
    draw=draw,
    proof=proof,
    owns=_owns,
    may_see=_may_see,
    file_name=file_name,
    person=lambda made: certificates.by_subject(made.subject).person_id,
)
