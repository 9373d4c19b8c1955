"""Subjects and details of entries in words; what has none is shown as it was written."""

from collections.abc import Mapping
from typing import Any

_SUBJECTS = {
    "accounts.mobilechange": "手机号码更换",
    "accounts.signup": "注册",
    "accounts.user": "用户",
    "approvals.bulkrun": "批量办理",
    "approvals.case": "申请",
    "approvals.listexport": "导出",
    "approvals.reasoncode": "原因",
    "documents.document": "材料",
    "dual_qualified.application": "“双师型”认定申请",
    "dual_qualified.certificate": "“双师型”教师证书",
    "dual_qualified.issuerun": "批量签发",
    "home.announcement": "公告",
    "home.download": "下载资料",
    "home.question": "常见问题",
    "identity.employment": "任职",
    "identity.person": "人员",
    "organisations.body": "机构",
}
_NAMES = {
    "below": "下级机构数",
    "cases": "申请数",
    "certificate": "证书",
    "columns": "字段",
    "documents": "材料数",
    "export": "导出",
    "fields": "字段",
    "filters": "条件",
    "flow": "业务",
    "from": "原值",
    "grant": "授权",
    "in_vocational_section": "属于高职中专部",
    "kind": "种类",
    "milliseconds": "毫秒",
    "name": "名称",
    "of": "对应",
    "operation": "操作",
    "opinion": "意见",
    "outcome": "结果",
    "reasons": "原因",
    "reference": "编号",
    "role": "角色",
    "roles_ended": "收回角色数",
    "rows": "行数",
    "teachers": "教师数",
    "to": "新值",
    "transition": "办理",
    "verdict": "结论",
    "way": "方式",
    "why": "原因",
}
_PLAIN = {True: "是", False: "否", None: "无"}
_LONGEST = 200


def subject_in_words(subject: str) -> str:
    """`approvals.case:12` is 申请 12."""
    model, colon, key = subject.partition(":")
    return f"{_SUBJECTS[model]} {key}" if colon and model in _SUBJECTS else subject


def detail_in_words(detail: Mapping[str, Any]) -> str:
    text = "；".join(f"{_NAMES.get(name, name)}：{_value(item)}" for name, item in detail.items())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return f"（{detail_in_words(value)}）"
    if isinstance(value, list):
        return "、".join(_value(item) for item in value) or _PLAIN[None]
    return _PLAIN[value] if value is None or isinstance(value, bool) else str(value)
