"""Proving the trail: entries against their digests, the chain, the seals, the seals outside."""

from django.db import connection, transaction

from portal.audit.verification.entries import check_sealed, check_unsealed
from portal.audit.verification.lines import check_lines
from portal.audit.verification.report import Problem, Report
from portal.audit.verification.seals import check_seals

__all__ = ["Problem", "Report", "verify"]


def verify() -> Report:
    """Read the whole trail in one snapshot, so that a sealer at work is no false alarm."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        report = Report()
        check_sealed(report)
        check_unsealed(report)
        check_seals(report)
        check_lines(report)
        return report
