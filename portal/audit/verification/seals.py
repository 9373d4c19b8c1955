"""Seals form one run without gaps, close the chain where they say, and end with the entries."""

from django.db.models import F, OuterRef, Subquery

from portal.audit.digests import START_OF_CHAIN
from portal.audit.models import Entry, Seal
from portal.audit.verification.report import Report, run_of


def check_seals(report: Report) -> None:
    number, position, chain = 1, 1, START_OF_CHAIN
    for seal in Seal.objects.order_by("number").iterator():
        if (seal.number, seal.first_position, seal.previous) != (number, position, chain):
            report.wrong(f"seal {seal.number}", f"does not follow seal {number - 1}")
        number, position, chain = seal.number + 1, seal.last_position + 1, seal.chain
        report.seals += 1
    _check_end(report, position - 1)
    _check_closing(report)


def _check_end(report: Report, sealed_to: int) -> None:
    if report.last_position < sealed_to:
        report.wrong(run_of(report.last_position + 1, sealed_to), "cut off at the end")
    if report.last_position > sealed_to:
        report.wrong(run_of(sealed_to + 1, report.last_position), "the seal over it is missing")


def _check_closing(report: Report) -> None:
    last_entry = Entry.objects.filter(position=OuterRef("last_position")).values("chain")
    closing = Seal.objects.annotate(found=Subquery(last_entry))
    for seal in closing.exclude(found=F("chain")).exclude(found=None).order_by("number"):
        place = run_of(seal.first_position, seal.last_position)
        report.wrong(place, f"seal {seal.number} was made over other entries")
