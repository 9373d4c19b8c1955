"""What a number says about itself, and whether the printed fields agree with it (GB 11643)."""

import re
from datetime import date

from identity.gb11643 import PROVINCES, check_character

# 81–83 stand on the residence permits of 港澳台, which have the card's layout.
_PROVINCES = PROVINCES | {"81", "82", "83"}
_SHAPE = re.compile(r"[1-9]\d{16}[\dX]", re.ASCII)


def is_valid_number(number: str) -> bool:
    """Shape, province, calendar date and check character are right."""
    return (
        _SHAPE.fullmatch(number) is not None
        and number[:2] in _PROVINCES
        and birth_in(number) is not None
        and check_character(number[:17]) == number[17]
    )


def birth_in(number: str) -> date | None:
    """The birth date that positions 7–14 hold, or None if there is no such day."""
    return date_of(number[6:10], number[10:12], number[12:14])


def sex_in(number: str) -> str:
    """男 for an odd 17th digit, 女 for an even one."""
    return "男" if int(number[16]) % 2 else "女"


def date_of(year: str, month: str, day: str) -> date | None:
    """A calendar day of 1900–2099, or None."""
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if 1900 <= found.year < 2100 else None
