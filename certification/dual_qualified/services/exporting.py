"""The list of certificates as a workbook, and many certificates as one file (Y8): on record."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction
from django.http import HttpRequest

from certification.dual_qualified.models import Certificate
from certification.dual_qualified.queries import certificates
from certification.dual_qualified.queries.certificates import Filters
from certification.dual_qualified.services.looking import note_look
from portal.approvals.models import ListExport
from portal.approvals.services.workbook import Sheet, fill, order, ordered
from portal.jobs.run import JobRun
from portal.organisations.queries import scope_of
from portal.printing import services as printing
from portal.printing.models import PrintRun

if TYPE_CHECKING:
    from accounts.models import User

EXPORT_JOB = "dual_qualified.export"


def start_export(filters: Filters, user: "User", request: HttpRequest | None = None) -> ListExport:
    """An export with its job; the caller has let in only who keeps plans."""
    return order(EXPORT_JOB, filters.plain(), user, action="dual_qualified.export", request=request)


def write_export(run: JobRun) -> dict[str, int]:
    """The job: the rows its owner may see at this moment."""
    export = ordered(run)
    rows = certificates.listed(scope_of(export.user), Filters.from_plain(export.filters))
    return fill(export, run, _SHEET, rows, lambda row: _note(export, row))


@transaction.atomic
def print_many(
    chosen: Iterable[Certificate],
    user: "User",
    *,
    form: str,
    back_url: str,
    request: HttpRequest | None = None,
) -> PrintRun:
    """One PDF or ZIP of the certificates; `printing.errors.Refused` for none or too many."""
    found = list(chosen)
    run = printing.order(
        certificates.PRINT_KIND,
        [certificate.subject for certificate in found],
        owner=user,
        form=form,
        title="“双师型”教师证书",
        back_url=back_url,
        request=request,
    )
    for certificate in found:
        note_look(certificate, user, request)
    return run


def _note(export: ListExport, certificate: Certificate) -> None:
    note_look(certificate, export.user, export=export.pk)


def _values(certificate: Certificate) -> list[str]:
    return [
        certificate.name,
        certificate.id_number_shown,
        certificate.number,
        certificate.get_track_display(),
        certificate.get_level_display(),
        certificate.major,
        certificate.unit_name,
        certificate.issuer_name,
        f"{certificate.issued_on:%Y-%m-%d}",
        f"{certificate.valid_until:%Y-%m-%d}",
        str(certificate.standing.label),
        certificate.revoked_reason,
    ]


_SHEET = Sheet(
    {"姓名": 14, "证件号码": 22, "证书编号": 26, "认定类型": 16, "认定级别": 10, "任教专业": 22,
     "工作单位": 30, "签发单位": 26, "签发日期": 12, "有效期至": 12, "状态": 10, "撤销原因": 30},
    _values,
)  # fmt: skip
