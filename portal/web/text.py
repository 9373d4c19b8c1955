"""Typed and pasted text, made comparable without changing what was meant."""

import unicodedata

# Zero-width and direction marks that chat programs and PDF files leave in pasted text. Variation
# selectors stay: they choose the form of a rare Han character.
_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)


def normalise(text: str) -> str:
    """NFC, without invisible marks; spaces at the ends are the field's own affair."""
    return unicodedata.normalize("NFC", text.translate(_INVISIBLE))
