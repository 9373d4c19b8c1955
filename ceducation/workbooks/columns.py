"""The columns of the template, by the names the rest of the code has for them."""

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
EXTRA = ("行号", "问题")
MOST_ROWS = 5000
