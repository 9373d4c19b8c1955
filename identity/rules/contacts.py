"""Telephone numbers, postcodes and e-mail addresses."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

from identity.rules.problem import Problem

# Number ranges are given out faster than lists are kept: only the durable part is a rule.
_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_LANDLINE = re.compile(r"(0\d{2,3}-?)?\d{7,8}(-\d{1,6})?", re.ASCII)
_POSTCODE = re.compile(r"\d{6}", re.ASCII)
_COUNTRY = re.compile(r"^(\+86|0086)")
_GAPS = re.compile(r"[\s\u200b-\u200f\ufeff]+")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―－", "-"))
LONGEST_EMAIL = 254
_valid_email = EmailValidator()


def _plain(value: str) -> str:
    return _GAPS.sub("", unicodedata.normalize("NFKC", value).translate(_DASHES))


def normalise_mobile(value: str) -> str:
    """Eleven digits without gaps, dashes or +86."""
    return _COUNTRY.sub("", _plain(value).replace("-", ""))


def check_mobile(value: str) -> list[Problem]:
    plain = normalise_mobile(value)
    if not plain:
        return [Problem("required", "请填写手机号码。")]
    if not (plain.isascii() and plain.isdigit()):
        return [Problem("character", "手机号码只能是数字。")]
    if len(plain) != 11:
        return [Problem("length", f"手机号码应为11位数字，现在是{len(plain)}位。")]
    if not _MOBILE.fullmatch(plain):
        return [Problem("shape", f"手机号码不会以“{plain[:2]}”开头，请核对。")]
    return []


def normalise_landline(value: str) -> str:
    return _plain(value)


def check_landline(value: str) -> list[Problem]:
    """Area code (optional), number, extension (optional); a mobile number is fine too."""
    plain = normalise_landline(value)
    if _LANDLINE.fullmatch(plain) or _MOBILE.fullmatch(plain):
        return []
    return [Problem("shape", "电话号码应为“区号-号码”或“区号-号码-分机”，例如0571-88888888。")]


def check_postcode(value: str) -> list[Problem]:
    if _POSTCODE.fullmatch(_plain(value)):
        return []
    return [Problem("shape", "邮政编码应为6位数字。")]


def normalise_email(value: str) -> str:
    return _plain(value)


def check_email(value: str) -> list[Problem]:
    plain = normalise_email(value)
    if not plain:
        return [Problem("required", "请填写电子邮箱。")]
    if len(plain) > LONGEST_EMAIL:
        return [Problem("length", "电子邮箱最多254个字符。")]
    if "@" not in plain:
        return [Problem("shape", "电子邮箱中应有“@”，例如name@example.cn。")]
    try:
        _valid_email(plain)
    except ValidationError:
        return [Problem("shape", "电子邮箱的格式不对，例如name@example.cn。")]
    return []
