"""What is said about one field while it is typed; the form checks it again when it is sent."""

from collections.abc import Callable

from identity.enums import IdKind
from identity.rules import (
    Problem,
    birth_date_of,
    check_email,
    check_id_number,
    check_landline,
    check_mobile,
    check_name,
    check_postcode,
    sex_of,
)
from portal.clock import today

Check = Callable[[str, str], list[Problem]]

_CHECKS: dict[str, Check] = {
    "name": check_name,
    "id_number": lambda value, kind: check_id_number(kind, value, today=today()),
    "mobile": lambda value, kind: check_mobile(value),
    "email": lambda value, kind: check_email(value),
    "office_phone": lambda value, kind: check_landline(value),
    "postcode": lambda value, kind: check_postcode(value),
}
LONGEST = 500


def check_field(field: str, value: str, kind: str = IdKind.RESIDENT) -> list[Problem] | None:
    """The problems of a field's value; None for a field without a rule."""
    check = _CHECKS.get(field)
    return check(value[:LONGEST], kind) if check else None


def approval(field: str, value: str, kind: str = IdKind.RESIDENT) -> str:
    """What is said about a value without problems: for a number, what it means."""
    born = birth_date_of(kind, value) if field == "id_number" else None
    sex = sex_of(kind, value) if field == "id_number" else None
    if born is None or sex is None:
        return "格式正确"
    return f"校验通过：{born.year}年{born.month}月{born.day}日出生，{sex.label}"
