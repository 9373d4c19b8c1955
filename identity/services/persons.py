"""Creating and changing persons. Names and numbers of existing ones have ways of their own."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from identity.errors import Refused, Stale
from identity.models import Person
from identity.queries import person_by_number
from identity.rules import (
    Problem,
    birth_date_of,
    check_id_number,
    check_name,
    name_key,
    normalise_id_number,
    normalise_name,
    sex_of,
)
from portal.audit import services as audit
from portal.clock import today

EDITABLE = frozenset(
    {
        "ethnicity",
        "political_status",
        "marital_status",
        "address",
        "mobile",
        "office_phone",
        "email",
        "education",
        "degree",
        "graduated_from",
        "graduated_on",
        "major",
        "photo",
    }
)
# Permits hold neither sex nor birth date: there the person states them.
DERIVED = frozenset({"sex", "birth_date"})


@transaction.atomic
def create_person(
    *, id_kind: str, id_number: str, name: str, actor: Any, request: Any = None, **fields: Any
) -> Person:
    """A new person; Refused when number or name are wrong, or the number is known already.

    Sex and birth date follow from the number where it holds them.
    """
    unknown = set(fields) - EDITABLE - DERIVED
    if unknown:
        raise TypeError(f"create_person does not take {sorted(unknown)}")
    _refuse(check_id_number(id_kind, id_number, today=today()), "id_number")
    _refuse(check_name(name, id_kind), "name")
    if person_by_number(id_kind, id_number) is not None:
        raise _taken()
    person = Person(id_kind=id_kind, **fields)
    person.id_number = normalise_id_number(id_kind, id_number)
    person.name = normalise_name(name)
    person.name_key = name_key(name)
    person.birth_date = birth_date_of(id_kind, id_number) or person.birth_date
    person.sex = sex_of(id_kind, id_number) or person.sex
    _insert(person)
    record("identity.create_person", person, actor, request, {})
    return person


def _insert(person: Person) -> None:
    """The constraint decides between two who looked at the same time."""
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError as error:
        raise _taken() from error


def _taken() -> Refused:
    return Refused("taken", "这个证件号码已登记。", "id_number")


@transaction.atomic
def update_person(
    person: Person,
    changes: Mapping[str, Any],
    *,
    version: int | None,
    actor: Any,
    request: Any = None,
) -> Person:
    """Writes the named fields; Stale when `version` is no longer the stored one.

    None for a change that was not made on a page that shows the person's data.
    """
    unknown = set(changes) - EDITABLE
    if unknown:
        raise TypeError(f"update_person cannot change {sorted(unknown)}")
    stored = locked(person, version)
    changed = {key: value for key, value in changes.items() if getattr(stored, key) != value}
    if not changed:
        return stored
    for key, value in changed.items():
        setattr(stored, key, value)
    save_next_version(stored)
    record("identity.update_person", stored, actor, request, {"fields": sorted(changed)})
    return stored


def locked(person: Person, version: int | None = None) -> Person:
    """The stored row under lock; Stale when it is no longer at `version`, if one is named."""
    stored = Person.objects.select_for_update().get(pk=person.pk)
    if version is not None and stored.version != version:
        raise Stale
    return stored


def save_next_version(person: Person) -> None:
    """Saves only if nobody did since: SQLite ignores row locks, the condition does not."""
    same = Person.objects.filter(pk=person.pk, version=person.version)
    if not same.update(version=F("version") + 1):
        raise Stale
    person.version += 1
    person.save()


def record(action: str, person: Person, actor: Any, request: Any, detail: dict[str, Any]) -> None:
    audit.record(
        action,
        actor=actor,
        subject=f"identity.person:{person.pk}",
        person_id=person.pk,
        detail=detail,
        request=request,
    )


def _refuse(problems: list[Problem], field: str) -> None:
    if problems:
        raise Refused(problems[0].code, problems[0].message, field)
