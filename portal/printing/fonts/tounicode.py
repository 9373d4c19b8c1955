"""reportlab 5.1 writes code points above U+FFFF into its ToUnicode maps as they are.

The map's strings are UTF-16, so that a copied 𬭎 became "Ⲵ": a wrong name in every print.
"""

import re
from typing import Any

from reportlab.pdfbase import ttfonts

_ABOVE_BMP = re.compile(r"<([0-9A-F]{2})> <([0-9A-F]{5,6})>")


def patch() -> None:
    """Once; harmless after reportlab has mended it, for then nothing matches."""
    if getattr(ttfonts.makeToUnicodeCMap, "writes_surrogates", False):
        return
    original = ttfonts.makeToUnicodeCMap

    def with_surrogates(name: Any, subset: Any) -> str:
        return _ABOVE_BMP.sub(_as_utf16, original(name, subset))

    with_surrogates.writes_surrogates = True  # type: ignore[attr-defined]
    ttfonts.makeToUnicodeCMap = with_surrogates


def _as_utf16(match: re.Match[str]) -> str:
    code, point = match.groups()
    return f"<{code}> <{chr(int(point, 16)).encode('utf-16-be').hex().upper()}>"
