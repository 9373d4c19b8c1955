"""800 teachers with accounts. Rows are written in bulk for volume; the rules are the same."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from django.contrib.auth.hashers import make_password

from accounts.demo import ACTOR, PASSWORD
from accounts.demo.inventing import Invented, People
from accounts.models import User
from identity.enums import IdKind
from identity.models import Employment, Person
from identity.rules import name_key
from portal.audit import services as audit
from portal.clock import now, today
from portal.organisations.enums import SchoolKind
from portal.organisations.models import Body

TEACHERS = 800
_SIZES = {
    SchoolKind.KINDERGARTEN: 6,
    SchoolKind.PRIMARY: 11,
    SchoolKind.JUNIOR: 13,
    SchoolKind.NINE_YEAR: 13,
    SchoolKind.SENIOR: 17,
    SchoolKind.SECONDARY_VOCATIONAL: 18,
    SchoolKind.HIGHER_VOCATIONAL: 22,
}
_UNIVERSITIES = ("北京师范大学", "华东师范大学", "西南大学", "陕西师范大学", "华中师范大学")
_MAJORS = ("汉语言文学", "数学与应用数学", "英语", "物理学", "学前教育", "机械工程", "护理学")
_FIRST = ("陈𬭎", "林知远", "迪丽努尔·阿不都拉")


def hire_teachers(schools: Sequence[Body], people: People) -> list[User]:
    """One account each; the first three have the names that the demo is shown with."""
    places = _places(schools)
    invented = [people.next(_FIRST[n] if n < len(_FIRST) else "") for n in range(TEACHERS)]
    persons = Person.objects.bulk_create(_person(who, people.random) for who in invented)
    started = today() - timedelta(days=365)
    Employment.objects.bulk_create(
        Employment(
            person=person,
            body=body,
            started_on=started - timedelta(days=people.random.randrange(4000)),
            in_vocational_section=body.school_kind == SchoolKind.SECONDARY_VOCATIONAL,
        )
        for person, body in zip(persons, places, strict=True)
    )
    password = make_password(PASSWORD)
    users = User.objects.bulk_create(_user(person, password) for person in persons)
    audit.record("demo.hire_teachers", actor=ACTOR, detail={"teachers": len(users)})
    return users


def _places(schools: Sequence[Body]) -> list[Body]:
    """Where each teacher works: by the size of the kind of school, every school has some."""
    places = [
        school for school in schools for _ in range(_SIZES.get(SchoolKind(school.school_kind), 16))
    ]
    biggest = schools[-1]
    return (places + [biggest] * TEACHERS)[:TEACHERS]


def _person(who: Invented, random: Random) -> Person:
    return Person(
        id_kind=IdKind.RESIDENT,
        id_number=who.id_number,
        name=who.name,
        name_key=name_key(who.name),
        sex=who.sex,
        birth_date=who.birth_date,
        mobile=who.mobile,
        **_details(who, random),
    )


def _details(who: Invented, random: Random) -> dict[str, Any]:
    return {
        "ethnicity": "05" if "·" in who.name else random.choice(("01", "01", "01", "08", "15")),
        "political_status": random.choice(("01", "03", "13")),
        "marital_status": random.choice(("10", "20")),
        "address": f"云岭省文教路{random.randrange(1, 300)}号",
        "office_phone": f"0990-55{random.randrange(100_000):05d}",
        "email": f"teacher{who.mobile[-4:]}@example.invalid",
        "education": random.choice(("21", "21", "31", "14")),
        "degree": random.choice(("4", "4", "0", "3")),
        "graduated_from": random.choice(_UNIVERSITIES),
        "graduated_on": date(who.birth_date.year + 22, 7, 1),
        "major": random.choice(_MAJORS),
    }


def _user(person: Person, password: str) -> User:
    return User(
        username=f"p{person.pk}",
        person=person,
        display_name=person.name,
        mobile=person.mobile,
        password=password,
        created_at=now(),
    )
