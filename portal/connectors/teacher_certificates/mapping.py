"""What the national certificate database answers, as values of ours.

Anything that is not of the protocol is a bad answer as a whole: half a record would be a wrong one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, Final

SYSTEM: Final = "teacher_certificates"


class Finding(Enum):
    """Unavailable: it did not answer, or not as it should."""

    FOUND = "found"
    NAME_DIFFERS = "name_differs"
    NUMBER_UNKNOWN = "number_unknown"
    ISSUED_BEFORE = "issued_before"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True)
class Registration:
    """`kind` first | periodic; `outcome` passed | deferred | failed; `valid_until` when passed."""

    year: int
    kind: str
    outcome: str
    decided_on: date
    valid_until: date | None
    institution: str


@dataclass(frozen=True)
class Certificate:
    """`kind` 1–7; `state` valid | replaced | revoked | lost; `subject` "" for 无."""

    number: str
    kind: str
    subject: str
    issuer: str
    issued_on: date
    state: str
    registrations: tuple[Registration, ...] = ()


@dataclass(frozen=True)
class Answer:
    """`reference` is the database's own name for the question."""

    finding: Finding
    reference: str = ""
    certificates: tuple[Certificate, ...] = ()


FINDINGS: Final[Mapping[str, Finding]] = {
    "FOUND": Finding.FOUND,
    "NAME_DIFFERS": Finding.NAME_DIFFERS,
    "NOT_FOUND": Finding.NUMBER_UNKNOWN,
    "BEFORE_RECORDS": Finding.ISSUED_BEFORE,
}
_STATES: Final = {"1": "valid", "2": "revoked", "3": "lost", "4": "replaced"}
_KINDS: Final = {"1": "first", "2": "periodic"}
_OUTCOMES: Final = {"1": "passed", "2": "deferred", "3": "failed"}
_CERTIFICATE_KINDS: Final = frozenset("1234567")
_LONGEST: Final = {"Number": 40, "Subject": 60, "Issuer": 120, "Institution": 120}


class NotOfTheProtocol(ValueError):
    """The answer lacks something, or says something the protocol does not know."""


def answer_of(plain: Mapping[str, Any]) -> Answer:
    """Raises NotOfTheProtocol."""
    try:
        result = plain["Result"]
        finding = FINDINGS[result["Outcome"]]
        rows = result.get("Certificates") or []
        reference = str(plain["RequestId"])[:80]
        found = tuple(certificate_of(row) for row in rows)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise NotOfTheProtocol from error
    if bool(found) != (finding is Finding.FOUND) or not reference:
        raise NotOfTheProtocol
    return Answer(finding, reference, found)


def certificate_of(row: Mapping[str, Any]) -> Certificate:
    kind = str(row["Kind"])
    if kind not in _CERTIFICATE_KINDS:
        raise NotOfTheProtocol
    rows = row.get("Registrations") or []
    return Certificate(
        number=_text(row, "Number"),
        kind=kind,
        subject=_text(row, "Subject", empty=True),
        issuer=_text(row, "Issuer"),
        issued_on=date.fromisoformat(row["IssuedOn"]),
        state=_STATES[str(row["State"])],
        registrations=tuple(_registration(each) for each in rows),
    )


def _registration(row: Mapping[str, Any]) -> Registration:
    outcome, decided = _OUTCOMES[str(row["Outcome"])], date.fromisoformat(row["DecidedOn"])
    until = date.fromisoformat(row["ValidUntil"]) if row.get("ValidUntil") else None
    if (until is not None) != (outcome == "passed") or (until and until <= decided):
        raise NotOfTheProtocol
    return Registration(
        year=int(row["Year"]),
        kind=_KINDS[str(row["Kind"])],
        outcome=outcome,
        decided_on=decided,
        valid_until=until,
        institution=_text(row, "Institution"),
    )


def _text(row: Mapping[str, Any], name: str, *, empty: bool = False) -> str:
    value = row[name]
    if not isinstance(value, str) or len(value) > _LONGEST[name] or not (value or empty):
        raise NotOfTheProtocol
    return value
