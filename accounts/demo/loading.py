"""The whole demo, made in one transaction: it is there, or it is not."""

from dataclasses import dataclass

from django.db import transaction

from accounts.demo import SEED
from accounts.demo.inventing import People
from accounts.demo.province import BUREAU, Province, found_province
from accounts.demo.sign_ups import tell_stories
from accounts.demo.staff import appoint_staff
from accounts.demo.teachers import hire_teachers
from portal.organisations.enums import BodyKind, SchoolKind
from portal.organisations.models import Body

_SIGN_UP_SCHOOLS = 14


@dataclass(frozen=True)
class Loaded:
    schools: int
    teachers: int
    sign_ups: int


def demo_province() -> Body | None:
    return Body.objects.filter(kind=BodyKind.PROVINCE, name=BUREAU).first()


@transaction.atomic
def load() -> Loaded | None:
    """Makes the demo province; None when it is there already."""
    if demo_province() is not None:
        return None
    people = People(SEED)
    province = found_province()
    teachers = hire_teachers(province.schools, people)
    appoint_staff(province, teachers, people)
    told = tell_stories(_shown_schools(province), people)
    return Loaded(len(province.schools), len(teachers), told)


def _shown_schools(province: Province) -> list[Body]:
    """A primary school first (it has every story), then schools of every county and kind."""
    primary = [school for school in province.schools if school.school_kind == SchoolKind.PRIMARY]
    others = [school for school in province.schools if school != primary[0]]
    return [primary[0], *others[:: len(others) // _SIGN_UP_SCHOOLS]]
