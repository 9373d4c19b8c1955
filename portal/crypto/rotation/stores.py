"""Everything that holds encrypted values: the tables, and what other apps register (files)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from django.apps import apps

from portal.crypto.rotation.tables import Table, is_encrypted


class Store(Protocol):
    """One place of encrypted values.

    `name` is shown. `counts()` is values by key id. `stale(batch)` yields batches of references
    to what is not under the current key; each reference is yielded once. `turn(reference)` moves
    one to the current key and says whether it did: not when it was changed meanwhile.
    """

    @property
    def name(self) -> str: ...

    def counts(self) -> Counter[str]: ...

    def stale(self, batch: int) -> Iterator[Sequence[Any]]: ...

    def turn(self, reference: Any) -> bool: ...


_registered: list[Store] = []


def register(store: Store) -> None:
    """From `AppConfig.ready()`: a store that is no table of its own."""
    _registered.append(store)


def all_stores() -> list[Store]:
    models = (model for model in apps.get_models() if is_encrypted(model))
    return [*(Table(model) for model in models), *_registered]
