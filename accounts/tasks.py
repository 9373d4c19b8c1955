"""Background jobs of accounts."""

from typing import Any
from uuid import UUID

from accounts.models import CardScan
from accounts.services import card_scan, list_export
from portal.jobs.registry import job
from portal.jobs.run import JobRun


@job("accounts.read_card", queue="ocr", time_limit=20, max_attempts=2)
def read_card_job(run: JobRun) -> dict[str, Any]:
    """Read the card of one scan. The row is found again each time, so a repeat is harmless."""
    scan = CardScan.objects.get(pk=UUID(str(run.payload["scan"])))
    return {"read": card_scan.read(scan, run.progress)}


@job(list_export.EXPORT_JOB, time_limit=600)
def export_list(run: JobRun) -> dict[str, Any]:
    return dict(list_export.write_export(run))
