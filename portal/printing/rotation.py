"""The sealed files as `manage.py rotate_keys` turns them to the current key."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, QuerySet

from portal.documents import vault
from portal.printing.models import Print, PrintRun
from portal.printing.services.rendering import FOLDER


class Files:
    """`portal.crypto.rotation.Store` of one table's files; a reference is a row's id."""

    def __init__(self, model: type[Print] | type[PrintRun]) -> None:
        self.model = model
        self.name = f"{model._meta.label}.files"

    def _stored(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = self.model._default_manager.exclude(storage_name="")
        return rows

    def counts(self) -> Counter[str]:
        rows = self._stored().values("sealed_with").annotate(number=Count("pk")).order_by()
        return Counter({row["sealed_with"]: row["number"] for row in rows})

    def stale(self, batch: int) -> Iterator[Sequence[UUID]]:
        old = self._stored().exclude(sealed_with=vault.current_key_id()).order_by("pk")
        last: UUID | None = None
        while found := _ids(old if last is None else old.filter(pk__gt=last), batch):
            yield found
            last = found[-1]

    def turn(self, reference: UUID) -> bool:
        """It may be forgotten or turned meanwhile; then the new file is swept as an orphan."""
        before = self._stored().values_list("storage_name", flat=True).get(pk=reference)
        after = vault.write(vault.read(before), FOLDER)
        with transaction.atomic():
            same = self._stored().filter(pk=reference, storage_name=before)
            moved = same.update(storage_name=after, sealed_with=vault.current_key_id())
            if moved:
                transaction.on_commit(lambda: vault.delete(before))
        return bool(moved)


def _ids(rows: QuerySet[Any], batch: int) -> list[UUID]:
    return list(rows.values_list("pk", flat=True)[:batch])
