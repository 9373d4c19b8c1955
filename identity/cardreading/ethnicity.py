"""The 56 ethnic groups (GB/T 3304-1991) and finding the one that a reading means."""

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


def match(text: str) -> str | None:
    """The group that a reading means: exact after folding, or one wrong character of several."""
    read = fold(text)
    if read in GROUPS:
        return read
    near = [group for group in GROUPS if _one_off(read, group)]
    return near[0] if len(near) == 1 else None


def _one_off(read: str, group: str) -> bool:
    if len(group) < 2 or len(read) != len(group):
        return False
    return sum(a != b for a, b in zip(read, group, strict=True)) == 1
