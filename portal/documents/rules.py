"""What is taken of each kind of document, and how long it is kept."""

from dataclasses import dataclass
from typing import Final

from portal.documents.enums import DocumentKind
from portal.documents.signatures import HEIC, JPEG, NAMES, PDF, PNG, SUFFIXES, WEBP

MEBIBYTE: Final = 1024 * 1024
PICTURES: Final = (JPEG, PNG, HEIC, WEBP)
# JPEG is decoded at an eighth for the check; the others only whole, at four bytes a pixel.
MOST_PIXELS: Final = {JPEG: 110_000_000, PNG: 50_000_000, WEBP: 50_000_000, HEIC: 50_000_000}
MOST_PAGES: Final = 100


@dataclass(frozen=True)
class KindRules:
    """Types, largest size in bytes, smallest side in pixels.

    `keep_days` count from the end of the procedure the file was for (None: as long as its record);
    `draft_days` from the upload, when no procedure ever took it up (None: for good).
    """

    types: tuple[str, ...]
    max_bytes: int
    min_side: int = 0
    keep_days: int | None = None
    draft_days: int | None = 180

    @property
    def extensions(self) -> tuple[str, ...]:
        """For the `accept` of a file input: ".jpg", ".png" …"""
        return tuple(f".{suffix}" for mime in self.types for suffix in sorted(SUFFIXES[mime]))

    @property
    def accepted(self) -> str:
        """For a sentence: "JPEG、PNG、HEIC、WebP"."""
        return "、".join(NAMES[mime] for mime in self.types)


KINDS: Final[dict[str, KindRules]] = {
    # PIPL art. 19: no longer than needed; 30 days after the review is over.
    DocumentKind.ID_CARD: KindRules(PICTURES, 40 * MEBIBYTE, min_side=300, keep_days=30),
    DocumentKind.PHOTO: KindRules(PICTURES, 40 * MEBIBYTE, keep_days=30),
    DocumentKind.PORTRAIT: KindRules((JPEG,), 190 * 1024, min_side=290),
    DocumentKind.EVIDENCE: KindRules((PDF, *PICTURES), 20 * MEBIBYTE),
    # Of the person's own list of certificates: kept while it is there.
    DocumentKind.CREDENTIAL: KindRules((PDF, *PICTURES), 20 * MEBIBYTE),
    DocumentKind.PUBLICATION: KindRules((PDF,), 20 * MEBIBYTE, draft_days=None),
}
