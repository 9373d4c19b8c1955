"""What a number says about itself, and whether the printed fields agree with it (GB 11643)."""

import re
from datetime import date

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_PROVINCE_CODES = (
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 "
    "61 62 63 64 65 71 81 82 83"
)
_PROVINCES = frozenset(_PROVINCE_CODES.split())
_SHAPE = re.compile(r"[1-9]\d{16}[\dX]", re.ASCII)


def checksum(first17: str) -> str:
    """The check character of the first 17 digits (GB 11643-1999, ISO 7064 MOD 11-2)."""
    total = sum(int(d) * w for d, w in zip(first17, _WEIGHTS, strict=True))
    return _CHECK[total % 11]


def is_valid_number(number: str) -> bool:
    """Shape, province, calendar date and check character are right."""
    return (
        _SHAPE.fullmatch(number) is not None
        and number[:2] in _PROVINCES
        and birth_in(number) is not None
        and checksum(number[:17]) == number[17]
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
