"""What the simulated database knows of a person: invented, and always the same for a number.

By the sequence of the ID number (digits 15–17); docs/simulators.md has the table.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

_UNKNOWN, _OTHER_NAME, _BEFORE, _REVOKED = 999, 998, 997, 991
_BEGAN: Final = {"45": 2012}
_ELSEWHERE_BEGAN: Final = 2008
_FIRST_REGISTRATIONS: Final = 2016
_YEARS_VALID: Final = 5
_PROVINCE: Final = "53"
_PROVINCES: Final = frozenset({"11", "31", "33", "44", "45", "53"})
# Most teachers hold a certificate of 高级中学, which is good for the levels below too.
_KINDS: Final = "4424143475"
_SUBJECTS: Final = {
    "1": ("",),
    "2": ("语文", "数学", "英语", "小学全科"),
    "3": ("语文", "数学", "英语", "物理", "历史"),
    "4": ("语文", "数学", "英语", "物理", "化学", "生物", "思想政治"),
    "5": ("机械基础", "计算机应用", "护理"),
    "7": ("机械制造与自动化", "软件技术", "护理"),
}
_ISSUERS: Final = {"1": "澜滨区教育局", "2": "澜滨区教育局", "3": "澜滨区教育局"}
_CITY, _PROVINCE_BUREAU = "澜江市教育局", "云岭省教育厅"


@dataclass(frozen=True)
class Somebody:
    """What an ID number says of its holder."""

    number: str
    born: date
    sequence: int

    @property
    def province(self) -> str:
        head = self.number[:2]
        return head if head in _PROVINCES else _PROVINCE

    @property
    def began(self) -> int:
        return _BEGAN.get(self.province, _ELSEWHERE_BEGAN)


def result_for(number: str, name: str, today: date) -> dict[str, Any]:
    """The `Result` of the answer for an 18-digit number."""
    who = _somebody(number)
    if who is None or who.sequence == _UNKNOWN or who.sequence % 10 == 0:
        return {"Outcome": "NOT_FOUND"}
    if who.sequence == _OTHER_NAME or name.endswith("某"):
        return {"Outcome": "NAME_DIFFERS"}
    issued = max(1996, min(who.born.year + 23, today.year - 1))
    never = who.sequence % 10 in {3, 4} and issued < who.began
    if never or who.sequence == _BEFORE:
        return {"Outcome": "BEFORE_RECORDS"}
    return {"Outcome": "FOUND", "Certificates": _certificates(who, issued, today)}


def _somebody(number: str) -> Somebody | None:
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
    return Somebody(number, born, int(number[14:17]))


def _certificates(who: Somebody, issued: int, today: date) -> list[dict[str, Any]]:
    kind = _KINDS[who.sequence // 10 % len(_KINDS)]
    first = _certificate(who, kind, issued, _registrations(who, issued, today))
    if who.sequence % 10 != 1:
        return [first]
    later = max(issued + 3, who.began)
    if later >= today.year:
        return [first]
    return [_certificate(who, "5" if kind != "5" else "4", later, []), first]


def _certificate(
    who: Somebody, kind: str, year: int, registrations: list[dict[str, Any]]
) -> dict[str, Any]:
    subjects = _SUBJECTS[kind]
    return {
        "Number": _number(who, kind, year),
        "Kind": kind,
        "Subject": subjects[who.sequence % len(subjects)],
        "Issuer": _ISSUERS.get(kind, _PROVINCE_BUREAU if kind == "7" else _CITY),
        "IssuedOn": date(year, 6, 1 + who.sequence % 30).isoformat(),
        "State": "2" if who.sequence == _REVOKED else "1",
        "Registrations": registrations,
    }


def _number(who: Somebody, kind: str, year: int) -> str:
    serial = (who.sequence * 997 + who.born.toordinal()) % 1_000_000
    sex = "1" if who.sequence % 2 else "2"
    return f"{year}{who.province}301{kind}{sex}{serial:06d}"


def _registrations(who: Somebody, issued: int, today: date) -> list[dict[str, Any]]:
    """First passed some years after the certificate, then every five years; the newest last."""
    if who.sequence % 10 == 3:
        return []
    found: list[dict[str, Any]] = []
    spread = (who.sequence // 10 + who.sequence) % _YEARS_VALID
    year = max(issued + 2, _FIRST_REGISTRATIONS + spread)
    while _decided(who, year) <= today:
        if who.sequence % 10 == 2 and len(found) == 1:
            found.append(_registration(who, year, "2", "2"))
            year += 1
            continue
        found.append(_registration(who, year, "2" if found else "1", "1"))
        year += _YEARS_VALID
    # Some are late: their last registration has run out.
    return found[:-1] if who.sequence % 10 == 5 and len(found) > 1 else found


def _decided(who: Somebody, year: int) -> date:
    return date(year, 12, 1 + who.sequence % 20)


def _registration(who: Somebody, year: int, kind: str, outcome: str) -> dict[str, Any]:
    decided = _decided(who, year)
    row = {
        "Year": year,
        "Kind": kind,
        "Outcome": outcome,
        "DecidedOn": decided.isoformat(),
        "Institution": "澜滨区教育局",
    }
    if outcome == "1":
        row["ValidUntil"] = decided.replace(year=year + _YEARS_VALID).isoformat()
    return row
