"""Invented people: names, ID numbers with a right checksum, mobile numbers nobody has.

The address code 539999 belongs to no county and mobile numbers with 154 are given to nobody, so
that nothing here can be a living person's.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from identity.gb11643 import check_character

_ADDRESS = "539999"
_MOBILE_PREFIX = "154"
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡"
    "贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷"
)
_GIVEN_1 = "伟芳娜敏静丽强磊军洋勇艳杰涛明超霞平刚桂"
_GIVEN_2 = "文志建国春晓海永立雅思雨子家明佳俊欣宇晨梓嘉慧秀玉红天一宁安云长兴启承怀书言予知行远帆"
_RARE = ("𬭎", "䶮", "㛃", "𬎆", "𫖯", "𬱖", "𠮷", "𬍛", "龑", "昇")
_DOTTED = (
    "阿依古丽·买买提",
    "古丽米热·艾比布力",
    "迪丽努尔·阿不都拉",
    "扎西·多吉",
    "卓玛·央金",
    "努尔兰·哈力克",
)
_EARLIEST, _LATEST = date(1967, 1, 1), date(2002, 12, 31)


@dataclass(frozen=True)
class Invented:
    """Somebody who does not exist."""

    name: str
    id_number: str
    mobile: str
    birth_date: date
    sex: str


class People:
    """The same people in the same order for the same seed; no number comes twice."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 - invented data, nothing secret
        self._count = 0

    def next(self, name: str = "") -> Invented:
        self._count += 1
        born = _EARLIEST + timedelta(days=self.random.randrange((_LATEST - _EARLIEST).days))
        number = self._number(born)
        return Invented(
            name=name or self._name(),
            id_number=number,
            mobile=f"{_MOBILE_PREFIX}{self._count:08d}",
            birth_date=born,
            sex="1" if int(number[16]) % 2 else "2",
        )

    def _number(self, born: date) -> str:
        # The running number keeps two people of one birthday apart.
        first = f"{_ADDRESS}{born:%Y%m%d}{self._count % 1000:03d}"
        return first + check_character(first)

    def _name(self) -> str:
        if self._count % 60 == 0:
            return self.random.choice(_DOTTED)
        given = self.random.choice(_GIVEN_2) + self.random.choice(_GIVEN_1 + _GIVEN_2)
        if self._count % 25 == 0:
            given = given[0] + self.random.choice(_RARE)
        elif self._count % 5 == 0:
            given = given[1]
        return self.random.choice(_SURNAMES) + given
