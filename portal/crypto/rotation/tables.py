"""The encrypted columns of one table, read and written as they are stored."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import reduce
from operator import or_
from typing import Any, TypeAlias

from django.db import models
from django.db.models import Count, F, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Left, StrIndex

from portal.crypto import cipher
from portal.crypto.fields import EncryptedTextField, LookupHashField
from portal.crypto.keys import keyring

_RAW = "raw_"
Row = dict[str, Any]
Column: TypeAlias = "EncryptedTextField[Any, Any]"
Hash: TypeAlias = "LookupHashField[Any, Any]"


def _fields(model: type[models.Model], kind: "type[models.Field[Any, Any]]") -> list[Any]:
    return [field for field in model._meta.local_concrete_fields if isinstance(field, kind)]


def is_encrypted(model: type[models.Model]) -> bool:
    return model._meta.managed and bool(_fields(model, EncryptedTextField))


class Table:
    """A model's rows, each turned by one UPDATE that compares what was read."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        self.columns: list[Column] = _fields(model, EncryptedTextField)
        self.hashes: list[Hash] = _fields(model, LookupHashField)

    @property
    def name(self) -> str:
        return self.model._meta.label

    def counts(self) -> Counter[str]:
        total: Counter[str] = Counter()
        for field in (*self.columns, *self.hashes):
            total += self._count(field.attname)
        return total

    def stale(self, batch: int) -> Iterator[Sequence[Row]]:
        last: Any = None
        while rows := self._next(last, batch):
            yield rows
            last = rows[-1]["pk"]

    def turn(self, reference: Row) -> bool:
        """An edit between reading and writing wins: it is under the current key already."""
        unchanged = {name: value for name, value in reference.items() if name.startswith(_RAW)}
        same = self._raw_rows().filter(pk=reference["pk"], **unchanged)
        return bool(same.update(**self._turned(reference)))

    def _count(self, column: str) -> Counter[str]:
        filled = self._raw_rows().exclude(**{f"{_RAW}{column}": ""})
        key_id = Left(_RAW + column, StrIndex(_RAW + column, Value(":")) - 1)
        found = filled.exclude(**{f"{_RAW}{column}": None}).values(key_id=key_id)
        rows = found.annotate(number=Count("pk")).order_by()
        return Counter({row["key_id"]: row["number"] for row in rows})

    def _raw_rows(self) -> QuerySet[Any]:
        names = [field.attname for field in (*self.columns, *self.hashes)]
        raw = {f"{_RAW}{name}": Cast(F(name), TextField()) for name in names}
        rows: QuerySet[Any] = self.model._base_manager.annotate(**raw)
        return rows

    def _next(self, last: Any, batch: int) -> list[Row]:
        rows = self._raw_rows().filter(self._is_stale()).order_by("pk")
        if last is not None:
            rows = rows.filter(pk__gt=last)
        names = [f"{_RAW}{field.attname}" for field in (*self.columns, *self.hashes)]
        return list(rows.values("pk", *names)[:batch])

    def _is_stale(self) -> Q:
        return reduce(or_, (_not_current(f.attname) for f in (*self.columns, *self.hashes)))

    def _turned(self, row: Row) -> Row:
        """The columns as they are to be stored; what is current already stays as it is."""
        columns = {field.attname: _recrypted(field, row) for field in self.columns}
        hashes = {field.attname: self._rehashed(field, row) for field in self.hashes}
        return {**columns, **hashes}

    def _rehashed(self, field: Hash, row: Row) -> Any:
        stored = row[f"{_RAW}{field.source}"]
        if not stored:
            return ""
        source = next(column for column in self.columns if column.attname == field.source)
        return cipher.lookup_hash(cipher.decrypt(stored, source.context()), field.context())


def _not_current(column: str) -> Q:
    current = Q(**{f"{_RAW}{column}__startswith": f"{keyring()[0].id}:"})
    return ~(current | Q(**{f"{_RAW}{column}": ""}) | Q(**{f"{_RAW}{column}": None}))


def _recrypted(field: Column, row: Row) -> Any:
    stored = row[f"{_RAW}{field.attname}"]
    if not stored or cipher.key_id_of(stored) == keyring()[0].id:
        turned = stored
    else:
        context = field.context()
        turned = cipher.encrypt(cipher.decrypt(stored, context), context)
    # As an expression of its own type: the field would encrypt once more.
    return Value(turned, output_field=TextField())
