"""Invented people: valid checksums on invented birth dates, no living person's number."""

from datetime import date

import factory

from identity.enums import IdKind, Sex
from identity.models import Employment, Person
from identity.rules import name_key

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def id_number(sequence: int, born: date = date(1987, 7, 5), division: str = "110101") -> str:
    """The `sequence`-th resident number of a day; an odd sequence is a man's."""
    body = f"{division}{born:%Y%m%d}{sequence:03}"
    total = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


def mobile(sequence: int) -> str:
    return f"139{sequence:08}"


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person

    class Params:
        number = factory.Sequence(lambda n: n)

    id_kind = IdKind.RESIDENT
    id_number = factory.LazyAttribute(
        lambda o: id_number(o.number % 1000, date(1987, 7, 1 + o.number // 1000))
    )
    name = factory.Sequence(lambda n: f"张{chr(0x4E00 + n)}")
    name_key = factory.LazyAttribute(lambda o: name_key(o.name))
    sex = factory.LazyAttribute(lambda o: Sex.MALE if o.number % 2 else Sex.FEMALE)
    birth_date = factory.LazyAttribute(lambda o: date(1987, 7, 1 + o.number // 1000))
    ethnicity = "01"
    political_status = "13"
    marital_status = "20"
    address = "杭州市上城区解放路1号"
    email = factory.LazyAttribute(lambda o: f"t{o.number}@example.cn")
    education = "21"
    degree = "4"
    graduated_from = "浙江师范大学"
    graduated_on = date(2009, 6, 30)
    major = "机械工程"


class EmploymentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Employment

    person = factory.SubFactory(PersonFactory)
    started_on = date(2010, 9, 1)
