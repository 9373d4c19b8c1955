"""Two cities, four counties, schools, a base and a point; people in every role."""

from dataclasses import dataclass

import pytest

from portal.audit.actors import SystemActor
from portal.organisations.enums import BodyKind, SchoolKind
from portal.organisations.models import Body
from portal.organisations.queries import scope_of
from portal.organisations.services import create_body
from tests.factories.accounts import staff_user

MAKER = SystemActor("tests")


def make(kind, name, parent, **fields):
    if kind == BodyKind.SCHOOL:
        fields = {"school_kind": SchoolKind.PRIMARY, **fields}
    return create_body(kind=kind, name=name, parent=parent, actor=MAKER, **fields)


@dataclass
class World:
    bodies: dict[str, Body]

    def __getitem__(self, name):
        self.bodies[name].refresh_from_db()
        return self.bodies[name]

    def user(self, name, role, **fields):
        return staff_user(self.bodies[name], role, **fields)

    def scope(self, name, role):
        return scope_of(self.user(name, role))


@pytest.fixture
def world(db):
    province = make(BodyKind.PROVINCE, "云岭省教育厅", None)
    city = make(BodyKind.CITY, "澜江市教育局", province)
    other_city = make(BodyKind.CITY, "雁回市教育局", province)
    county = make(BodyKind.COUNTY, "澜滨区教育局", city)
    sister = make(BodyKind.COUNTY, "望鹤县教育局", city)
    far = make(BodyKind.COUNTY, "石砚县教育局", other_city)
    base = make(BodyKind.BASE, "双师基地", province)
    names = {
        "province": province,
        "city": city,
        "other_city": other_city,
        "county": county,
        "sister": sister,
        "far": far,
        "base": base,
        "school": make(BodyKind.SCHOOL, "澜滨区实验小学", county, base=base),
        "second": make(BodyKind.SCHOOL, "澜滨区第二小学", county),
        "sister_school": make(BodyKind.SCHOOL, "望鹤县实验小学", sister),
        "far_school": make(BodyKind.SCHOOL, "石砚县实验小学", far, base=base),
        "city_school": make(BodyKind.SCHOOL, "澜江职业技术学院", city),
        "point": make(BodyKind.POINT, "澜滨区确认点", county),
    }
    return World(names)
