"""The bodies: a province bureau, 3 cities, 9 counties, 60 schools, 3 bases, 9 points."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from accounts.demo import ACTOR
from portal.organisations.enums import BodyKind, Ownership, SchoolKind
from portal.organisations.models import Body
from portal.organisations.services import create_body
from portal.reference.models import Division, DivisionLevel

PROVINCE = "云岭省"
BUREAU = f"{PROVINCE}教育厅"
# 99 is no province of GB/T 2260: the demo's divisions are told apart from real ones.
_CITIES = {
    "澜江市": ("澜滨区", "望鹤县", "竹泉县"),
    "雁回市": ("雁湖区", "石砚县", "龑溪县"),
    "松岩市": ("松坪区", "枫浦县", "䴙湖县"),
}
_BASES = ("装备制造", "信息技术", "现代服务")
_VOCATIONAL = (
    SchoolKind.SECONDARY_VOCATIONAL,
    SchoolKind.HIGHER_VOCATIONAL,
    SchoolKind.VOCATIONAL_UNIVERSITY,
)
_FORMER = {
    "澜滨区实验小学": ["澜江师范学校附属小学"],
    "望鹤县中等职业技术学校": ["望鹤县农业中学", "望鹤县职业高级中学"],
    "雁湖区第一中学": ["雁回市第三中学"],
    "澜江职业技术学院": ["澜江工业学校"],
    "云岭师范大学": ["云岭师范学院"],
}
_RARE_SCHOOLS = {"龑溪县第二小学": "龑溪县𬭎文小学", "䴙湖县第二小学": "䴙湖县䶮山小学"}


@dataclass
class Province:
    """The bodies made, by what they are."""

    root: Body
    cities: list[Body] = field(default_factory=list)
    counties: list[Body] = field(default_factory=list)
    schools: list[Body] = field(default_factory=list)
    bases: list[Body] = field(default_factory=list)
    points: list[Body] = field(default_factory=list)


def found_province() -> Province:
    """Creates every body, through the same services that administrators use."""
    division = _division("990000", PROVINCE, None)
    province = Province(_bureau(BodyKind.PROVINCE, BUREAU, None, division))
    province.bases = [_base(province.root, division, trade) for trade in _BASES]
    for number, (city, counties) in enumerate(_CITIES.items(), start=1):
        _found_city(province, division, city, counties, number)
    for name, kind in _PROVINCIAL_SCHOOLS:
        province.schools.append(_school(province, province.root, division, name, kind))
    return province


_PROVINCIAL_SCHOOLS = (
    ("云岭师范大学", SchoolKind.UNIVERSITY),
    ("云岭职业技术大学", SchoolKind.VOCATIONAL_UNIVERSITY),
    ("云岭省特殊教育学校", SchoolKind.SPECIAL),
)


def _found_city(
    province: Province, above: Division, name: str, counties: tuple[str, ...], number: int
) -> None:
    division = _division(f"990{number}00", name, above)
    city = _bureau(BodyKind.CITY, f"{name}教育局", province.root, division)
    province.cities.append(city)
    college = f"{name.removesuffix('市')}职业技术学院"
    province.schools.append(
        _school(province, city, division, college, SchoolKind.HIGHER_VOCATIONAL)
    )
    for place, county in enumerate(counties, start=1):
        _found_county(province, city, _division(f"990{number}0{place}", county, division))


def _found_county(province: Province, city: Body, division: Division) -> None:
    bureau = _bureau(BodyKind.COUNTY, f"{division.name}教育局", city, division)
    province.counties.append(bureau)
    for name, kind in _county_schools(division.name):
        province.schools.append(_school(province, bureau, division, name, kind))
    province.points.append(
        create_body(
            kind=BodyKind.POINT,
            name=f"{division.name}教师资格确认点",
            parent=bureau,
            division=division,
            contact_name="确认点服务台",
            contact_phone="0990-5550100",
            office_hours="工作日 9:00–12:00，14:00–17:00",
            actor=ACTOR,
        )
    )


def _county_schools(county: str) -> Iterator[tuple[str, SchoolKind]]:
    second = f"{county}第二小学"
    yield f"{county}第一幼儿园", SchoolKind.KINDERGARTEN
    yield f"{county}实验小学", SchoolKind.PRIMARY
    yield _RARE_SCHOOLS.get(second, second), SchoolKind.PRIMARY
    if county.endswith("区"):
        yield f"{county}第一初级中学", SchoolKind.JUNIOR
    else:
        yield f"{county}育才学校", SchoolKind.NINE_YEAR
    yield f"{county}第一中学", SchoolKind.SENIOR
    yield f"{county}中等职业技术学校", SchoolKind.SECONDARY_VOCATIONAL


def _division(code: str, name: str, above: Division | None) -> Division:
    level = DivisionLevel(above.level + 1) if above else DivisionLevel.PROVINCE
    values = {"name": name, "level": level, "parent": above}
    values["full_name"] = f"{above.full_name if above else ''}{name}"
    return Division.objects.update_or_create(code=code, defaults=values)[0]


def _bureau(kind: BodyKind, name: str, parent: Body | None, division: Division) -> Body:
    return create_body(
        kind=kind,
        name=name,
        parent=parent,
        division=division,
        contact_name="教师工作科",
        contact_phone="0990-5550000",
        office_hours="工作日 9:00–17:30",
        actor=ACTOR,
    )


def _base(root: Body, division: Division, trade: str) -> Body:
    return create_body(
        kind=BodyKind.BASE,
        name=f"{PROVINCE}“双师型”教师培养培训基地（{trade}）",
        parent=root,
        division=division,
        contact_name="项目办",
        contact_phone="0990-5550200",
        actor=ACTOR,
    )


def _school(
    province: Province, parent: Body, division: Division, name: str, kind: SchoolKind
) -> Body:
    private = kind == SchoolKind.KINDERGARTEN and len(province.counties) % 3 == 0
    base = province.bases[len(province.schools) % 3] if kind in _VOCATIONAL else None
    return create_body(
        kind=BodyKind.SCHOOL,
        name=name,
        parent=parent,
        division=division,
        school_kind=kind,
        base=base,
        ownership=Ownership.PRIVATE if private else Ownership.PUBLIC,
        code=f"99{len(province.schools) + 1:04d}",
        former_names=_FORMER.get(name, ()),
        contact_name="人事处",
        contact_phone=f"0990-55{len(province.schools) + 3000:05d}",
        actor=ACTOR,
    )
