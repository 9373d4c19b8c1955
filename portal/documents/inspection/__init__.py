"""Checks of an upload's content. Pure: bytes in, findings out, `UploadRefused` for a refusal."""

from dataclasses import dataclass

from portal.documents.errors import UploadRefused
from portal.documents.inspection.pdf import look_into_pdf
from portal.documents.inspection.picture import Size, size_of_picture
from portal.documents.rules import KindRules
from portal.documents.signatures import NAMES, PDF, SVG, family, family_of_suffix, mime_of


@dataclass(frozen=True)
class Findings:
    """What the file is. `doubt` names why it must be quarantined, "" for none."""

    mime: str
    size: Size | None
    doubt: str = ""
    pages: int = 1


def check_bytes(count: int, rules: KindRules) -> None:
    """Refuse by size alone, before anything is read."""
    if count == 0:
        raise UploadRefused("empty")
    if count > rules.max_bytes:
        raise UploadRefused("too_large", size=_spoken(count), limit=_spoken(rules.max_bytes))


def inspect(content: bytes, name: str, rules: KindRules) -> Findings:
    """Check the content of a file called `name` against the rules of its kind."""
    check_bytes(len(content), rules)
    mime = mime_of(content[:1024])
    _check_type(mime, name, rules)
    if mime == PDF:
        pages, doubt = look_into_pdf(content)
        return Findings(mime, None, doubt, pages)
    size = size_of_picture(content, mime)
    if min(size) < rules.min_side:
        raise UploadRefused("too_small", width=size.width, height=size.height)
    return Findings(mime, size)


def _check_type(mime: str, name: str, rules: KindRules) -> None:
    if mime == SVG:
        raise UploadRefused("svg", accepted=rules.accepted)
    suffix = name.rpartition(".")[2].lower()
    claimed = family_of_suffix(suffix)
    if mime and claimed and claimed != family(mime):
        found = NAMES[mime]
        raise UploadRefused("renamed", suffix=suffix, found=found, accepted=rules.accepted)
    if mime not in rules.types:
        raise UploadRefused("wrong_type", accepted=rules.accepted)


def _spoken(count: int) -> str:
    if count < 1024 * 1024:
        return f"{count / 1024:.0f} KB"
    return f"{count / 1024 / 1024:.1f} MB"
