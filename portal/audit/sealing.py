"""Closing the trail: positions, the chain through them, a seal over each run."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction

from portal.audit.digests import START_OF_CHAIN, link
from portal.audit.models import Entry, Seal
from portal.audit.sealfile import append_missing
from portal.clock import now

# On SQLite every writer waits while a batch is written: about half a second.
BATCH = 500


def seal() -> int:
    """Seal every committed entry; how many. Any number of sealers may run at once.

    Positions are given here, not at insert: an entry whose transaction commits late simply
    comes later in the chain.
    """
    sealed = 0
    while count := _seal_batch():
        sealed += count
    append_missing()
    return sealed


def _seal_batch() -> int:
    try:
        with transaction.atomic():
            return _seal_in_transaction()
    except IntegrityError:
        # Another sealer has taken this seal's number: what it left waits for the next run.
        return 0


def _seal_in_transaction() -> int:
    # The last seal is read before the entries: if another sealer is quicker, our number is
    # taken, and no entry is ever chained twice.
    last = Seal.objects.order_by("number").last()
    entries = list(Entry.objects.filter(position=None).order_by("id")[:BATCH])
    if not entries:
        return 0
    first_position = last.last_position + 1 if last else 1
    _chain(entries, first_position, last.chain if last else START_OF_CHAIN)
    # The seal goes first: on its number a second sealer waits, and fails.
    Seal.objects.create(
        number=last.number + 1 if last else 1,
        at=now(),
        first_position=first_position,
        last_position=first_position + len(entries) - 1,
        previous=last.chain if last else START_OF_CHAIN,
        chain=entries[-1].chain,
    )
    Entry.objects.bulk_update(entries, ["position", "chain"], batch_size=500)
    return len(entries)


def _chain(entries: Iterable[Entry], position: int, chain: str) -> None:
    for number, entry in enumerate(entries, start=position):
        chain = link(chain, number, entry.digest)
        entry.position, entry.chain = number, chain
