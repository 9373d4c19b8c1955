"""The conclusion of a year's registration, whoever reports it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from identity.models import Credential, RegistrationRecord
from identity.services.credentials import note

_FIELDS = ("kind", "outcome", "decided_on", "valid_until", "institution")


@dataclass(frozen=True)
class Conclusion:
    """`kind` and `outcome` are values of identity.enums; `valid_until` only when passed."""

    year: int
    kind: str
    outcome: str
    decided_on: date
    valid_until: date | None
    institution: str


def record_registration(
    credential: Credential, conclusion: Conclusion, *, actor: Any, request: Any = None
) -> RegistrationRecord:
    """One for each year: a later word about the same year replaces the earlier, on record."""
    with transaction.atomic():
        if keep_conclusion(credential, conclusion):
            detail = {"year": conclusion.year, "outcome": conclusion.outcome}
            note("identity.record_registration", credential, actor, request, detail)
    return RegistrationRecord.objects.get(credential=credential, year=conclusion.year)


def keep_conclusion(credential: Credential, conclusion: Conclusion) -> bool:
    """Whether anything was written; in the caller's transaction, which holds the person."""
    values = {name: getattr(conclusion, name) for name in _FIELDS}
    known = RegistrationRecord.objects.filter(credential=credential, year=conclusion.year).first()
    if known is None:
        RegistrationRecord.objects.create(credential=credential, year=conclusion.year, **values)
        return True
    if all(getattr(known, name) == value for name, value in values.items()):
        return False
    for name, value in values.items():
        setattr(known, name, value)
    known.save()
    return True
