"""A name changes only with a real-name check that confirmed the new one (A11)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from identity.errors import Refused
from identity.models import Person
from identity.rules import check_name, name_key, normalise_name
from identity.services.persons import locked, record, save_next_version


@dataclass(frozen=True)
class Verification:
    """The answer of a real-name check: which name it confirmed, when, and under which number."""

    reference: str
    name: str
    confirmed_at: datetime


@transaction.atomic
def rename_verified(
    person: Person, name: str, verification: Verification, *, actor: Any, request: Any = None
) -> Person:
    """Gives the person the confirmed name; the same name only renews the confirmation."""
    wanted = normalise_name(name)
    problems = check_name(wanted, person.id_kind)
    if problems:
        raise Refused(problems[0].code, problems[0].message, "name")
    if name_key(verification.name) != name_key(wanted):
        raise Refused("unconfirmed", "实名核验确认的姓名与要改成的姓名不一致。", "name")
    stored = locked(person)
    renamed = stored.name != wanted
    stored.name, stored.name_key = wanted, name_key(wanted)
    stored.name_verified_at = verification.confirmed_at
    save_next_version(stored)
    action = "identity.rename_person" if renamed else "identity.verify_name"
    record(action, stored, actor, request, {"verification": verification.reference})
    return stored
