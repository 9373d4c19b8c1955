"""Rows of an uploaded workbook, as text. Run in a worker: it takes time and memory."""

import io
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from celery.exceptions import SoftTimeLimitExceeded

from portal.imports.errors import Unreadable
from portal.imports.inspecting import DAMAGED, look_at
from portal.imports.layout import MOST_ROWS, Layout
from portal.imports.text import tidy

_HEADING_WITHIN = 5
_LONGEST_CELL = 500
_LONG_NUMBER = 10**14
_FORMULA = "“{column}”是公式，请改为数值（复制后选择性粘贴为“值”）"
_BROKEN_CELL = "“{column}”是错误值（{value}）"
_NUMBER_CELL = "证件号码要按文本填写：Excel 会把长数字的后几位改成 0，请把这一列设为文本后重新填写"
_NO_ROWS = "表中没有数据。请从第二行起填写，一行一条。"
_TOO_MANY = f"这张表超过 {MOST_ROWS} 行。请分成几个文件，每个不超过 {MOST_ROWS} 行，分别导入。"


@dataclass(frozen=True)
class SheetRow:
    """`number` is the sheet's own; `values` by the names of the layout's columns, as `problems`."""

    number: int
    values: Mapping[str, str]
    problems: Mapping[str, str] = field(default_factory=dict)


def rows_of(content: bytes, layout: Layout) -> list[SheetRow]:
    """Every row that is not blank; Unreadable when there is no table, or too long a one."""
    look_at(content)
    try:
        return list(_read(content, layout))
    except (Unreadable, MemoryError, SoftTimeLimitExceeded):
        raise
    except Exception:
        # The library raises whatever a malformed part leads it to.
        raise Unreadable(DAMAGED) from None


def _read(content: bytes, layout: Layout) -> Iterator[SheetRow]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    try:
        sheet = book.worksheets[0]
        # What a program declares of its sheet's size is often wrong.
        sheet.reset_dimensions()
        yield from _rows(sheet.iter_rows(), layout)
    finally:
        book.close()


def _rows(lines: Iterable[tuple[Any, ...]], layout: Layout) -> Iterator[SheetRow]:
    numbered = enumerate(lines, start=1)
    places = _heading(numbered, layout)
    count = 0
    for number, cells in numbered:
        found = {name: cells[at] for name, at in places.items() if at < len(cells)}
        if not any(_filled(cell) for cell in found.values()):
            continue
        count += 1
        if count > MOST_ROWS:
            raise Unreadable(_TOO_MANY)
        yield _row(number, found, layout)
    if not count:
        raise Unreadable(_NO_ROWS)


def _heading(numbered: Iterator[tuple[int, tuple[Any, ...]]], layout: Layout) -> dict[str, int]:
    """Where each column stands; a title above the heading does no harm."""
    columns = layout.columns
    missing: list[str] = list(columns.values())
    for number, cells in numbered:
        titles = [_title(cell) for cell in cells]
        places = {name: titles.index(text) for name, text in columns.items() if text in titles}
        lacking = [
            columns[name] for name in columns if name not in places and name not in layout.optional
        ]
        if not lacking:
            return places
        missing = min(missing, lacking, key=len)
        if number >= _HEADING_WITHIN:
            break
    raise Unreadable(f"没有找到表头“{'、'.join(missing)}”。请下载模板，把数据填在模板里再上传。")


def _title(cell: Any) -> str:
    """姓名, also where it is marked: "姓名*", "姓名（必填）"."""
    text = unicodedata.normalize("NFKC", str(cell.value or ""))
    return text.partition("(")[0].strip(" *")


def _filled(cell: Any) -> bool:
    return cell.value is not None and str(cell.value).strip() != ""


def _row(number: int, cells: Mapping[str, Any], layout: Layout) -> SheetRow:
    """A cell that cannot be used is left empty; what is wrong with it stands beside."""
    checked = {name: _problem(name, cell, layout) for name, cell in cells.items()}
    problems = {name: text for name, text in checked.items() if text}
    values = {name: _text(cell.value) for name, cell in cells.items() if name not in problems}
    return SheetRow(number, {**dict.fromkeys(layout.columns, ""), **values}, problems)


def _problem(name: str, cell: Any, layout: Layout) -> str:
    if cell.data_type == "f":
        return _FORMULA.format(column=layout.columns[name])
    if cell.data_type == "e":
        return _BROKEN_CELL.format(column=layout.columns[name], value=str(cell.value)[:10])
    long_number = isinstance(cell.value, int | float) and abs(cell.value) >= _LONG_NUMBER
    return _NUMBER_CELL if name in layout.long_numbers and long_number else ""


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        # 30.000000000000004 is what a sum of tenths leaves in a cell.
        value = Decimal(str(round(value, 6)))
        return f"{value.normalize():f}"
    return tidy(str(value))[:_LONGEST_CELL]
