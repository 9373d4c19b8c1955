"""What a sign-up asks for, step by step (manual: dual-qualified certification, 1.3 and 1.4)."""

from collections.abc import Mapping, Sequence
from itertools import zip_longest

IDENTITY_FIELDS = ("name", "id_number", "sex", "ethnicity", "birth_date")
DETAIL_FIELDS = (
    "political_status",
    "marital_status",
    "address",
    "office_phone",
    "email",
    "region",
    "unit",
    "in_vocational_section",
    "education",
    "graduated_from",
    "graduated_on",
    "major",
    "degree",
)
# The reader calls the birth date "birth"; everything else has one name.
READING_FIELDS = {
    "name": "name",
    "id_number": "id_number",
    "sex": "sex",
    "ethnicity": "ethnicity",
    "birth_date": "birth",
}


def filled_from_reading(
    typed: Mapping[str, str], before: Mapping[str, str], reading: Mapping[str, str]
) -> dict[str, str]:
    """Typed values with a new reading put where nothing was typed by hand.

    A value that still equals the reading before it was not corrected by anybody.
    """
    filled = dict(typed)
    for field in IDENTITY_FIELDS:
        by_hand = typed.get(field, "") not in {"", before.get(field, "")}
        if reading.get(field) and not by_hand:
            filled[field] = reading[field]
    return filled


def name_alternatives(name: str, candidates: Sequence[Sequence[str]], most: int = 4) -> list[str]:
    """Names that differ from the reading in one character, the likeliest of each place first.

    `candidates` holds for each character those that it may be; of another length it says nothing.
    """
    if len(candidates) != len(name):
        return []
    by_rank = zip_longest(
        *([c for c in place if c != name[i]] for i, place in enumerate(candidates))
    )
    return [
        f"{name[:place]}{char}{name[place + 1 :]}"
        for rank in by_rank
        for place, char in enumerate(rank)
        if char
    ][:most]


def differences(typed: Mapping[str, str], reading: Mapping[str, str]) -> dict[str, str]:
    """Fields whose typed value is not what was read, with the reading (A2)."""
    return {
        field: reading[field]
        for field in IDENTITY_FIELDS
        if reading.get(field) and reading[field] != typed.get(field, "")
    }
