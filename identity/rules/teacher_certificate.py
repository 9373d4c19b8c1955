"""The number of a teacher's certificate: 17 digits, YYYY PP III T S NNNNNN (domain facts, 2.6)."""

import re
import unicodedata
from datetime import date
from typing import Final

from identity.enums import CredentialKind

KINDS: Final = {kind.value: str(kind.label) for kind in CredentialKind}
_NUMBERED_SINCE = 2001
_PROVINCES = (
    "11|12|13|14|15|21|22|23|31|32|33|34|35|36|37|41|42|43|44|45|46|50|51|52|53|54|61|62|63|64|65"
)
PROVINCES: Final = tuple(_PROVINCES.split("|"))
_NUMBER = re.compile(rf"(19(?:9[5-9])|20\d\d)({_PROVINCES})\d{{3}}([1-7])[0-2]\d{{6}}", re.ASCII)
_LONGEST_OLD = 40


def normalise_number(number: str) -> str:
    """Without gaps, full-width figures as plain ones; letters large."""
    plain = unicodedata.normalize("NFKC", number)
    return re.sub(r"[\s\u200b-\u200f\ufeff]+", "", plain).upper()


def province_of(number: str) -> str:
    """The first two digits of the issuing province's code; "" for a number of the old forms."""
    found = _NUMBER.fullmatch(number)
    return found[2] if found else ""


def problem_of(number: str, kind: str, issued: date | None) -> str:
    """What is wrong with the number, in Chinese; "" for nothing.

    Certificates of before 2001 may have numbers of other forms. The digit for the sex is not
    asked: sources disagree about it.
    """
    if issued is not None and issued.year < _NUMBERED_SINCE:
        return "" if len(number) <= _LONGEST_OLD else f"证书号码最多 {_LONGEST_OLD} 个字"
    found = _NUMBER.fullmatch(number)
    if found is None:
        return "教师资格证书号码应为 17 位数字，请照证书核对"
    if kind and found[3] != kind:
        return f"号码的第 10 位表示“{KINDS[found[3]]}”，与所选资格种类不一致"
    if issued is not None and int(found[1]) != issued.year:
        return f"号码的前 4 位是 {found[1]} 年，与发证日期的年份不一致"
    return ""
