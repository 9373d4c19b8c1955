"""Offers as their forms send them."""

from typing import Any

from certification.dual_qualified.enums import ConditionKind
from certification.dual_qualified.rules.content import HINTED, RULED_ROWS

CLAUSES = (("1", "近五年企业实践累计六个月以上"), ("2", "有高级工以上等级"))
EVIDENCE = (("E1", "教师资格证书", "yes", "2", ""), ("E2", "企业实践证明", "no", "5", "盖章"))


def sent(
    *,
    version: int = 1,
    clauses: Any = CLAUSES,
    evidence: Any = EVIDENCE,
    conditions: Any = (("employed", "blocking", "24"),),
    **more: str,
) -> dict[str, str]:
    """The whole form; `more` are single inputs by their names, "reason" among them."""
    rows = {
        "clauses": [dict(zip(("code", "text"), row, strict=True)) for row in clauses],
        "evidence": [
            dict(zip(("code", "name", "required", "most", "hint"), row, strict=True))
            for row in evidence
        ],
    }
    data = {"version": str(version)}
    for name, filled in rows.items():
        data |= {f"{name}-TOTAL_FORMS": str(len(filled)), f"{name}-INITIAL_FORMS": "0"}
        for n, row in enumerate(filled):
            data |= {f"{name}-{n}-{key}": value for key, value in row.items()}
    data |= {f"rule-{name}-hint": "" for name in (*RULED_ROWS, *HINTED)}
    data |= {f"rule-{name}-least": "0" for name in RULED_ROWS}
    for kind in ConditionKind:
        data |= {f"condition-{kind.value}-effect": "", f"condition-{kind.value}-note": ""}
    for kind, effect, number in conditions:
        data |= {f"condition-{kind}-effect": effect, f"condition-{kind}-number": number}
    return {**data, **more}
