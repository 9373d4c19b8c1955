"""What a file is, by its first bytes and never by its name."""

from typing import Final

JPEG: Final = "image/jpeg"
PNG: Final = "image/png"
WEBP: Final = "image/webp"
HEIC: Final = "image/heic"
PDF: Final = "application/pdf"
SVG: Final = "image/svg+xml"
UNKNOWN: Final = ""

NAMES: Final = {JPEG: "JPEG", PNG: "PNG", WEBP: "WebP", HEIC: "HEIC", PDF: "PDF"}
SUFFIXES: Final = {
    JPEG: frozenset({"jpg", "jpeg", "jpe", "jfif"}),
    PNG: frozenset({"png"}),
    WEBP: frozenset({"webp"}),
    HEIC: frozenset({"heic", "heif", "hif"}),
    PDF: frozenset({"pdf"}),
}
_HEIF_BRANDS: Final = frozenset(
    {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"}
)


def mime_of(head: bytes) -> str:
    """The MIME type by the first 1 KiB, or "" for what the portal does not know."""
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return WEBP
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS:
        return HEIC
    if head.startswith(b"%PDF-"):
        return PDF
    return SVG if b"<svg" in head[:1024].lower() else UNKNOWN


def is_picture(mime: str) -> bool:
    return mime in NAMES and mime != PDF


def family_of_suffix(suffix: str) -> str:
    """ "picture", "pdf", or "" for a suffix that claims neither."""
    if suffix in SUFFIXES[PDF]:
        return "pdf"
    known = any(suffix in found for found in SUFFIXES.values())
    return "picture" if known else ""


def family(mime: str) -> str:
    return "pdf" if mime == PDF else "picture"
