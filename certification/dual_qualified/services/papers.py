"""The PDF of one certificate, for its holder, where no run has made it yet."""

from typing import TYPE_CHECKING

from certification.dual_qualified.models import Certificate
from certification.dual_qualified.queries import certificates
from portal.printing import services as printing
from portal.printing.models import PrintRun

if TYPE_CHECKING:
    from accounts.models import User


def order_paper(certificate: Certificate, holder: "User", *, back_url: str) -> PrintRun:
    """With progress; at the end it leads back to where the certificate is shown."""
    return printing.order(
        certificates.PRINT_KIND,
        [certificate.subject],
        owner=holder,
        title="“双师型”教师证书",
        back_url=back_url,
        next_url=back_url,
    )
