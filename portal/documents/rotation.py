"""The stored files as `manage.py rotate_keys` turns them to the current key."""

from collections import Counter
from collections.abc import Iterator, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import Count

from portal.documents import queries, vault
from portal.documents.models import Document, PageImage


class Files:
    """`portal.crypto.rotation.Store` of the documents' bytes; a reference is a document's id."""

    name = "documents.files"

    def counts(self) -> Counter[str]:
        rows = queries.stored().values("sealed_with").annotate(number=Count("pk")).order_by()
        return Counter({row["sealed_with"]: row["number"] for row in rows})

    def stale(self, batch: int) -> Iterator[Sequence[UUID]]:
        old = queries.stored().exclude(sealed_with=vault.current_key_id()).order_by("pk")
        last: UUID | None = None
        while found := _ids(old if last is None else old.filter(pk__gt=last), batch):
            yield found
            last = found[-1]

    def turn(self, reference: UUID) -> bool:
        """Somebody may delete or turn it meanwhile; then the new file is swept as an orphan."""
        document = queries.stored().get(pk=reference)
        before = document.storage_name
        after = vault.write(vault.read(before))
        with transaction.atomic():
            same = Document.objects.filter(pk=reference, storage_name=before)
            moved = same.update(storage_name=after, sealed_with=vault.current_key_id())
            if moved:
                transaction.on_commit(lambda: vault.delete(before))
        return bool(moved)


class DrawnPages:
    """Pages drawn under an old key are forgotten; the next look draws them under the current."""

    name = "documents.pages"

    def counts(self) -> Counter[str]:
        rows = PageImage.objects.values("sealed_with").annotate(number=Count("pk")).order_by()
        return Counter({row["sealed_with"]: row["number"] for row in rows})

    def stale(self, batch: int) -> Iterator[Sequence[int]]:
        old = PageImage.objects.exclude(sealed_with=vault.current_key_id()).order_by("pk")
        last = 0
        while found := list(old.filter(pk__gt=last).values_list("pk", flat=True)[:batch]):
            yield found
            last = found[-1]

    def turn(self, reference: int) -> bool:
        with transaction.atomic():
            row = PageImage.objects.filter(pk=reference).first()
            if row is None:
                return False
            row.delete()
            transaction.on_commit(lambda: vault.delete(row.storage_name))
        return True


def _ids(documents: "queries.Documents", batch: int) -> list[UUID]:
    return list(documents.values_list("pk", flat=True)[:batch])
