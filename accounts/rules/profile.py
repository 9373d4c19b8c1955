"""What people may change about themselves, what they may not, what must be there (A9, A11)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

IDENTITY_FIELDS = ("sex", "birth_date", "ethnicity")
EDITABLE_FIELDS = (
    "political_status",
    "marital_status",
    "address",
    "office_phone",
    "email",
    "education",
    "degree",
    "graduated_from",
    "graduated_on",
    "major",
)


@dataclass(frozen=True)
class FixedField:
    """A field that is shown but not changed here, and why; `place` is where it is changed."""

    name: str
    label: str
    why: str
    place: str = ""


FIXED_FIELDS = (
    FixedField("name", "姓名", "姓名只能通过实名核验修改。", "accounts:real-name"),
    FixedField("id_number", "证件号码", "证件号码不能修改。如登记有误，请联系学校管理员。"),
    FixedField("sex", "性别", "性别以证件为准，不能修改。"),
    FixedField("birth_date", "出生日期", "出生日期以证件为准，不能修改。"),
    FixedField("ethnicity", "民族", "民族以证件为准。如登记有误，请联系学校管理员。"),
    FixedField("unit", "工作单位", "工作单位只能通过办理调动变更。"),
    FixedField("mobile", "手机号码", "修改手机号码须验证短信。", "accounts:mobile"),
)


def missing(values: Mapping[str, Any]) -> tuple[str, ...]:
    """The required identity fields that are empty, in the order they are asked for."""
    return tuple(name for name in IDENTITY_FIELDS if not values.get(name))
