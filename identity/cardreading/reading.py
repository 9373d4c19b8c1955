"""What a reading gives back."""

from dataclasses import dataclass

FIELDS = ("name", "sex", "ethnicity", "birth", "address", "id_number")

MESSAGES = {
    "not_a_card": "照片中没有找到身份证，请把有照片的一面放在画面中央重新拍摄。",
    "reversed_side": "这是国徽面，请翻到有照片和姓名的人像面再拍摄。",
    "cut_off": "身份证没有拍完整，请让四个角都在画面内再拍摄。",
    "too_blurred": "照片模糊，请擦净镜头、拿稳手机，对焦清楚后重新拍摄。",
    "glare_on_field": "证件上有反光挡住了文字，请换个角度或关闭闪光灯后重新拍摄。",
    "copy": "这像是黑白复印件，请拍摄身份证原件。",
}
"""What the page says for each code of warning."""


@dataclass(frozen=True)
class CardWarning:
    """Something about the picture that the person can mend by taking another."""

    code: str
    field: str | None = None

    @property
    def message(self) -> str:
        return MESSAGES[self.code]


@dataclass(frozen=True)
class FieldReading:
    """One field: text (birth as YYYY-MM-DD, "" if not read), how sure, and its piece of picture."""

    value: str = ""
    confidence: float = 0.0
    sure: bool = False
    crop_jpeg: bytes | None = None


@dataclass(frozen=True)
class CardReading:
    """All six FIELDS, always; the rectified card as JPEG where a card was found.

    `name_candidates`: for each character of the name those that it may be, likeliest first.
    """

    fields: dict[str, FieldReading]
    warnings: tuple[CardWarning, ...] = ()
    card_jpeg: bytes | None = None
    name_candidates: tuple[tuple[str, ...], ...] = ()


EMPTY_FIELDS = {name: FieldReading() for name in FIELDS}
