"""Text of cells."""

import unicodedata


def tidy(text: str) -> str:
    """As it was typed, without gaps at the ends and with single ones between."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def narrow(text: str) -> str:
    """Full-width signs as plain ones, without gaps at the ends."""
    return unicodedata.normalize("NFKC", text).strip()
