"""Numbers of certificates: a stem and a serial behind it."""

import re
from typing import Final

from certification.dual_qualified.enums import Level, Track

PARTS: Final = ("year", "region", "track", "level")
_TRACKS: Final = {Track.SECONDARY: "1", Track.HIGHER: "2"}
_LEVELS: Final = {Level.JUNIOR: "1", Level.INTERMEDIATE: "2", Level.SENIOR: "3"}
_PLAIN = re.compile(r"[0-9A-Za-z\u4e00-\u9fff-]*")
FEWEST_DIGITS: Final = 4
MOST_DIGITS: Final = 8
_NO_REGION = "000000"


def stem_of(pattern: str, *, year: int, region: str, track: str, level: str) -> str:
    """The pattern with its parts filled in. `region` is the issuer's division code, or ""."""
    return pattern.format(
        year=year,
        region=region or _NO_REGION,
        track=_TRACKS[Track(track)],
        level=_LEVELS[Level(level)],
    )


def number_of(stem: str, serial: int, digits: int) -> str:
    return f"{stem}{serial:0{digits}d}"


def problem_of_pattern(pattern: str) -> str:
    """What is wrong with a pattern, in Chinese; "" for nothing."""
    without = re.sub(r"\{(\w+)\}", lambda part: "" if part[1] in PARTS else "{", pattern)
    if not _PLAIN.fullmatch(without):
        return "只能包含文字、数字、短横线和 {year} {region} {track} {level}"
    if "{year}" not in pattern:
        return "编号里需要有年份 {year}，否则不同年份的证书会重号"
    return ""
