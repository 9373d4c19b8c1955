"""The reference standard that ships with the portal: a text to begin from, never the province's
own. Its words are a summary put together from public documents (教师厅〔2022〕2号 and provincial
standards after it).
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from certification.dual_qualified.rules.content import (
    ClauseSpec,
    ConditionSpec,
    Content,
    EvidenceSpec,
    RuleSpec,
)

CAUTION = "参考文本，请对照本省标准修改。"
_FILE = Path(__file__).parent / "data" / "standard.json"


@cache
def standard() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return content


def content_for(level: str) -> Content:
    """What the standard asks for at a level; both tracks alike."""
    wanted, everywhere = standard()["levels"][level], standard()
    return Content(
        clauses=tuple(ClauseSpec(*row) for row in wanted["clauses"]),
        evidence=tuple(EvidenceSpec(*row) for row in everywhere["evidence"]),
        rules=tuple(RuleSpec(*row) for row in everywhere["field_rules"]),
        conditions=tuple(ConditionSpec(*row) for row in wanted["conditions"]),
    )
