"""The certificate of a dual-qualified teacher: one landscape page, made to be framed."""

from dataclasses import dataclass
from datetime import date

from certification.dual_qualified.printing.frame import ornament
from portal.printing.kit import A4_LANDSCAPE, Align, Box, Face, Pen, Stand, Style
from portal.printing.kit.dates import chinese_date, plain_date
from portal.printing.kit.measures import POINTS_PER_MM
from portal.printing.kit.styles import (
    BLUE,
    BLUE_DEEP,
    BLUE_LINE,
    CINNABAR,
    CINNABAR_DEEP,
    INK,
    INK_SOFT,
    LINE_STRONG,
)

TITLE = "“双师型”教师证书"
_MIDDLE = A4_LANDSCAPE.width / 2

_TITLE = Style(Face.SONG, 37, BLUE_DEEP, tracking=0.2, weight=0.55)
_LATIN = Style(Face.SONG, 8.5, CINNABAR_DEEP, tracking=0.28)
_LABEL = Style(Face.HEI, 9, INK_SOFT)
_VALUE = Style(Face.SONG, 12.5, INK, leading=1.25)
_NAME = Style(Face.KAI, 19, INK, leading=1.2)
_TEXT = Style(Face.SONG, 12.5, INK, tracking=0.06)
_AWARD = Style(Face.KAI, 25, CINNABAR_DEEP, tracking=0.1, weight=0.2)
_BODY = Style(Face.KAI, 14.5, INK, leading=1.3)
_DATE = Style(Face.SONG, 12, INK, tracking=0.08)
_SMALL = Style(Face.SONG, 8, INK_SOFT, leading=1.55)


@dataclass(frozen=True)
class CertificateData:
    """What the certificate says. `id_number` is masked already; `photo` is a JPEG or PNG.

    `track` is 中等职业教育 or 高等职业教育, `level` 初级, 中级 or 高级; without `valid_until` it
    holds for good.
    """

    name: str
    sex: str
    id_number: str
    photo: bytes | None
    unit: str
    major: str
    track: str
    level: str
    number: str
    body: str
    issued_on: date
    valid_until: date | None


def draw(pen: Pen, data: CertificateData) -> None:
    pen.begin(A4_LANDSCAPE)
    ornament(pen)
    _heading(pen)
    _photo(pen, data)
    _holder(pen, data)
    _award(pen, data)
    _proof(pen, data)
    _issuer(pen, data)


def _heading(pen: Pen) -> None:
    _title(pen)
    pen.text(_MIDDLE, 58.5, "CERTIFICATE OF DUAL-QUALIFIED TEACHER", _LATIN, Align.CENTRE)
    for side in (-1, 1):
        pen.line((_MIDDLE + side * 4, 64.5), (_MIDDLE + side * 46, 64.5), CINNABAR, 0.5)
    pen.text(_MIDDLE, 65.6, "◆", Style(Face.SONG, 7, CINNABAR), Align.CENTRE)


def _title(pen: Pen) -> None:
    """Quotation marks take half a place, or the line would hang to the right."""
    em = _TITLE.size / POINTS_PER_MM
    gap = _TITLE.tracking * em
    wide = [em / 2 if character in "“”" else em for character in TITLE]
    x = _MIDDLE - (sum(wide) + gap * (len(TITLE) - 1)) / 2
    for character, width in zip(TITLE, wide, strict=True):
        pen.text(x - (em / 2 if character == "“" else 0), 50, character, _TITLE)
        x += width + gap


def _photo(pen: Pen, data: CertificateData) -> None:
    box = Box(40, 75, 25, 35)
    pen.photo(box, data.photo)
    pen.frame(box, BLUE, 0.4)
    pen.frame(box.inset(-1.2), BLUE_LINE, 0.4)


def _holder(pen: Pen, data: CertificateData) -> None:
    _field(pen, Box(78, 74, 118, 11), "姓名", data.name, _NAME)
    _field(pen, Box(204, 74, 53, 11), "性别", data.sex)
    _field(pen, Box(78, 87, 118, 11), "证件号码", data.id_number)
    _field(pen, Box(204, 87, 53, 11), "任教专业", data.major)
    _field(pen, Box(78, 100, 179, 11), "工作单位", data.unit)


def _field(pen: Pen, box: Box, label: str, value: str, style: Style = _VALUE) -> None:
    """A label, and its value above a hairline."""
    wide = 17
    pen.spread(box.x, box.bottom - 2.1, 14, label, _LABEL)
    room = Box(box.x + wide, box.y, box.width - wide, box.height - 0.6)
    pen.fitted(room, value, style, Align.LEFT, Stand.BOTTOM)
    pen.line((room.x, box.bottom), (box.right, box.bottom), BLUE_LINE, 0.5)


def _award(pen: Pen, data: CertificateData) -> None:
    pen.text(
        _MIDDLE, 124.5, "经审核，符合职业教育“双师型”教师认定标准，认定为", _TEXT, Align.CENTRE
    )
    award = f"{data.track}{data.level}“双师型”教师"
    pen.text(_MIDDLE, 139, award, _AWARD, Align.CENTRE)
    pen.text(_MIDDLE, 150, "特发此证", _TEXT.but(tracking=0.5), Align.CENTRE)


def _proof(pen: Pen, data: CertificateData) -> None:
    code = Box(38, 155, 24, 24)
    pen.code(code, pen.check.address, BLUE_DEEP)
    valid = plain_date(data.valid_until) if data.valid_until else "长期"
    rows = (("证书编号", data.number), ("有效期至", valid))
    for number, (label, value) in enumerate(rows):
        y = 159.5 + number * 6
        pen.text(66, y, label, _LABEL.but(size=8.5))
        pen.fitted(Box(81, y - 4.2, 62, 6), value, _VALUE.but(size=10.5))
    pen.text(66, 173.6, "扫描二维码，或打开下面的网址，可以核对本证书是否有效。", _SMALL)
    address = Box(66, 174.6, 92, 4.8)
    pen.fitted(address, pen.check.address, _SMALL, Align.LEFT, Stand.BOTTOM)


def _issuer(pen: Pen, data: CertificateData) -> None:
    """Room for the seal lies over the name and the date, as on paper."""
    middle = 218
    with pen.dashed(1.2, 1.2):
        pen.circle(middle, 164, 21, BLUE_LINE, 0.5)
    pen.text(middle, 150.5, "盖章处", _SMALL.but(colour=LINE_STRONG), Align.CENTRE)
    pen.fitted(Box(middle - 44, 156, 88, 10), data.body, _BODY, Align.CENTRE)
    pen.text(middle, 174, chinese_date(data.issued_on), _DATE, Align.CENTRE)
