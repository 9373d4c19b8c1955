"""Codes in QR codes: 100 random bits in characters nobody mistakes for one another."""

import re
import secrets
from typing import Final

_LETTERS: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH: Final = 20
_GROUP: Final = 5


def new_code() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(LENGTH))


def tidied(text: str) -> str:
    """A code as typed from paper, in the form it is stored."""
    return re.sub(r"[\s-]", "", text).upper()


def grouped(code: str) -> str:
    """For reading: ABCDE-FGHJK-…"""
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))
