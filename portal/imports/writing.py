"""The template, and the report of what was not imported: the template again, with what to mend."""

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import xlsxwriter

from portal.imports.layout import MOST_ROWS, Layout

_EXTRA = ("行号", "问题")
Reported = tuple[int, Mapping[str, str], str]


def template(layout: Layout, rows: Iterable[Mapping[str, str]] = ()) -> bytes:
    """A sheet with its heading, the rows given, and a second one that says how to fill it in."""
    return _written(layout, ((0, row, "") for row in rows))


def report(layout: Layout, rows: Iterable[Reported]) -> bytes:
    """(row number, its values, what is wrong) under the template's heading: mended, sent again."""
    return _written(layout, rows, _EXTRA)


def _written(layout: Layout, rows: Iterable[Reported], extra: Sequence[str] = ()) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet(layout.sheet)
    _head(book, sheet, layout, extra)
    for at, (number, values, problem) in enumerate(rows, start=1):
        cells = [values.get(name, "") for name in layout.columns]
        for column, text in enumerate([*cells, *((str(number), problem) if extra else ())]):
            sheet.write_string(at, column, text)
    for name, words in layout.choices.items():
        column = list(layout.columns).index(name)
        choice = {"validate": "list", "source": list(words)}
        sheet.data_validation(1, column, MOST_ROWS, column, choice)
    _notes(book, layout)
    book.close()
    return buffer.getvalue()


def _head(book: Any, sheet: Any, layout: Layout, extra: Sequence[str]) -> None:
    bold = book.add_format({"bold": True, "bg_color": "#EAF0F6", "bottom": 1})
    text = book.add_format({"num_format": "@"})
    columns = layout.columns
    for column, (name, title) in enumerate(columns.items()):
        sheet.set_column(column, column, layout.widths[name], text)
        sheet.write_string(0, column, title, bold)
    for column, title in enumerate(extra, start=len(columns)):
        sheet.set_column(column, column, 8 if column == len(columns) else 60)
        sheet.write_string(0, column, title, bold)
    sheet.freeze_panes(1, 0)


def _notes(book: Any, layout: Layout) -> None:
    sheet = book.add_worksheet("填写说明")
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, 1, 90)
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True})
    for line, (name, text) in enumerate(layout.notes):
        sheet.write_string(line, 0, name, bold)
        sheet.write_string(line, 1, text, wrapped)
