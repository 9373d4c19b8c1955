"""What the person fills in where a document does not hold it (A8, A9)."""

from datetime import date
from typing import Any

from django.db import transaction

from identity.models import Person
from identity.services.persons import locked, record, save_next_version


@transaction.atomic
def complete_person(
    person: Person,
    *,
    sex: str = "",
    birth_date: date | None = None,
    ethnicity: str = "",
    actor: Any,
    request: Any = None,
) -> Person:
    """Fills the empty ones of these fields; what is already there stays."""
    stored = locked(person)
    given = {"sex": sex, "birth_date": birth_date, "ethnicity": ethnicity}
    filled = {name: value for name, value in given.items() if value and not getattr(stored, name)}
    if not filled:
        return stored
    for name, value in filled.items():
        setattr(stored, name, value)
    save_next_version(stored)
    record("identity.complete_person", stored, actor, request, {"fields": sorted(filled)})
    return stored
