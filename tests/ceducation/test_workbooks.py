"""What an uploaded file may be, and what its cells say."""

import io
import zipfile
from decimal import Decimal

import pytest
from openpyxl import Workbook, load_workbook

from ceducation.workbooks.columns import COLUMNS, LAYOUT
from ceducation.workbooks.parsing import parsed
from portal.imports import inspecting, writing
from portal.imports.errors import Unreadable
from portal.imports.inspecting import look_at
from portal.imports.layout import MOST_ROWS
from portal.imports.reading import rows_of
from tests.factories.ceducation import HEADING, saved, workbook

ROW = ["陈𬭎", "110101198707050011", 2026, "专业", 8, "暑期研修", "YX-1"]
OLE = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600


def zipped(parts, **options):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, **options) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return buffer.getvalue()


def with_part(content, name, change):
    """The workbook with one of its parts replaced."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = {each: packed.read(each) for each in packed.namelist()}
    return zipped({**parts, name: change(parts.get(name, b""))})


def refusal(content):
    with pytest.raises(Unreadable) as refused:
        rows_of(content, LAYOUT)
    return str(refused.value)


# What it is


def test_a_workbook_is_let_in():
    look_at(workbook(ROW))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", inspecting.EMPTY),
        (OLE, inspecting.OLD_FORMAT),
        ("姓名,证件号码\n".encode(), inspecting.NO_WORKBOOK),
        (b"%PDF-1.7", inspecting.NO_WORKBOOK),
        (b"PK\x03\x04 and then nothing", inspecting.DAMAGED),
        (b"x" * (inspecting.MOST_BYTES + 1), inspecting.TOO_LARGE),
    ],
)
def test_other_files_are_answered(content, said):
    assert refusal(content) == said


def test_other_zips_are_answered():
    assert refusal(zipped({"word/document.xml": "<a/>"})) == inspecting.NO_WORKBOOK
    assert refusal(zipped({"xl/workbook.bin": "x"})) == inspecting.BINARY


def test_half_a_workbook_is_damaged():
    content = workbook(ROW)
    assert refusal(content[: len(content) // 2]) == inspecting.DAMAGED


def test_a_broken_part_is_damaged():
    content = with_part(workbook(ROW), "xl/worksheets/sheet1.xml", lambda part: part[:300])
    assert refusal(content) == inspecting.DAMAGED
    content = with_part(workbook(ROW), "xl/workbook.xml", lambda part: b"<workbook/>")
    assert refusal(content) == inspecting.DAMAGED


def test_a_zip_bomb_is_not_unpacked():
    bomb = zipped({"xl/workbook.xml": "<a/>", "xl/worksheets/sheet1.xml": b"0" * 61 * 1024 * 1024})
    assert len(bomb) < inspecting.MOST_BYTES
    assert refusal(bomb) == inspecting.BOMB


def test_many_small_parts_are_a_bomb_too():
    parts = {f"xl/x{n}.bin": "" for n in range(600)}
    assert refusal(zipped({"xl/workbook.xml": "<a/>", **parts})) == inspecting.BOMB


def test_a_part_gives_no_more_than_it_declares():
    """Sizes in the directory that lie are found when the part is read, and no sooner unpacked."""
    content = workbook(ROW)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        part = packed.getinfo("xl/worksheets/sheet1.xml")
    lying = content.replace(
        part.file_size.to_bytes(4, "little"), (part.file_size - 40).to_bytes(4, "little")
    )
    assert lying != content
    assert refusal(lying) == inspecting.DAMAGED


def test_entities_are_not_expanded():
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>'
    content = with_part(workbook(ROW), "xl/sharedStrings.xml", lambda part: laughs)
    assert refusal(content) == inspecting.STRANGE


def test_fifty_thousand_rows_are_answered_quickly():
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(HEADING)
    for _ in range(50_000):
        sheet.append(ROW)
    content = saved(book)
    assert "超过 5000 行" in refusal(content)


def test_the_most_rows_are_let_in():
    assert len(rows_of(workbook(*[ROW] * MOST_ROWS), LAYOUT)) == MOST_ROWS
    assert "超过 5000 行" in refusal(workbook(*[ROW] * (MOST_ROWS + 1)))


# What stands in it


def test_a_row_as_the_template_has_it():
    (row,) = rows_of(workbook(ROW), LAYOUT)
    assert (row.number, row.problems) == (2, {})
    assert row.values == {
        "name": "陈𬭎",
        "id_number": "110101198707050011",
        "year": "2026",
        "kind": "专业",
        "hours": "8",
        "title": "暑期研修",
        "proof": "YX-1",
    }


def test_columns_in_any_order_with_more_beside_and_a_title_above():
    heading = ["序号", "学时（必填）", *[t for t in HEADING if t not in {"学时", "证明编号"}]]
    row = [1, 7.5, *ROW[:4], ROW[5]]
    content = workbook(row, heading=heading, above=[["2026年学时登记表"], []])
    (found,) = rows_of(content, LAYOUT)
    assert (found.number, found.values["hours"], found.values["name"]) == (4, "7.5", "陈𬭎")
    assert found.values["proof"] == ""


@pytest.mark.parametrize("missing", [t for t in HEADING if t != "证明编号"])
def test_a_missing_column_is_named(missing):
    heading = [t for t in HEADING if t != missing]
    assert f"“{missing}”" in refusal(workbook(ROW, heading=heading))


def test_a_heading_far_down_is_none():
    assert "没有找到表头" in refusal(workbook(ROW, above=[["说明"]] * 5))
    assert len(rows_of(workbook(ROW, above=[["说明"]] * 4), LAYOUT)) == 1


def test_no_rows():
    assert "没有数据" in refusal(workbook())
    assert "没有数据" in refusal(workbook([None] * 7, ["", " ", None, None, None, "", ""]))
    assert "没有找到表头" in refusal(saved(Workbook()))


def test_blank_rows_between_keep_the_numbers():
    assert [row.number for row in rows_of(workbook(ROW, [], [None, " "], ROW), LAYOUT)] == [2, 5]


def test_formulas_are_named_and_not_reckoned():
    row = [*ROW[:4], "=4+4", '=HYPERLINK("http://x")', ""]
    (found,) = rows_of(workbook(row), LAYOUT)
    assert set(found.problems) == {"hours", "title"}
    assert "“学时”是公式" in found.problems["hours"]
    assert (found.values["hours"], found.values["title"]) == ("", "")


def test_a_number_that_excel_has_rounded_is_named():
    (found,) = rows_of(workbook([ROW[0], 110101198707050000, *ROW[2:]]), LAYOUT)
    assert "按文本填写" in found.problems["id_number"]
    assert found.values["id_number"] == ""


def test_error_values_are_named():
    (found,) = rows_of(workbook([*ROW[:4], "#REF!", *ROW[5:]]), LAYOUT)
    assert "错误值" in found.problems["hours"]


def test_sums_of_tenths_are_tenths():
    (found,) = rows_of(workbook([*ROW[:4], 0.1 + 0.2, *ROW[5:]]), LAYOUT)
    assert found.values["hours"] == "0.3"
    (found,) = rows_of(workbook([*ROW[:4], 8.0, *ROW[5:]]), LAYOUT)
    assert found.values["hours"] == "8"
    (found,) = rows_of(workbook([*ROW[:4], 120.0, *ROW[5:]]), LAYOUT)
    assert found.values["hours"] == "120"


def test_the_declared_size_of_a_sheet_is_not_believed():
    content = with_part(
        workbook(ROW, ROW),
        "xl/worksheets/sheet1.xml",
        lambda part: part.replace(b'ref="A1:G3"', b'ref="A1"'),
    )
    assert len(rows_of(content, LAYOUT)) == 2


# What the cells say


def said(**changes):
    values = dict(zip(COLUMNS, map(str, ROW), strict=True)) | changes
    return parsed(values)


def test_cells_are_understood():
    found = said(year="2026年度", hours="８.５学时", kind="专业科目")
    assert found.unclear == {}
    learned = found.learned
    assert (learned.year, learned.hours, learned.kind) == (2026, Decimal("8.5"), "professional")


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("year", "26"),
        ("year", "二〇二六"),
        ("year", "2026-05-01 00:00:00"),
        ("kind", "必修"),
        ("hours", "八"),
        ("hours", "1e3"),
        ("hours", "٣"),
        ("hours", "1,000"),
    ],
)
def test_what_is_not_understood_is_quoted(column, text):
    found = said(**{column: text})
    assert set(found.unclear) == {column}
    assert f"“{text}”" in found.unclear[column]


def test_empty_cells_are_called_empty():
    unclear = said(year="", kind="", hours="").unclear
    assert list(unclear.values()) == ["没有填写年度", "没有填写类别", "没有填写学时"]


# What is sent back


def test_the_template_is_read_as_it_is_written():
    book = load_workbook(io.BytesIO(writing.template(LAYOUT)))
    assert [cell.value for cell in book["学时"][1]] == list(HEADING)
    assert "没有数据" in refusal(writing.template(LAYOUT))


def test_the_report_is_the_template_with_what_to_mend():
    values = dict(zip(COLUMNS, map(str, ROW), strict=True))
    content = writing.report(LAYOUT, [(7, {**values, "title": "=1+1"}, "与第 2 行重复")])
    sheet = load_workbook(io.BytesIO(content))["学时"]
    assert [cell.value for cell in sheet[1]][-2:] == ["行号", "问题"]
    assert [cell.value for cell in sheet[2]][-2:] == ["7", "与第 2 行重复"]
    (row,) = rows_of(content, LAYOUT)
    assert (row.problems, row.values["title"]) == ({}, "=1+1")
