"""Which certificate fits which post, and since when certificates come from the system.

Both are the province's data: here is only how they are read (教师资格条例 art. 5; domain 1.1).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Fit(StrEnum):
    YES = "yes"
    CONDITION = "condition"
    NO = "no"


@dataclass(frozen=True)
class Cover:
    """Whether a certificate fits a post; `condition` says what it needs besides (Chinese)."""

    fit: Fit
    condition: str = ""


@dataclass(frozen=True)
class CertificateRules:
    """`conditions` holds (kind, stage) of what fits, "" for no condition.

    `system_since` holds the first year by the two digits of the issuing province; "" stands for
    every province that is not named.
    """

    conditions: Mapping[tuple[str, str], str]
    system_since: Mapping[str, int]
    version: int = 0

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any], version: int) -> "CertificateRules":
        cells = {
            (kind, stage): condition
            for kind, row in plain["covers"].items()
            for stage, condition in row.items()
        }
        return cls(cells, dict(plain["system_since"]), version)

    def plain(self) -> dict[str, Any]:
        """As stored."""
        covers: dict[str, dict[str, str]] = {}
        for (kind, stage), condition in self.conditions.items():
            covers.setdefault(kind, {})[stage] = condition
        return {"covers": covers, "system_since": dict(self.system_since)}

    def covers(self, kind: str, stage: str) -> Cover:
        condition = self.conditions.get((kind, stage))
        if condition is None:
            return Cover(Fit.NO)
        return Cover(Fit.CONDITION, condition) if condition else Cover(Fit.YES)

    def first_system_year(self, province: str) -> int:
        """Certificates of this province are in the system since this year."""
        return self.system_since.get(province, self.system_since[""])
