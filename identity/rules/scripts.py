"""Which characters are Han (Unicode script property, all planes) or Latin letters.

Python has no script property; the ranges are those of Scripts.txt of Unicode 16 for ideographs.
Radicals and strokes are left out: they are not characters of names.
"""

import unicodedata

_HAN = (
    (0x3007, 0x3007),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFA6D),
    (0xFA70, 0xFAD9),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B739),
    (0x2B740, 0x2B81D),
    (0x2B820, 0x2CEA1),
    (0x2CEB0, 0x2EBE0),
    (0x2EBF0, 0x2EE5D),
    (0x2F800, 0x2FA1D),
    (0x30000, 0x3134A),
    (0x31350, 0x323AF),
)
_PRIVATE = ((0xE000, 0xF8FF), (0xF0000, 0xFFFFD), (0x100000, 0x10FFFD))
_RADICALS = (0x2E80, 0x2FD5)


def is_han(character: str) -> bool:
    return _within(character, _HAN)


def is_private(character: str) -> bool:
    """A private-use code: old systems kept rare characters there before they were encoded."""
    return _within(character, _PRIVATE)


def is_latin(character: str) -> bool:
    return unicodedata.name(character, "").startswith("LATIN ")


def as_ideograph(character: str) -> str:
    """The character a radical stands for (text copied from PDFs holds ⽂ for 文)."""
    if _RADICALS[0] <= ord(character) <= _RADICALS[1]:
        return unicodedata.normalize("NFKC", character)
    return character


def _within(character: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    code = ord(character)
    return any(first <= code <= last for first, last in ranges)
