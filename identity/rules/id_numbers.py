"""Numbers of the four ID documents: GB 11643-1999, and the exit-entry authority's permits."""

import re
import unicodedata
from datetime import date

from identity.enums import IdKind, Sex
from identity.rules import resident_number
from identity.rules.problem import Problem

_HK_MACAO = re.compile(r"[HM]\d{8}", re.ASCII)
_HK_MACAO_RENEWED = re.compile(r"([HM]\d{8})\d{2}", re.ASCII)
_TAIWAN = re.compile(r"\d{8}", re.ASCII)
_TAIWAN_OLD = re.compile(r"(\d{8})\d{2}(\([A-Z]\)|[A-Z])?", re.ASCII)
_IGNORED = re.compile(r"[\s\-\u200b-\u200f\ufeff]+")
_WITH_CHECKSUM = (IdKind.RESIDENT, IdKind.HMT_RESIDENCE)


def normalise_id_number(kind: str, number: str) -> str:
    """Half-width, upper case, no gaps; permits are cut to the number kept for life.

    The home-return permit's last two digits count renewals, as do those of old Taiwan permits.
    """
    plain = _plain(number)
    if kind == IdKind.HK_MACAO_PERMIT and (renewed := _HK_MACAO_RENEWED.fullmatch(plain)):
        return renewed[1]
    if kind == IdKind.TAIWAN_PERMIT and (old := _TAIWAN_OLD.fullmatch(plain)):
        return old[1]
    return plain


def _plain(text: str) -> str:
    """Until nothing changes: with a gap gone, what stood beside it may be composed anew."""
    tidied = _IGNORED.sub("", unicodedata.normalize("NFKC", text)).upper()
    return tidied if tidied == text else _plain(tidied)


def check_id_number(kind: str, number: str, *, today: date) -> list[Problem]:
    """Everything that is wrong with `number` as the number of a document of this kind."""
    plain = normalise_id_number(kind, number)
    if kind not in IdKind.values:
        return [Problem("kind", "请选择证件类型。")]
    if not plain:
        return [Problem("required", "请填写证件号码。")]
    if kind in _WITH_CHECKSUM:
        return _check_resident(IdKind(kind), plain, today)
    return _check_permit(IdKind(kind), plain)


def _check_resident(kind: IdKind, number: str, today: date) -> list[Problem]:
    shape = resident_number.shape_problems(number, str(kind.label))
    if shape:
        return shape
    if kind == IdKind.RESIDENT:
        address = resident_number.resident_address_problems(number)
    else:
        address = resident_number.permit_address_problems(number)
    return [
        *address,
        *resident_number.birth_problems(number, today),
        *resident_number.checksum_problems(number),
    ]


def _check_permit(kind: IdKind, number: str) -> list[Problem]:
    if kind == IdKind.HK_MACAO_PERMIT and not _HK_MACAO.fullmatch(number):
        return [
            Problem(
                "shape",
                "港澳居民来往内地通行证号码应为字母H或M加8位数字（证件上另有2位换证次数时可一并填写）。",
            )
        ]
    if kind == IdKind.TAIWAN_PERMIT and not _TAIWAN.fullmatch(number):
        return [Problem("shape", "台湾居民来往大陆通行证号码应为8位数字。")]
    return []


def birth_date_of(kind: str, number: str) -> date | None:
    """The birth date the number holds; None where the kind holds none or it is impossible."""
    if kind not in _WITH_CHECKSUM:
        return None
    return resident_number.birth_date_in(normalise_id_number(kind, number))


def sex_of(kind: str, number: str) -> Sex | None:
    """The sex the 17th digit says: odd is male, even is female."""
    plain = normalise_id_number(kind, number)
    if kind not in _WITH_CHECKSUM or resident_number.shape_problems(plain, ""):
        return None
    return Sex.MALE if int(plain[16]) % 2 else Sex.FEMALE
