"""The 56 ethnic groups (GB/T 3304-1991) and finding the one that a reading means."""

import math
from collections.abc import Sequence

from identity.cardreading.decoding import Glyph

_UNREAD = 1e-3

_NAMES = (
    "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 "
    "拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 "
    "怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺"
)
GROUPS = tuple(_NAMES.split())

_FOLD = str.maketrans(
    "漢蘇爾維滿鮮東鄉納頗達羅魯溫龍倫門諾錫蘭烏別攝壯獨",
    "汉苏尔维满鲜东乡纳颇达罗鲁温龙伦门诺锡兰乌别摄壮独",
)
_OLD_NAMES = {"崩龙": "德昂", "毛难": "毛南", "达翰尔": "达斡尔", "傈傈": "傈僳", "傈粟": "傈僳"}


def fold(text: str) -> str:
    """Simplified characters, without 族 and without the misprints known from copied lists."""
    short = text.strip().translate(_FOLD).removesuffix("族")
    return _OLD_NAMES.get(short, short)


def match(glyphs: Sequence[Glyph]) -> tuple[str, float]:
    """The group that the characters mean and how likely each of its own is at worst (0–1)."""
    read = fold("".join(glyph.char for glyph in glyphs))
    if read in GROUPS:
        return read, min((glyph.prob for glyph in glyphs), default=0.0)
    same_length = [group for group in GROUPS if len(group) == len(glyphs)]
    scored = {
        group: [_prob(g, c) for g, c in zip(glyphs, group, strict=True)] for group in same_length
    }
    best = max(scored, key=lambda group: math.prod(scored[group]), default="")
    if not best or math.prod(scored[best]) <= _UNREAD ** len(best):
        return "", 0.0
    return best, min(scored[best])


def _prob(glyph: Glyph, char: str) -> float:
    """How likely the glyph is that character, in either way of writing it."""
    among = ((glyph.char, glyph.prob), *glyph.rivals)
    return max((prob for other, prob in among if fold(other) == char), default=_UNREAD)
