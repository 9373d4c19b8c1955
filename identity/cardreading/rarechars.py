"""Find a rare character that neither the reader nor the person's input method offers.

Look-up by pinyin over pypinyin's dictionary, which knows about 42,000 characters of the basic
block and the extensions A to H. Pure functions.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

_BLOCKS = (
    ("基本", 0x4E00, 0x9FFF),
    ("扩展A", 0x3400, 0x4DBF),
    ("扩展B", 0x20000, 0x2A6DF),
    ("扩展C", 0x2A700, 0x2B73F),
    ("扩展D", 0x2B740, 0x2B81F),
    ("扩展E", 0x2B820, 0x2CEAF),
    ("扩展F", 0x2CEB0, 0x2EBEF),
    ("扩展I", 0x2EBF0, 0x2EE5D),
    ("扩展G", 0x30000, 0x3134F),
    ("扩展H", 0x31350, 0x323AF),
)
_TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
_SYLLABLE = re.compile(r"([a-zê]+)([1-4]?)")


@dataclass(frozen=True)
class RareCharacter:
    """A character with its readings, its code point and its Unicode block."""

    char: str
    pinyin: tuple[str, ...]
    code_point: str
    block: str


def by_pinyin(syllable: str, limit: int = 200) -> tuple[RareCharacter, ...]:
    """Characters read so, the less common first. Takes yan, yan3, yǎn; v, u: or ü for ü."""
    found = _SYLLABLE.fullmatch(_plain(syllable))
    if found is None:
        return ()
    chars = _index().get(found[1], ())
    wanted = (char for char in chars if _has_tone(char, found[1], found[2]))
    return tuple(describe(char) for char in sorted(wanted, key=_rank)[:limit])


def describe(char: str) -> RareCharacter:
    """One character's card; empty readings if none are known."""
    return RareCharacter(char, readings(char), f"U+{ord(char):04X}", block_of(char) or "其他")


def readings(char: str) -> tuple[str, ...]:
    """Pinyin with tone marks, the usual reading first."""
    from pypinyin.constants import PINYIN_DICT

    known = PINYIN_DICT.get(ord(char), "")
    return tuple(known.split(",")) if known else ()


def block_of(char: str) -> str | None:
    """The Han block by its Chinese name, None for anything that is no Han character."""
    code = ord(char)
    return next((name for name, first, last in _BLOCKS if first <= code <= last), None)


@cache
def _index() -> dict[str, tuple[str, ...]]:
    from pypinyin.constants import PINYIN_DICT

    found: dict[str, list[str]] = {}
    for code, known in PINYIN_DICT.items():
        if block_of(chr(code)):
            for syllable in {_plain(reading).rstrip("1234") for reading in known.split(",")}:
                found.setdefault(syllable, []).append(chr(code))
    return {syllable: tuple(chars) for syllable, chars in found.items()}


def _has_tone(char: str, syllable: str, tone: str) -> bool:
    return not tone or f"{syllable}{tone}" in {_plain(reading) for reading in readings(char)}


def _plain(reading: str) -> str:
    """yǎn → yan3, lǚ → lv3; a trailing tone digit stays."""
    text = unicodedata.normalize("NFD", reading.strip().lower().replace("u:", "ü"))
    tone = next((_TONES[mark] for mark in text if mark in _TONES), "")
    letters = text.replace("u\u0308", "v").replace("e\u0302", "ê")
    return "".join(c for c in letters if not unicodedata.combining(c)) + tone


def _rank(char: str) -> tuple[int, int]:
    """Everyday characters last: whoever looks here could not type theirs."""
    order = [name for name, _, _ in _BLOCKS].index(block_of(char) or "基本")
    return (100 if _is_everyday(char) else order), ord(char)


def _is_everyday(char: str) -> bool:
    """In GB 2312, so every input method has it."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
