"""The template, and the report of what was not imported: the template again, with what to mend."""

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import xlsxwriter

from ceducation.enums import HoursKind
from ceducation.workbooks.columns import COLUMNS, EXTRA, MOST_ROWS, WIDTHS

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


def template() -> bytes:
    """An empty sheet with its heading, and a second one that says how to fill it in."""
    return _written([])


def report(rows: Iterable[tuple[int, Mapping[str, str], str]]) -> bytes:
    """(row number, its values, what is wrong) under the template's heading: mended, sent again."""
    return _written(rows, EXTRA)


def _written(
    rows: Iterable[tuple[int, Mapping[str, str], str]], extra: Sequence[str] = ()
) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("学时")
    _head(book, sheet, extra)
    for at, (number, values, problem) in enumerate(rows, start=1):
        cells = [*(values.get(name, "") for name in COLUMNS), str(number), problem]
        for column, text in enumerate(cells):
            sheet.write_string(at, column, text)
    kind = list(COLUMNS).index("kind")
    choice = {"validate": "list", "source": list(HoursKind.labels)}
    sheet.data_validation(1, kind, MOST_ROWS, kind, choice)
    _notes(book)
    book.close()
    return buffer.getvalue()


def _head(book: Any, sheet: Any, extra: Sequence[str]) -> None:
    bold = book.add_format({"bold": True, "bg_color": "#EAF0F6", "bottom": 1})
    text = book.add_format({"num_format": "@"})
    for column, (name, title) in enumerate(COLUMNS.items()):
        sheet.set_column(column, column, WIDTHS[name], text)
        sheet.write_string(0, column, title, bold)
    for column, title in enumerate(extra, start=len(COLUMNS)):
        sheet.set_column(column, column, 8 if column == len(COLUMNS) else 60)
        sheet.write_string(0, column, title, bold)
    sheet.freeze_panes(1, 0)


def _notes(book: Any) -> None:
    sheet = book.add_worksheet("填写说明")
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, 1, 90)
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True})
    for line, (name, text) in enumerate(_NOTES):
        sheet.write_string(line, 0, name, bold)
        sheet.write_string(line, 1, text, wrapped)
