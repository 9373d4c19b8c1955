"""Drawing within limits. Only in workers: a page takes memory and tens of milliseconds."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from portal.jobs.limits import memory_limit
from portal.printing import paging
from portal.printing.errors import PrintFailed
from portal.printing.hashing import data_hash
from portal.printing.kinds import PrintKind, find
from portal.printing.kit.composing import Composed, compose
from portal.printing.kit.pen import Check

SPECIMEN = "样张"
# Leads to the check page, which knows no such print.
_SPECIMEN_CODE = "SPECIMEN"
TOO_LARGE = "这一份需要的内存超过上限，没有生成。请检查照片等图片是否过大。"


def check_address(code: str) -> str:
    """What a QR code holds."""
    return f"{settings.PORTAL_URL}{reverse('printing:check', args=[code])}"


def draw(kind: PrintKind, data: Any, *, code: str, version: str, mark: str = "") -> Composed:
    """The PDF; `PrintFailed` (Chinese) when it would take more memory than the kind may."""
    check = Check(code, check_address(code), version)
    try:
        with memory_limit(kind.memory_mb):
            return compose(kind.draw, data, check=check, title=kind.label, mark=mark)
    except MemoryError:
        raise PrintFailed(TOO_LARGE) from None


def specimen(kind: PrintKind, data: Any) -> Composed:
    """As it would be issued, but marked 样张 and with a code that proves nothing."""
    return draw(kind, data, code=_SPECIMEN_CODE, version=data_hash(data)[:8], mark=SPECIMEN)


def preview(kind_name: str, data: Any, *, page: int = 1, width: int = 1200) -> bytes:
    """A page of the specimen as a WebP picture, `width` pixels wide; nothing is stored."""
    composed = specimen(find(kind_name), data)
    return paging.page_image(composed.content, page, width)
