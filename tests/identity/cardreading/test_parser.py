import numpy as np
import pytest

from identity.cardreading import parser
from identity.cardreading.decoding import Glyph, Line
from identity.cardreading.layout import Mark, align, number_in
from identity.cardreading.parser import ReadLine, birth_from, parse, value_of

# Boxes (left, top, right, bottom) and texts as recorded from one generated card, 1000×631.
RECORDED = [
    (66, 78, 322, 126, "姓名罗骥鑫"),
    (66, 156, 226, 196, "性别男"),
    (281, 156, 432, 196, "民族汉"),
    (66, 231, 512, 270, "出生2001年11月9日"),
    (66, 305, 606, 345, "住址浙江省杭州市西湖区柳林"),
    (176, 355, 506, 395, "镇上坪村1组174号"),
    (66, 526, 262, 566, "公民身份号码"),
    (334, 522, 930, 568, "330106200111091475"),
]
EXPECTED = {
    "name": "罗骥鑫",
    "sex": "男",
    "ethnicity": "汉",
    "birth": "2001-11-09",
    "address": "浙江省杭州市西湖区柳林镇上坪村1组174号",
    "id_number": "330106200111091475",
}
HEADS = ("姓名", "性别", "民族", "出生", "住址")


def read_line(left, top, right, bottom, text: str) -> ReadLine:
    """Characters at the places where a real reading puts them: labels apart from values."""
    box = np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32)
    return ReadLine(box, Line(tuple(glyphs(text, left, right))))


def glyphs(text: str, left: float, right: float) -> list[Glyph]:
    if not text.startswith(HEADS):
        return [Glyph(c, 0.99, (i + 0.5) / len(text)) for i, c in enumerate(text)]
    first = 304 if text.startswith("民族") else 87
    second = 345 if text.startswith("民族") else 132
    start = 391 if text.startswith("民族") else 176
    places = [first, second]
    step = (right - start) / max(1, len(text) - 2)
    places += [start + step * (i + 0.5) for i in range(len(text) - 2)]
    width = right - left
    return [Glyph(c, 0.99, (x - left) / width) for c, x in zip(text, places, strict=True)]


def recorded() -> list[ReadLine]:
    return [read_line(*row) for row in RECORDED]


def texts(lines: list[ReadLine]) -> dict[str, str]:
    parsed = parse(lines)
    return {name: parsed.text(name) for name in EXPECTED}


def test_all_fields_of_a_recorded_card():
    assert texts(recorded()) == EXPECTED


def test_the_order_of_boxes_does_not_matter():
    assert texts(recorded()[::-1]) == EXPECTED


@pytest.mark.parametrize("turn", [-4, 3])
@pytest.mark.parametrize("shift", [(0, 0), (40, -30), (-35, 25)])
def test_a_card_out_of_place_is_put_right_by_its_labels(turn, shift):
    angle = np.radians(turn)
    matrix = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    moved = [
        ReadLine(((line.box - 400) @ matrix * 0.94 + 400 + shift).astype(np.float32), line.line)
        for line in recorded()
    ]
    assert texts(moved) == EXPECTED


def test_labels_cut_off_from_their_values_leave_nothing_behind():
    label, value = read_line(66, 78, 150, 126, "姓名"), read_line(176, 78, 322, 126, "罗骥鑫")
    assert texts([*recorded()[1:], label, value])["name"] == "罗骥鑫"


def test_a_number_that_stands_elsewhere_counts_if_its_checksum_is_right():
    lines = [*recorded()[:-1], read_line(334, 440, 930, 480, "330106200111091475")]
    assert texts(lines)["id_number"] == "330106200111091475"
    wrong = [*recorded()[:-1], read_line(334, 440, 930, 480, "330106200111091476")]
    assert texts(wrong)["id_number"] == ""


def test_no_lines_give_empty_fields():
    assert texts([]) == dict.fromkeys(EXPECTED, "")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2001年11月9日", "2001-11-09"),
        ("2001 年 11 月 9 日", "2001-11-09"),
        ("出生1990年3月7日", "1990-03-07"),
        ("1990.3.7", "1990-03-07"),
        ("1990年13月7日", None),
        ("1990年2月30日", None),
        ("年月日", None),
    ],
)
def test_birth_dates(text, day):
    found = birth_from(text)
    assert (found.isoformat() if found else None) == day


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("公民身份号码33010620011109147x", "33010620011109147X"),
        ("330106 20011109 1475", "330106200111091475"),
        ("33010620011109147", None),
        ("330106O00111091475", None),
        ("X30106200111091475", None),
    ],
)
def test_numbers_in_a_line(text, number):
    assert number_in(text) == number


def test_sex_and_address_are_cleaned():
    assert value_of("sex", (Glyph("界", 0.4, 0), Glyph("男", 0.9, 0.5))).text == "男"
    assert value_of("address", (Glyph("：", 0.9, 0), Glyph("北", 0.9, 0.5))).text == "北"


def test_a_field_is_as_likely_as_its_weakest_character():
    assert value_of("name", (Glyph("罗", 0.7, 0), Glyph("鑫", 0.9, 0.5))).prob == 0.7
    assert value_of("birth", (Glyph("罗", 0.7, 0),)).prob == 0.0


def test_too_few_labels_give_no_pose():
    marks = parser.marks_of(recorded()[:2])
    assert align(marks) is None
    assert align([Mark("姓", 87, 102, "姓名", 0)] * 20) is None
