"""Files that a killed worker left without a row, and old runs."""

from datetime import timedelta

from portal.clock import now
from portal.documents import vault
from portal.printing import queries
from portal.printing.models import PrintRun
from portal.printing.services.rendering import FOLDER

_ORPHAN_AFTER = timedelta(hours=1)
_RUNS_KEPT = timedelta(days=30)


def sweep_orphans() -> int:
    """Delete stored files that no row refers to, once old enough not to be in the making."""
    border = now() - _ORPHAN_AFTER
    old = [name for name in vault.stored_names(FOLDER) if vault.written_at(name) < border]
    orphans = set(old) - queries.known_names(old)
    for name in orphans:
        vault.delete(name)
    return len(orphans)


def delete_old_runs() -> int:
    """The orders themselves; the audit trail keeps that there were any."""
    old = PrintRun.objects.filter(created_at__lt=now() - _RUNS_KEPT, storage_name="")
    number = old.count()
    old.delete()
    return number
