"""The seals outside the database: each is a seal here, and all but the newest are there."""

from datetime import timedelta
from typing import Any

from portal.audit import sealfile
from portal.audit.models import Seal
from portal.audit.verification.report import Report, run_of
from portal.clock import now

# Between a seal's commit and its line in the file lies a moment, or a worker that died.
LINE_DUE_AFTER = timedelta(minutes=10)


def check_lines(report: Report, end: int) -> None:
    """Compare the first `end` bytes of the file, measured before the snapshot was taken."""
    for line in sealfile.lines(end):
        if line["number"] != report.lines + 1:
            report.wrong(f"seal file, after seal {report.lines}", f"has seal {line['number']}")
        report.lines = line["number"]
    here = Seal.objects.order_by("number").iterator()
    seal = next(here, None)
    for line in sealfile.lines(end):
        while seal and seal.number < line["number"]:
            seal = next(here, None)
        _compare(line, seal if seal and seal.number == line["number"] else None, report)
    _check_not_outside(report)


def _compare(line: dict[str, Any], seal: Seal | None, report: Report) -> None:
    place = run_of(line.get("first", 0), line.get("last", 0))
    if seal is None:
        report.wrong(place, f"cut off: seal {line['number']} is only in the file outside")
    elif sealfile.line_of(seal) != line:
        report.wrong(place, f"seal {line['number']} is not what the file outside says")


def _check_not_outside(report: Report) -> None:
    overdue = Seal.objects.filter(number__gt=report.lines, at__lt=now() - LINE_DUE_AFTER)
    for seal in overdue.order_by("number").iterator():
        report.wrong(f"seal {seal.number}", "is not in the file outside the database")
