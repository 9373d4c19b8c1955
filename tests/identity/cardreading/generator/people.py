"""Invented people: common names, names with rare characters, names with a middle dot."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from identity.cardreading.ethnicity import GROUPS
from identity.gb11643 import check_character

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰飞波宁"
    "建国文斌红云辉琳雪宇浩欣怡梓涵诗若晨曦子轩佳慧"
)
RARE_SURNAMES = [
    "亓",
    "仝",
    "郄",
    "逄",
    "厍",
    "缑",
    "郗",
    "乜",
    "麴",
    "佘",
    "妫",
    "尉迟",
    "令狐",
    "钭",
]
RARE_COMMON = "赟翀旻曌龑骉犇淼垚喆昶煜彧頔翊祎玥珺璆瑢镕昇晔婧妤姝嫄赜堃甯昉炆珩琮璟玹栩皓骢鑫骥"
RARE_BEYOND = "䶮㛃𬭎𬍛𬀪㻏㵑𫖯𬱖𬎆𬸚𬬭𫍯𬘭𬳶𫚈"
"""Characters of the extension blocks that stand in the table of general standard characters."""

TURKIC = ["阿不都", "米热班", "古丽娜尔", "艾合买提", "居马泰", "热依汗", "帕尔哈提", "迪丽努尔"]
FATHERS = ["库尔班", "司马义", "吐尔逊", "赛买提", "哈力克", "依明", "艾尔肯", "买买提"]
PLACES = [
    ("330106", "浙江省杭州市西湖区"),
    ("440106", "广东省广州市天河区"),
    ("510104", "四川省成都市锦江区"),
    ("650102", "新疆乌鲁木齐市天山区"),
    ("110105", "北京市朝阳区"),
    ("530102", "云南省昆明市五华区"),
    ("210102", "辽宁省沈阳市和平区"),
    ("610113", "陕西省西安市雁塔区"),
    ("150102", "内蒙古呼和浩特市新城区"),
    ("420106", "湖北省武汉市武昌区"),
]
STREETS = [
    "人民北路",
    "太白东街",
    "迎宾路",
    "青年路",
    "柳林镇上坪村",
    "文昌巷",
    "建设大道",
    "梧桐街",
]


@dataclass(frozen=True)
class Person:
    """What the card says; nobody real."""

    name: str
    sex: str
    ethnicity: str
    birth: date
    address: str
    id_number: str
    is_rare: bool = False

    def truth(self) -> dict[str, str]:
        return {
            "name": self.name,
            "sex": self.sex,
            "ethnicity": self.ethnicity,
            "birth": self.birth.isoformat(),
            "address": self.address,
            "id_number": self.id_number,
        }


def person(random: Random, rare_share: float = 0.5) -> Person:
    """One invented person; `rare_share` of the names hold a rare character."""
    code, place = random.choice(PLACES)
    birth = date(1950, 1, 1) + timedelta(days=random.randrange(365 * 56))
    order = f"{random.randrange(1, 1000):03d}"
    number = f"{code}{birth:%Y%m%d}{order}"
    group = random.choice(GROUPS) if random.random() < 0.7 else "汉"
    rare = random.random() < rare_share
    return Person(
        name=_rare_name(random) if rare else _plain_name(random),
        sex="男" if int(order) % 2 else "女",
        ethnicity=group,
        birth=birth,
        address=_address(random, place),
        id_number=number + check_character(number),
        is_rare=rare,
    )


def _plain_name(random: Random) -> str:
    if random.random() < 0.12:
        return f"{random.choice(TURKIC)}·{random.choice(FATHERS)}"
    return random.choice(SURNAMES) + "".join(random.sample(GIVEN, random.choice((1, 2, 2))))


def _rare_name(random: Random) -> str:
    surname = random.choice(RARE_SURNAMES if random.random() < 0.25 else SURNAMES)
    given = [_rare_character(random)]
    if random.random() < 0.6:
        given.insert(random.randrange(2), random.choice(GIVEN))
    return surname + "".join(given)


def _rare_character(random: Random) -> str:
    chance = random.random()
    if chance < 0.45:
        return random.choice(RARE_COMMON)
    if chance < 0.7:
        return random.choice(RARE_BEYOND)
    return _second_level(random)


def _second_level(random: Random) -> str:
    """A character of the second level of GB 2312 (rows 56–87, by radical)."""
    return bytes([random.randrange(0xD8, 0xF7), random.randrange(0xA1, 0xFE)]).decode("gb2312")


def _address(random: Random, place: str) -> str:
    street = f"{place}{random.choice(STREETS)}{random.randrange(1, 800)}号"
    if random.random() < 0.5:
        return street
    block, stair = random.randrange(1, 40), random.randrange(1, 6)
    return f"{street}{block}号楼{stair}单元{random.randrange(101, 3200)}号"
