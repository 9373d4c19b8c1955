"""Columns that hold the pinyin of another column, kept in step with it at every save."""

from collections.abc import Callable
from typing import Any

from django.db import models

from portal.reference import pinyin

_FORMS: dict[str, Callable[[list[str]], str]] = {
    "full": pinyin.full,
    "initials": pinyin.initials,
    "sort": pinyin.sort_key,
}


class PinyinField(models.CharField):
    """`form` is "full", "initials" or "sort"; `person` reads first characters as surnames.

    A save with `update_fields` must name this column beside its source.
    """

    def __init__(
        self, source: str = "", form: str = "sort", person: bool = False, **options: Any
    ) -> None:
        self.source, self.form, self.person = source, form, person
        options.setdefault("max_length", 400)
        options.setdefault("db_index", True)
        options.setdefault("editable", False)
        options.setdefault("default", "")
        options.setdefault("blank", True)
        super().__init__(**options)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        own = {"source": self.source, "form": self.form, "person": self.person}
        return name, path, args, {**kwargs, **own}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        text = getattr(model_instance, self.source) or ""
        parts = pinyin.name_syllables(text) if self.person else pinyin.syllables(text)
        value = _FORMS[self.form](parts)[: self.max_length]
        setattr(model_instance, self.attname, value)
        return value
