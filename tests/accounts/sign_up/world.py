"""A small province and answers that are right, for tests of sign-up."""

from dataclasses import dataclass, field
from itertools import count

from accounts.models import SignUp, User
from accounts.services import sign_up as signing_up
from accounts.services import submission
from identity.gb11643 import check_character
from portal.approvals.models import Case
from portal.audit.services import SystemActor
from portal.clock import now
from portal.organisations.enums import BodyKind, Role, SchoolKind
from portal.organisations.models import Body, RoleGrant
from portal.organisations.services import create_body

MAKER = SystemActor("tests")
PASSWORD = "Qingfeng-2026"
_numbers = count(1)


def id_number(n: int, *, male: bool = True, born: str = "19870705") -> str:
    """An invented number with a valid checksum."""
    first = f"330102{born}{(n % 499) * 2 + (1 if male else 0):03d}"
    return first + check_character(first)


@dataclass
class Province:
    province: Body = field(init=False)
    city: Body = field(init=False)
    county: Body = field(init=False)
    school: Body = field(init=False)
    other_school: Body = field(init=False)
    base: Body = field(init=False)

    def __post_init__(self) -> None:
        self.province = self._body(BodyKind.PROVINCE, "江岚省教育厅", None)
        self.city = self._body(BodyKind.CITY, "江岚市教育局", self.province)
        self.county = self._body(BodyKind.COUNTY, "溪南县教育局", self.city)
        self.base = self._body(BodyKind.BASE, "江岚职教基地", self.city)
        self.school = self._school("溪南县职业技术学校", base=self.base)
        self.other_school = self._school("溪南县第二职业学校")

    def _body(self, kind: str, name: str, parent: Body | None, **fields: object) -> Body:
        return create_body(kind=kind, name=name, parent=parent, actor=MAKER, **fields)

    def _school(self, name: str, base: Body | None = None) -> Body:
        kind = SchoolKind.SECONDARY_VOCATIONAL
        return self._body(BodyKind.SCHOOL, name, self.county, school_kind=kind, base=base)

    def staff(self, body: Body, role: Role) -> User:
        user = User.objects.create(
            username=f"staff{next(_numbers)}", display_name="审核员", created_at=now()
        )
        RoleGrant.objects.create(user=user, body=body, role=role, granted_at=now())
        return user

    def answers(self, number: str, **changes: str) -> dict[str, str]:
        return {
            "name": "陆𬭎",
            "id_number": number,
            "sex": "1",
            "ethnicity": "01",
            "birth_date": "1987-07-05",
            "political_status": "13",
            "marital_status": "20",
            "address": "江岚省溪南县文昌路1号",
            "office_phone": "",
            "email": "lu@example.com",
            "region": "330106",
            "unit": str(self.school.pk),
            "in_vocational_section": "no",
            "education": "21",
            "graduated_from": "江岚师范大学",
            "graduated_on": "2009-06-30",
            "major": "计算机科学与技术",
            "degree": "4",
            **changes,
        }

    def begun(self, mobile: str = "13800010001") -> SignUp:
        return signing_up.begin(mobile, PASSWORD)

    def filled(self, mobile: str = "13800010001", **changes: str) -> SignUp:
        sign_up = self.begun(mobile)
        answers = self.answers(id_number(next(_numbers)), **changes)
        return signing_up.save_answers(sign_up, answers, version=sign_up.version)

    def submitted(self, mobile: str = "13800010001", **changes: str) -> SignUp:
        sign_up = self.filled(mobile, **changes)
        submission.submit(sign_up, sign_up.data, version=sign_up.version)
        return SignUp.objects.select_related("case", "unit", "user").get(pk=sign_up.pk)


def latest_case(sign_up: SignUp) -> Case:
    return Case.objects.get(subject=f"accounts.signup:{sign_up.pk}")
