"""公民身份号码 (GB 11643-1999), used by identity cards and 港澳台居民居住证."""

from datetime import date

from identity.gb11643 import PROVINCES, check_character
from identity.rules.problem import Problem

LENGTH = 18
EARLIEST_YEAR = 1900
YOUNGEST_AGE = 16

PERMIT_ADDRESSES = ("810000", "820000", "830000")


def birth_date_in(number: str) -> date | None:
    """The day that positions 7–14 name, or None when there is no such day."""
    digits = number[6:14]
    if len(digits) != 8 or not _digits(digits):
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def shape_problems(number: str, what: str) -> list[Problem]:
    """Length and characters; the other checks need both to be right."""
    if len(number) == 15 and _digits(number):
        return [Problem("old_length", "15位的旧号码已停用，请填写18位公民身份号码。")]
    if len(number) != LENGTH:
        return [Problem("length", f"{what}号码应为18位，现在是{len(number)}位。")]
    for position, character in enumerate(number, start=1):
        if position < LENGTH and not _digits(character):
            return [Problem("character", f"第{position}位“{character}”不是数字。")]
    if not _digits(number[17]) and number[17] != "X":
        return [Problem("character", f"第18位“{number[17]}”应为数字或字母X。")]
    return []


def resident_address_problems(number: str) -> list[Problem]:
    if number[:6] in PERMIT_ADDRESSES:
        return [Problem("kind", "这是港澳台居民居住证的号码，请把证件类型改为“港澳台居民居住证”。")]
    if number[:2] not in PROVINCES:
        return [Problem("province", f"前两位“{number[:2]}”不是省级行政区划代码。")]
    return []


def permit_address_problems(number: str) -> list[Problem]:
    if number[:6] not in PERMIT_ADDRESSES:
        return [
            Problem("province", "港澳台居民居住证号码的前六位应为810000、820000或830000。"),
        ]
    return []


def birth_problems(number: str, today: date) -> list[Problem]:
    born = birth_date_in(number)
    digits = number[6:14]
    if born is None:
        return [Problem("birth_date", f"第7至14位“{digits}”不是真实存在的日期。")]
    if born.year < EARLIEST_YEAR:
        return [Problem("birth_early", f"第7至14位“{digits}”早于1900年。")]
    if born > today:
        return [Problem("birth_future", f"第7至14位“{digits}”晚于今天。")]
    if _age(born, today) < YOUNGEST_AGE:
        return [Problem("birth_young", f"按第7至14位“{digits}”计算未满16周岁。")]
    return []


def checksum_problems(number: str) -> list[Problem]:
    """Never says which character would be right: that would make wrong numbers pass."""
    if number[17] != check_character(number[:17]):
        return [Problem("checksum", "最后一位校验不符，请对照证件逐位核对整个号码。")]
    return []


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _age(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
