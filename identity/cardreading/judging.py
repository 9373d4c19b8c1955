"""From what was parsed to fields with a confidence, cross-checked with the number."""

from dataclasses import dataclass

from identity.cardreading import crosscheck
from identity.cardreading.parser import Parsed
from identity.cardreading.reading import FIELDS

_SURE = 0.9
_DERIVED = 0.99
_CONTRADICTED = 0.5


@dataclass(frozen=True)
class Judged:
    """A value, how likely it is (0–1), and whether it needs no second look."""

    value: str = ""
    confidence: float = 0.0
    sure: bool = False


def judge(parsed: Parsed) -> dict[str, Judged]:
    """All six fields; the number's checksum, birth date and sex are set against the print."""
    fields = {name: _as_read(parsed, name) for name in FIELDS}
    number = parsed.text("id_number")
    if crosscheck.is_valid_number(number):
        return fields | _with_number(number, parsed, fields)
    return fields | {"id_number": Judged(number, min(0.3, fields["id_number"].confidence))}


def _as_read(parsed: Parsed, name: str) -> Judged:
    value = parsed.values[name]
    return Judged(value.text, value.prob, value.prob >= _SURE)


def _with_number(number: str, parsed: Parsed, fields: dict[str, Judged]) -> dict[str, Judged]:
    birth = crosscheck.birth_in(number)
    derived = {"birth": birth.isoformat() if birth else "", "sex": crosscheck.sex_in(number)}
    checked = {name: _settled(value, fields[name]) for name, value in derived.items()}
    agrees = all(parsed.text(name) in ("", value) for name, value in derived.items())
    seen = fields["id_number"].confidence
    confidence = max(seen, _SURE) if agrees else min(seen, _CONTRADICTED)
    return checked | {"id_number": Judged(number, confidence, agrees and seen >= _CONTRADICTED)}


def _settled(derived: str, printed: Judged) -> Judged:
    """The number has a checksum and the print has none, so the number's word is taken."""
    if printed.value == derived:
        return Judged(derived, _DERIVED, True)
    if not printed.value:
        return Judged(derived, _SURE, True)
    return Judged(derived, _CONTRADICTED, False)
