"""Certificates of people who are none."""

from dataclasses import replace
from datetime import date

from certification.dual_qualified.printing import CertificateData
from portal.printing.kit import Check
from tests.factories.faces import Person, encoded, photo

CHECK = Check(
    "ABCDEFGHJKLMNPQRSTUV",
    "https://portal.example/prints/check/ABCDEFGHJKLMNPQRSTUV/",
    "12ab34cd",
)
PLAIN = CertificateData(
    name="古丽米热·艾比布力",
    sex="女",
    id_number="110***********1234",
    photo=encoded(photo(Person())),
    unit="示例省示例市第一职业技术学院",
    major="计算机应用技术",
    track="高等职业教育",
    level="高级",
    number="SSX2026-36-G3-000123",
    body="示例省教育厅",
    issued_on=date(2026, 11, 25),
    valid_until=date(2031, 11, 24),
)
LONG = replace(
    PLAIN,
    name="古丽米热·艾比布力·阿卜杜热西提·买买提明·吐尔逊江·阿不都外力克孜",
    unit="示例省示例市示例自治州示例职业技术学院（示例校区）"
    "信息工程与人工智能学院计算机应用技术教研室",
    major="城市轨道交通通信信号技术（智能运维方向）",
    body="示例省职业教育“双师型”教师认定工作委员会办公室",
)
RARE = replace(
    PLAIN,
    name="𬭎䶮𠮷",
    photo=None,
    track="中等职业教育",
    level="初级",
    valid_until=None,
)
SAMPLES = {"plain": PLAIN, "long": LONG, "rare": RARE}
