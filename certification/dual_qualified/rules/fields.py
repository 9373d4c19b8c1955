"""What each section of the application holds, by the names under which answers are stored."""

from typing import Final

from certification.dual_qualified.enums import Section

FIELDS: Final[dict[Section, tuple[str, ...]]] = {
    Section.KIND: ("level", "clauses"),
    Section.QUALIFICATION: (
        "certificate_kind",
        "certificate_subject",
        "certificate_number",
        "certificate_issuer",
        "certificate_date",
        "title",
        "title_date",
    ),
    Section.SKILLS: ("skills",),
    Section.TEACHING: ("major", "teaching_since", "courses"),
    Section.PRACTICE: ("practices",),
    Section.RESULTS: ("results",),
    Section.EVIDENCE: (),
}
"""The evidence has a field for each line of the plan's list, see `evidence_field`."""

LABELS: Final = {
    "track": "认定类型",
    "level": "认定级别",
    "clauses": "符合的条款",
    "certificate_kind": "教师资格种类",
    "certificate_subject": "任教学科",
    "certificate_number": "教师资格证书号码",
    "certificate_issuer": "认定机构",
    "certificate_date": "发证日期",
    "title": "教师系列职称",
    "title_date": "职称取得日期",
    "skills": "非教师系列职称、职业资格、技能等级",
    "major": "任教专业",
    "teaching_since": "从教时间",
    "courses": "近三年任教课程和课时",
    "practices": "企业工作和实践经历",
    "results": "教学业绩和成果",
}
ROWS: Final[dict[str, dict[str, str]]] = {
    "skills": {
        "name": "名称",
        "grade": "等级",
        "number": "证书编号",
        "issuer": "发证单位",
        "date": "取得日期",
    },
    "courses": {"year": "学年", "course": "课程名称", "hours": "课时"},
    "practices": {
        "company": "企业名称",
        "post": "岗位和工作内容",
        "started": "开始日期",
        "ended": "结束日期",
        "witness": "证明人",
    },
    "results": {
        "kind": "类别",
        "name": "名称",
        "grade": "级别、等次",
        "part": "本人角色或排名",
        "issuer": "授予或立项单位",
        "date": "日期",
    },
}
"""Lists of rows: column -> label."""

OF_THE_TRACK: Final = frozenset({"level", "clauses"})
"""What hangs on the track: when it changes, these are open again, and so is the evidence."""
OF_THE_LEVEL: Final = frozenset({"clauses"})
"""What hangs on the level, likewise together with the evidence."""

_EVIDENCE = "evidence-"


def evidence_field(code: str) -> str:
    """The name by which a line of the evidence list is marked and returned."""
    return f"{_EVIDENCE}{code}"


def evidence_code(field: str) -> str:
    """The line's code of such a name; "" for another field."""
    return field.removeprefix(_EVIDENCE) if field.startswith(_EVIDENCE) else ""


def section_of(field: str) -> Section:
    """KeyError for a name that no section holds."""
    if evidence_code(field):
        return Section.EVIDENCE
    return {name: section for section, names in FIELDS.items() for name in names}[field]


def stored_fields() -> tuple[str, ...]:
    return tuple(name for names in FIELDS.values() for name in names)
