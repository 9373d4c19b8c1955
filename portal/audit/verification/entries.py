"""Each entry against its own digest, and the chain through the sealed ones."""

from portal.audit.digests import START_OF_CHAIN, digest_of, link
from portal.audit.models import Entry
from portal.audit.verification.report import Report, run_of

_CHUNK = 2000


def check_sealed(report: Report) -> None:
    """Follow the chain; after a fault go on from there, so that each place is named once."""
    chain = START_OF_CHAIN
    sealed = Entry.objects.exclude(position=None).order_by("position")
    for entry in sealed.iterator(chunk_size=_CHUNK):
        position = entry.position or 0
        if position != report.last_position + 1:
            report.wrong(run_of(report.last_position + 1, position - 1), "missing")
        elif link(chain, position, entry.digest) != entry.chain:
            report.wrong(_place(entry), "does not follow the entry before it: changed or moved")
        _check_content(entry, report)
        report.last_position, chain = position, entry.chain
        report.entries += 1


def check_unsealed(report: Report) -> None:
    unsealed = Entry.objects.filter(position=None).order_by("id")
    for entry in unsealed.iterator(chunk_size=_CHUNK):
        _check_content(entry, report)
        report.unsealed += 1


def _check_content(entry: Entry, report: Report) -> None:
    if digest_of(entry) != entry.digest:
        report.wrong(_place(entry), "content was changed")


def _place(entry: Entry) -> str:
    if entry.position is None:
        return f"entry {entry.pk}, not sealed yet"
    return f"position {entry.position} (entry {entry.pk})"
