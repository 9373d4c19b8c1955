"""Pinyin of names and places: to find them by what people type, and to sort lists."""

from pypinyin import Style, lazy_pinyin

# Surnames read otherwise than the same character elsewhere.
_SURNAMES = {
    "单": "shan", "解": "xie", "仇": "qiu", "查": "zha", "曾": "zeng", "盖": "ge", "区": "ou",
    "朴": "piao", "缪": "miao", "翟": "zhai", "员": "yun", "种": "chong", "折": "she", "召": "shao",
    "乐": "yue", "黑": "he", "秘": "bi", "洗": "xian", "繁": "po", "覃": "qin", "郇": "xun",
    "卜": "bu", "薄": "bo", "句": "gou", "阚": "kan", "牟": "mu", "祭": "zhai", "长": "chang",
    "重": "chong", "隗": "wei", "粘": "nian", "适": "kuo",
}  # fmt: skip
_DOUBLE_SURNAMES = {
    "乐正": ("yue", "zheng"),
}
_LONGEST = 400
_LONGEST_QUERY = 60


def syllables(text: str) -> list[str]:
    """One syllable for each Han character; other runs stay as they are, in lower case."""
    read = lazy_pinyin(text, style=Style.NORMAL, v_to_u=False)
    return [part for part in (_plain(syllable) for syllable in read) if part]


def name_syllables(name: str) -> list[str]:
    """As `syllables`, with the reading that the first characters have as a surname."""
    for surname, reading in _DOUBLE_SURNAMES.items():
        if name.startswith(surname):
            return [*reading, *syllables(name[2:])]
    if name[:1] in _SURNAMES:
        return [_SURNAMES[name[0]], *syllables(name[1:])]
    return syllables(name)


def full(parts: list[str]) -> str:
    """Syllables run together, as typed: "yunlingshiyan"."""
    return "".join(parts)[:_LONGEST]


def initials(parts: list[str]) -> str:
    """First letters, whole numbers: "ylsy", "d12zx"."""
    return "".join(part if part.isdigit() else part[0] for part in parts)[:_LONGEST]


def sort_key(parts: list[str]) -> str:
    """Syllables apart, so that 李娜 comes before 连安: compared syllable by syllable."""
    return " ".join(parts)[:_LONGEST]


def name_sort_key(name: str) -> str:
    """Sort key of a person's name."""
    return sort_key(name_syllables(name))


def asked(text: str) -> str:
    """A search text as it may reach a database: no control characters, stripped, not too long."""
    return "".join(sign for sign in text if sign.isprintable()).strip()[:_LONGEST_QUERY]


def typed(text: str) -> str:
    """What a person typed into a search field, made comparable: lower case, no gaps."""
    lower = asked(text).casefold().replace("ü", "v").replace("u\u0308", "v")
    return "".join(sign for sign in lower if sign.isalnum())


def _plain(syllable: str) -> str:
    return "".join(sign for sign in syllable.casefold() if sign.isalnum())
