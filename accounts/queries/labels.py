"""Stored answers as people read them: codes as words, bodies and divisions as names."""

from typing import Final

from identity.enums import Sex
from portal.organisations.models import Body
from portal.reference.models import CodeTable, Division
from portal.reference.queries import label_of
from portal.web.numbers import whole_number

LABELS: Final = {
    "name": "姓名",
    "id_number": "公民身份号码",
    "sex": "性别",
    "ethnicity": "民族",
    "birth_date": "出生日期",
    "political_status": "政治面貌",
    "marital_status": "婚姻状况",
    "address": "联系地址",
    "office_phone": "办公电话",
    "email": "电子邮箱",
    "region": "单位所属区域",
    "unit": "工作单位",
    "in_vocational_section": "是否属于高职中专部",
    "education": "最高学历",
    "graduated_from": "毕业院校",
    "graduated_on": "毕业时间",
    "major": "所学专业",
    "degree": "最高学位",
    "photo": "1寸免冠标准照片",
}
_TABLES: Final = {
    "ethnicity": CodeTable.ETHNICITY,
    "political_status": CodeTable.POLITICAL_STATUS,
    "marital_status": CodeTable.MARITAL_STATUS,
    "education": CodeTable.EDUCATION,
    "degree": CodeTable.DEGREE,
}
_WORDS: Final = {
    "sex": {sex.value: str(sex.label) for sex in Sex},
    "in_vocational_section": {"yes": "是", "no": "否"},
}


def shown(name: str, value: str) -> str:
    """The answer in words; an unknown code stays what it is."""
    if name in _TABLES:
        return label_of(_TABLES[name], value) or value
    if name in _WORDS:
        return _WORDS[name].get(value, value)
    if name == "region":
        return _name_of(Division.objects.filter(pk=value).first(), value)
    if name == "unit":
        return _name_of(Body.objects.filter(pk=whole_number(value) or 0).first(), value)
    return value


def _name_of(found: object | None, value: str) -> str:
    return str(found) if found else value
