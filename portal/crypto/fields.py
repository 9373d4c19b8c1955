"""Model fields for sensitive values: encrypted text or JSON, and the keyed hash to find them by."""

import json
from typing import Any

from django.db import models

from portal.crypto import cipher


class EncryptedTextField(models.TextField):
    """Text kept as AES-256-GCM with a key id; reads and writes plain text. Not searchable."""

    def context(self) -> str:
        return f"{self.model._meta.label_lower}.{self.name}"

    def get_prep_value(self, value: Any) -> Any:
        if value is None or value == "":
            return value
        return cipher.encrypt(str(value), self.context())

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        if value is None or value == "":
            return value
        return cipher.decrypt(value, self.context())

    def get_lookup(self, lookup_name: str) -> Any:
        # Ciphertext differs each time: a comparison could only be a silent bug.
        if lookup_name != "isnull":
            raise TypeError(f"{self.name} is encrypted; find it by its hash column")
        return super().get_lookup(lookup_name)


class EncryptedJSONField(EncryptedTextField):
    """A JSON value kept encrypted; None and {} stay what they are."""

    # For type checkers: unlike its base's, this column's value is not text.
    _pyi_private_set_type: Any
    _pyi_private_get_type: Any
    _pyi_lookup_exact_type: Any

    def get_prep_value(self, value: Any) -> Any:
        if value is None:
            return None
        return super().get_prep_value(json.dumps(value, ensure_ascii=False))

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        plain = super().from_db_value(value, expression, connection)
        return json.loads(plain) if plain else plain

    def to_python(self, value: Any) -> Any:
        return value


class LookupHashField(models.CharField):
    """The keyed hash of the encrypted column `source`, kept in step with it by `pre_save`.

    A save with `update_fields` must name both columns.
    """

    def __init__(self, source: str = "", **options: Any) -> None:
        self.source = source
        options.setdefault("max_length", 100)
        options.setdefault("editable", False)
        options.setdefault("default", "")
        options.setdefault("blank", True)
        super().__init__(**options)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "source": self.source}

    def context(self) -> str:
        return f"{self.model._meta.label_lower}.{self.source}"

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        plain = getattr(model_instance, self.source)
        hashed = cipher.lookup_hash(str(plain), self.context()) if plain else ""
        setattr(model_instance, self.attname, hashed)
        return hashed


def hashes_for(model: type[models.Model], hash_field: str, value: str) -> list[str]:
    """Hashes of `value` under every key, for `filter(<hash_field>__in=…)`."""
    field = model._meta.get_field(hash_field)
    if not isinstance(field, LookupHashField):
        raise TypeError(f"{hash_field} is not a lookup hash")
    return cipher.lookup_hashes(value, field.context())
