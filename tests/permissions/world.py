"""People in every role, at the own body, beside it, above it and abroad; and things to ask for."""

from dataclasses import dataclass, field
from typing import Any

from accounts.models import CardScan, MobileChange, SignUp, User
from portal.approvals.models import BulkRun, ListExport, ReasonCode
from portal.clock import now
from portal.documents.models import Document
from portal.home.models import Announcement, Download, Question
from portal.jobs.services import enqueue
from portal.messaging.models import Message
from portal.organisations.enums import BodyKind, Role
from portal.organisations.models import RoleGrant
from tests.accounts.sign_up.world import Province
from tests.factories.identity import EmploymentFactory, PersonFactory

# The columns of the table, in its order.
ACTORS = (
    "visitor",  # not signed in
    "owner",  # the teacher whose data it is
    "teacher",  # another teacher of the same school
    "school",  # administrator of the teacher's school
    "beside",  # administrator of another school of the county
    "base",  # administrator of the school's base
    "county",  # bureau administrator above the school
    "abroad",  # bureau administrator of another county
    "province",  # bureau administrator of the province
    "reviewer",  # reviewer of the county
    "clerk",  # of a confirmation point of the county
    "system",
    "security",
    "audit",
)


@dataclass
class World(Province):
    users: dict[str, User | None] = field(init=False, default_factory=dict)
    things: dict[str, Any] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.foreign_county = self._body(BodyKind.COUNTY, "溪北县教育局", self.city)
        self.point = self._body(BodyKind.POINT, "溪南县确认点", self.county)
        self.users = {"visitor": None, **self._teachers(), **self._staff()}
        self.sign_up = self.submitted()
        self.things = self._things()

    def _teachers(self) -> dict[str, User]:
        return {name: self._teacher(name) for name in ("owner", "teacher")}

    def _teacher(self, name: str) -> User:
        person = PersonFactory(name="李老师")
        EmploymentFactory(person=person, body=self.school)
        return User.objects.create(
            username=name, display_name="李老师", person=person, created_at=now()
        )

    def _staff(self) -> dict[str, User]:
        places = {
            "school": (self.school, Role.SCHOOL_ADMIN),
            "beside": (self.other_school, Role.SCHOOL_ADMIN),
            "base": (self.base, Role.BASE_ADMIN),
            "county": (self.county, Role.BUREAU_ADMIN),
            "abroad": (self.foreign_county, Role.BUREAU_ADMIN),
            "province": (self.province, Role.BUREAU_ADMIN),
            "reviewer": (self.county, Role.REVIEWER),
            "clerk": (self.point, Role.POINT_CLERK),
            "system": (self.province, Role.SYSTEM_ADMIN),
            "security": (self.province, Role.SECURITY_ADMIN),
            "audit": (self.province, Role.AUDIT_ADMIN),
        }
        return {name: self.staff(*place) for name, place in places.items()}

    def _things(self) -> dict[str, Any]:
        owner, school = self.users["owner"], self.users["school"]
        document = self._document(owner)
        return {
            "school": self.school.pk,
            "owner": owner.pk,
            "school_user": school.pk,
            "grant": RoleGrant.objects.get(user=school).pk,
            "reference": self.sign_up.case.reference,
            "token": self.sign_up.token,
            "scan": self._scan().pk,
            "document": document.pk,
            "announcement": self._announcement().pk,
            "download": self._download(document).pk,
            "question": Question.objects.create(question="问", answer="答", topic="注册").pk,
            "reason": ReasonCode.objects.filter(flow="sign_up")[0].pk,
            "message": self._message(owner).pk,
            "job": enqueue("documents.delete_expired", {}, owner=owner).pk,
            "bulk": BulkRun.objects.create(
                user=school, flow="sign_up", transition="approve", created_at=now()
            ).pk,
            "export": ListExport.objects.create(user=school, created_at=now()).pk,
            "change": self._change(owner, school).pk,
        }

    def _document(self, owner: User) -> Document:
        return Document.objects.create(
            kind="evidence",
            owner=owner,
            sha256="0" * 64,
            size=1,
            mime="application/pdf",
            storage_name="nothing",
            created_at=now(),
        )

    def _scan(self) -> CardScan:
        SignUp.objects.filter(pk=self.sign_up.pk).update(card=self.sign_up.token)
        crops = {"name": "/9g="}
        return CardScan.objects.create(
            sign_up=self.sign_up,
            document=self.sign_up.token,
            fields={},
            crops=crops,
            created_at=now(),
        )

    def _announcement(self) -> Announcement:
        return Announcement.objects.create(
            title="公告", text="正文", issuer=self.county, published_at=now()
        )

    def _download(self, document: Document) -> Download:
        return Download.objects.create(
            title="表格",
            document=document.pk,
            file_name="a.pdf",
            size=1,
            issuer=self.county,
            published_at=now(),
        )

    def _message(self, owner: User) -> Message:
        return Message.objects.create(
            key="k", channel="portal", template="t", recipient=owner, created_at=now()
        )

    def _change(self, owner: User, school: User) -> MobileChange:
        return MobileChange.objects.create(
            user=owner, mobile="13800019999", reason="停用", asked_by=school, asked_at=now()
        )

