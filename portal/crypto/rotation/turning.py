"""The loop over all stores: resumable, because what is left to do is read from the data."""

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from cryptography.exceptions import InvalidTag
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, InterfaceError, OperationalError, transaction

from portal.crypto.keys import keyring
from portal.crypto.rotation.stores import Store, all_stores

Say = Callable[[str], None]
# Why a value cannot be turned: its key is gone, it was tampered with, or its hash is taken.
_REASONS: dict[type[Exception], str] = {
    KeyError: "its key is not configured",
    InvalidTag: "it was tampered with",
    ValueError: "it is not readable",
    IntegrityError: "another row holds the same number",
}


@dataclass
class Outcome:
    """`turned` values moved; `failed` rows say why not; `left` counts values by old key id."""

    turned: int = 0
    failed: list[str] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)
    stopped: bool = False

    @property
    def complete(self) -> bool:
        return not self.stopped and not self.left


def rotate(batch: int, stop: threading.Event, say: Say) -> Outcome:
    """Turn everything to the current key; when `stop` is set, end after the batch in hand."""
    outcome = Outcome()
    for store in all_stores():
        _turn_store(store, batch, stop, say, outcome)
    outcome.stopped = stop.is_set()
    outcome.left = old_values()
    return outcome


def old_values() -> Counter[str]:
    total: Counter[str] = Counter()
    for store in all_stores():
        total += store.counts()
    del total[keyring()[0].id]
    return total


def _turn_store(store: Store, batch: int, stop: threading.Event, say: Say, out: Outcome) -> None:
    before = out.turned
    for references in store.stale(batch):
        if stop.is_set():
            return
        out.turned += _turn_batch(store, references, out)
        say(f"{store.name}: {out.turned - before}")


def _turn_batch(store: Store, references: Sequence[Any], out: Outcome) -> int:
    """Each reference on its own: nobody waits for a row, and no two locks are ever held."""
    done = 0
    for reference in references:
        try:
            with transaction.atomic():
                done += store.turn(reference)
        except (OperationalError, InterfaceError):
            raise
        except ObjectDoesNotExist:
            continue  # deleted meanwhile
        # Whatever is wrong with one value, the others go on; it is named and counted.
        except Exception as error:
            out.failed.append(f"{store.name} {_name(reference)}: {_reason(error)}")
    return done


def _reason(error: Exception) -> str:
    """Never the exception's own text: it may quote the value."""
    known = (text for kind, text in _REASONS.items() if isinstance(error, kind))
    return next(known, type(error).__name__)


def _name(reference: Any) -> str:
    return str(reference["pk"] if isinstance(reference, dict) else reference)
