"""People in every role, at the own body, beside it, above it and abroad; and things to ask for."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from captcha.models import CaptchaStore
from django.test import RequestFactory

from accounts.models import CardScan, MobileChange, SignUp, User
from accounts.services.recovery import new_link
from portal.approvals.models import BulkRun, ListExport, ReasonCode
from portal.clock import now
from portal.documents.models import Document
from portal.home.models import Announcement, Download, Question
from portal.jobs.services import enqueue
from portal.messaging.models import Message
from portal.organisations.enums import BodyKind, Role, SchoolKind
from portal.organisations.models import Body, RoleGrant
from tests.accounts.sign_up.world import Province
from tests.factories import documents as files
from tests.factories.accounts import UserFactory
from tests.factories.identity import EmploymentFactory, PersonFactory
from tests.permissions import centre, hours, registration
from tests.permissions.certification import things_of

# The columns of the table, in its order.
ACTORS = (
    "visitor",  # not signed in
    "applicant",  # not signed in; this browser holds a sign-up that is not sent yet
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
STAFF = ACTORS[4:]


@dataclass
class World(Province):
    users: dict[str, User] = field(init=False, default_factory=dict)
    things: dict[str, Any] = field(init=False, default_factory=dict)
    drafted: SignUp = field(init=False)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.foreign_county = self._body(BodyKind.COUNTY, "溪北县教育局", self.city)
        kind = SchoolKind.SECONDARY_VOCATIONAL
        self.foreign_school = self._body(
            BodyKind.SCHOOL, "溪北县职业技术学校", self.foreign_county, school_kind=kind
        )
        self.empty_school = self._school("溪南县第三职业学校")
        self.point = self._body(BodyKind.POINT, "溪南县确认点", self.county)
        self.users = {"owner": self._teacher(), "teacher": self._teacher(), **self._staff()}
        self.drafted = self._with_card(self.filled("13800010090"))
        self.things = {
            **self._bodies(),
            **self._people(),
            **self._sign_ups(),
            **self._belongings(),
            **self._orders(),
            **self._published(),
            **things_of(self),
            **centre.things_of(self),
            **hours.things_of(self),
            **registration.things_of(self),
        }

    def _teacher(self) -> User:
        person = PersonFactory(name="李老师")
        EmploymentFactory(person=person, body=self.school)
        return UserFactory(person=person, username=f"teacher{person.pk}")

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
        return {name: self._official(*place) for name, place in places.items()}

    def _official(self, body: Body, role: Role) -> User:
        user = UserFactory(person=None, display_name="王主任", username=f"{role}{body.pk}")
        RoleGrant.objects.create(user=user, body=body, role=role, granted_at=now())
        return user

    def _bodies(self) -> dict[str, int]:
        bodies = {
            "school": self.school,
            "empty_school": self.empty_school,
            "base": self.base,
            "point": self.point,
            "county": self.county,
            "foreign_county": self.foreign_county,
            "foreign_school": self.foreign_school,
            "province": self.province,
        }
        return {f"{name}_body": body.pk for name, body in bodies.items()}

    def _people(self) -> dict[str, int]:
        grants = RoleGrant.objects.in_bulk(field_name="pk").values()
        by_user = {grant.user_id: grant.pk for grant in grants}
        held = {n: by_user[user.pk] for n, user in self.users.items() if user.pk in by_user}
        return {
            **{f"{name}_user": user.pk for name, user in self.users.items()},
            **{f"{name}_grant": pk for name, pk in held.items()},
        }

    def _sign_ups(self) -> dict[str, Any]:
        """One at the school, one beside it, one abroad, under review; and the applicant's draft."""
        here = self._with_card(self.submitted("13800010001"))
        beside = self._with_card(self.submitted("13800010002", unit=str(self.other_school.pk)))
        abroad = self._with_card(self.submitted("13800010003", unit=str(self.foreign_school.pk)))
        own = enqueue("documents.delete_expired", {})
        return {
            "reference": here.case.reference,
            "reference_beside": beside.case.reference,
            "reference_abroad": abroad.case.reference,
            "case": here.case.pk,
            "token": here.token,
            "token_beside": beside.token,
            "token_drafted": self.drafted.token,
            "card": here.card,
            "card_beside": beside.card,
            "card_drafted": self.drafted.card,
            "job_drafted": own.pk,
        }

    def _with_card(self, sign_up: SignUp) -> SignUp:
        card = files.document(token=sign_up.token, subject=f"accounts.signup:{sign_up.pk}")
        SignUp.objects.filter(pk=sign_up.pk).update(card=card.pk)
        CardScan.objects.create(
            sign_up=sign_up,
            document=card.pk,
            fields={},
            crops={"name": "/9g=", "id_number": "/9g="},
            created_at=now(),
        )
        sign_up.card = card.pk
        return sign_up

    def _belongings(self) -> dict[str, Any]:
        owner = self.users["owner"]
        evidence = files.document(owner, content=files.pdf(), kind="evidence", name="a.pdf")
        return {
            "document": evidence.pk,
            "message": self._message("portal", owner).pk,
            "sms": self._message("sms", owner).pk,
            "job": enqueue("documents.delete_expired", {}, owner=owner).pk,
            "link": new_link(owner, RequestFactory().get("/")).rstrip("/").rpartition("/")[2],
            "captcha": CaptchaStore.generate_key(),
        }

    def _message(self, channel: str, owner: User) -> Message:
        return Message.objects.create(
            key="k", channel=channel, template="t", recipient=owner, created_at=now()
        )

    def _orders(self) -> dict[str, Any]:
        """What the school's administrator asked for."""
        school, at = self.users["school"], now()
        change = MobileChange.objects.create(
            user=self.users["owner"],
            mobile="13800019999",
            reason="停用",
            requested_by=school,
            created_at=at,
        )
        run = BulkRun.objects.create(
            user=school, flow="sign_up", transition="approve", job=uuid.uuid4(), created_at=at
        )
        export = ListExport.objects.create(
            user=school, job=uuid.uuid4(), content=b"PK", created_at=at
        )
        return {"change": change.pk, "bulk": run.pk, "export": export.pk}

    def _published(self) -> dict[str, int]:
        file = files.document(
            self.users["county"], content=files.pdf(), kind="publication", name="a.pdf"
        )
        reason = ReasonCode.objects.create(
            flow="sign_up", transition="return", code="T1", text="照片不清楚"
        )
        question = Question.objects.create(question="问", answer="答", topic="注册")
        return {
            "announcement": self._announcement(self.county).pk,
            "announcement_province": self._announcement(self.province).pk,
            "download": self._download(file).pk,
            "question": question.pk,
            "reason": reason.pk,
        }

    def _announcement(self, issuer: Body) -> Announcement:
        return Announcement.objects.create(
            title="公告", text="正文", issuer=issuer, published_at=now()
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
