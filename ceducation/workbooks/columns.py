"""The columns of the template, by the names the rest of the code has for them."""

from ceducation.enums import HoursKind
from portal.imports.layout import MOST_ROWS, Layout

COLUMNS = {
    "name": "姓名",
    "id_number": "证件号码",
    "year": "年度",
    "kind": "类别",
    "hours": "学时",
    "title": "所学内容",
    "proof": "证明编号",
}
WIDTHS = {"name": 14, "id_number": 24, "year": 8, "kind": 10, "hours": 8, "title": 44, "proof": 24}
OPTIONAL = frozenset({"proof"})
_NOTES = (
    ("怎样填写", ""),
    ("证件号码", "按文本填写，和教师在平台登记的一致；本列已设为文本格式，请勿改动。"),
    ("年度", "四位数字，如 2026。学时只计入学习的那一年。"),
    ("类别", "公需、专业、选修，三者之一。"),
    ("学时", "大于 0，最多一位小数。一天 8 学时，不足一天的 45 分钟计 1 学时。"),
    (
        "所学内容",
        "培训、课程或活动的名称。同一人同一年度不能有两条同名的；再次学习请写明，如“第二期”。",
    ),
    ("证明编号", "证书或证明的编号，没有可以不填。"),
    ("行数", f"一次最多 {MOST_ROWS} 行。不要使用公式。上传后先检查，逐行列出问题，确认后才导入。"),
    ("负数", "不能用负数减少学时：要更正已登记的，请在该教师的台账中办理更正。"),
)
LAYOUT = Layout(
    sheet="学时",
    columns=COLUMNS,
    widths=WIDTHS,
    notes=_NOTES,
    optional=OPTIONAL,
    choices={"kind": list(HoursKind.labels)},
)
