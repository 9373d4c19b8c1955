"""Names of persons (民委发〔2016〕33号; GB 18030-2022): Han of every plane, and · as separator."""

import re
import unicodedata

from identity.enums import IdKind
from identity.rules.problem import Problem
from identity.rules.scripts import as_ideograph, is_han, is_latin, is_private

LONGEST = 100
DOT = "\u00b7"
_DOTS = str.maketrans(dict.fromkeys("．•・‧∙⋅・●", DOT))
# Zero-width signs and variation selectors: invisible, and copied along from other programs.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]")
_LATIN_SIGNS = " '-.,"


def normalise_name(name: str) -> str:
    """NFC, one kind of dot, radicals as characters, no stray spaces or invisible signs."""
    visible = _INVISIBLE.sub("", name).translate(_DOTS)
    composed = unicodedata.normalize("NFC", "".join(map(as_ideograph, visible)))
    words = composed.split()
    if any(is_latin(character) for character in composed):
        return " ".join(words)
    return "".join(words)


def name_key(name: str) -> str:
    """What names are compared by: without dots, spaces and case."""
    return normalise_name(name).replace(DOT, "").replace(" ", "").casefold()


def check_name(name: str, kind: str) -> list[Problem]:
    """Everything that is wrong with `name` on a document of this kind."""
    plain = normalise_name(name)
    if not plain:
        return [Problem("required", "请填写姓名。")]
    if len(plain) > LONGEST:
        return [Problem("length", f"姓名最多100个字，现在是{len(plain)}个字。")]
    latin_allowed = kind != IdKind.RESIDENT
    wrong = [sign for sign in dict.fromkeys(plain) if not _allowed(sign, latin_allowed)]
    if wrong:
        return [_character_problem(wrong, latin_allowed)]
    return _dot_problems(plain)


def _allowed(character: str, latin_allowed: bool) -> bool:
    if is_han(character) or character == DOT:
        return True
    return latin_allowed and (is_latin(character) or character in _LATIN_SIGNS)


def _character_problem(wrong: list[str], latin_allowed: bool) -> Problem:
    if any(map(is_private, wrong)):
        return Problem(
            "private_use",
            "姓名中有旧系统的自造字，其他系统无法显示。请用“生僻字”帮助找到这个字的标准编码。",
        )
    shown = "、".join(f"“{sign}”" for sign in wrong[:3])
    more = "等字符" if len(wrong) > 3 else ""
    expected = "汉字、拉丁字母或间隔号“·”" if latin_allowed else "汉字或间隔号“·”"
    return Problem("character", f"姓名中的{shown}{more}不是{expected}。")


def _dot_problems(name: str) -> list[Problem]:
    if name.startswith(DOT) or name.endswith(DOT):
        return [Problem("dot", "间隔号“·”不能在姓名的开头或末尾。")]
    if DOT * 2 in name:
        return [Problem("dot", "姓名中有两个相连的间隔号“·”。")]
    if not any(is_han(sign) or is_latin(sign) for sign in name):
        return [Problem("character", "姓名中没有文字。")]
    return []
