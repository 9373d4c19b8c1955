"""A form as registration will print it (domain.md 1.7): what the kit must be good for."""

from portal.printing.kit import (
    A4,
    HEADING,
    Align,
    Box,
    Cell,
    Check,
    Row,
    compose,
    footer,
    grid,
    pair,
)

CHECK = Check("ABCDEFGHJKLMNPQRSTUV", "http://portal.example/prints/check/ABCDEFGH/", "12ab34cd")
WIDTHS = (24, 36, 24, 36, 26, 34)
UNIT = (
    "示例省示例市示例自治州示例职业技术学院（示例校区）信息工程与人工智能学院计算机应用技术教研室"
)
PROMISE = (
    "本人承诺：以上填写的内容真实、准确，所附材料与原件一致。如有不实，本人愿意承担由此产生的"
    "一切后果（包括撤销注册）。本人已经阅读并且同意《教师资格定期注册须知》。"
)
VALUES = {
    "姓名": "古丽米热·艾比布力",
    "性别": "女",
    "民族": "维吾尔族",
    "出生日期": "1990-01-02",
    "证件号码": "110***********1234",
    "任教学校": UNIT,
}


def first_page(pen, values):
    pen.begin(A4)
    pen.text(105, 25, "教师资格定期注册申请表", HEADING, Align.CENTRE)
    photo = Cell(rows=3, draw=lambda pen, box: pen.photo(box, None))
    cells = [pair(label, value) for label, value in values.items()]
    bottom = grid(
        pen,
        (15, 35),
        WIDTHS,
        [
            Row(10, [*cells[0], *cells[1], Cell("照片", label=True, rows=3), photo]),
            Row(10, [*cells[2], *cells[3]]),
            Row(18, [*cells[4], *pair("报名号", "2026000123")]),
            Row(14, pair("任教学校", values["任教学校"], columns=5)),
        ],
        shade="#f3eee4",
    )
    pen.wrapped(Box(15, bottom + 6, 180, 40), PROMISE, align=Align.JUSTIFY)
    pen.spread(15, 130, 24, "申请人")
    pen.code(Box(170, 120, 25, 25), pen.check.address)
    footer(pen)


def form(pen, values):
    first_page(pen, values)
    pen.begin(A4)
    pen.text(20, 30, "第二页")
    footer(pen, note="本表一式两份")


def composed(values=VALUES, draw=form, mark=""):
    return compose(draw, values, check=CHECK, title="申请表", mark=mark)
