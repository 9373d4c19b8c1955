"""Proving the trail: entries against their digests, the chain, the seals, the seals outside."""

from portal.audit import sealfile
from portal.audit.verification.entries import check_sealed, check_unsealed
from portal.audit.verification.lines import check_lines
from portal.audit.verification.report import Problem, Report
from portal.audit.verification.seals import check_seals
from portal.audit.verification.snapshot import snapshot

__all__ = ["Problem", "Report", "verify"]


def verify() -> Report:
    """Read the whole trail; a sealer at work meanwhile is no false alarm."""
    # The file first: whatever stands in it is in the snapshot taken afterwards.
    end = sealfile.size()
    report = Report()
    with snapshot():
        check_sealed(report)
        check_unsealed(report)
        check_seals(report)
        check_lines(report, end)
    return report
