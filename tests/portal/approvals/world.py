"""Bodies, people with roles, and cases between them."""

from dataclasses import dataclass
from itertools import count

from accounts.models import User
from identity.gb11643 import check_character
from identity.models import Person
from portal.approvals import services
from portal.approvals.models import Case, ReasonCode
from portal.clock import now
from portal.organisations.enums import BodyKind, Role, SchoolKind
from portal.organisations.models import Body, RoleGrant
from tests.portal.approvals.sample import LEVELS, SAMPLE

_numbers = count(1)


def id_number(n: int) -> str:
    """An invented number with a valid checksum."""
    first = f"110101199001{1 + n // 900 % 28:02d}{n % 900 + 10:03d}"
    return first + check_character(first)


def body(kind: str, name: str, parent: Body | None = None, **values: object) -> Body:
    if kind == BodyKind.SCHOOL:
        values.setdefault("school_kind", SchoolKind.PRIMARY)
    made = Body.objects.create(kind=kind, name=name, parent=parent, **values)
    made.path = f"{parent.path if parent else ''}{made.pk}."
    made.save()
    return made


def user(
    name: str, place: Body | None = None, role: str = "", person: Person | None = None
) -> User:
    made = User.objects.create(
        username=f"u{next(_numbers)}", display_name=name, created_at=now(), person=person
    )
    if place is not None:
        RoleGrant.objects.create(user=made, body=place, role=role, granted_at=now())
    return made


def person(name: str = "李明") -> Person:
    return Person.objects.create(
        id_kind="resident", id_number=id_number(next(_numbers)), name=name, name_key=name
    )


@dataclass
class World:
    province: Body
    city: Body
    county: Body
    other_county: Body
    school: Body
    other_school: Body
    foreign_school: Body
    base: Body

    def teacher(self, name: str = "李明") -> User:
        return user(name, person=person(name))

    def school_admin(self) -> User:
        return user("学校甲", self.school, Role.SCHOOL_ADMIN)

    def bureau_admin(self) -> User:
        return user("局长乙", self.county, Role.BUREAU_ADMIN)

    def case(self, name: str = "王芳", unit: Body | None = None, owner: User | None = None) -> Case:
        """An open case of the small flow, waiting for review."""
        n = next(_numbers)
        who = owner or user(name)
        return services.open_case(
            SAMPLE,
            subject=f"sample.thing:{n}",
            name=name,
            id_number=owner.person.id_number if owner and owner.person else id_number(n),
            unit=unit or self.school,
            person=owner.person if owner else None,
            actor=services.applicant(who),
        )

    def level_case(self, *places: Body, days: int = 3) -> tuple[Case, User]:
        """A submitted case whose route leads over these bodies."""
        owner = self.teacher()
        labels = ("初审", "复核", "终审")
        route = [
            {"body": place.pk, "label": label, "days": days}
            for place, label in zip(places, labels, strict=False)
        ]
        case = services.open_case(
            LEVELS,
            subject=f"sample.level:{next(_numbers)}",
            name=owner.display_name,
            id_number=id_number(next(_numbers)),
            unit=self.school,
            person=owner.person,
            actor=services.applicant(owner),
            route=route,
        )
        services.apply(case.pk, "submit", services.applicant(owner), version=case.version)
        case.refresh_from_db()
        return case, owner


def build() -> World:
    province = body(BodyKind.PROVINCE, "试验省教育厅")
    city = body(BodyKind.CITY, "云岭市教育局", province)
    county = body(BodyKind.COUNTY, "青山县教育局", city)
    other_county = body(BodyKind.COUNTY, "白水县教育局", city)
    base = body(BodyKind.BASE, "云岭培训基地", city)
    school = body(BodyKind.SCHOOL, "青山县第一小学", county, base=base)
    world = World(
        province=province,
        city=city,
        county=county,
        other_county=other_county,
        school=school,
        other_school=body(BodyKind.SCHOOL, "青山县第二小学", county),
        foreign_school=body(BodyKind.SCHOOL, "白水县第一小学", other_county),
        base=base,
    )
    ReasonCode.objects.create(flow="sample", transition="return", code="R1", text="照片不清楚")
    ReasonCode.objects.create(
        flow="sample", transition="return", code="R9", text="其他", needs_text=True, position=9
    )
    ReasonCode.objects.create(
        flow="sample", transition="return", code="R0", text="旧原因", is_active=False
    )
    return world
