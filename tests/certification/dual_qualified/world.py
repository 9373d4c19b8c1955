"""A vocational college, its base and province; a plan of three levels; teachers and reviewers."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from importlib import import_module
from typing import Any

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from certification.dual_qualified.enums import ConditionKind, Level, Track
from certification.dual_qualified.forms.checking import check
from certification.dual_qualified.models import (
    Application,
    Clause,
    Condition,
    EvidenceItem,
    Offer,
)
from certification.dual_qualified.services import attaching, drafting, submission
from portal.approvals import services as approvals
from portal.approvals.models import Case
from portal.clock import now
from portal.organisations.enums import BodyKind, Role, SchoolKind
from portal.organisations.models import Body
from portal.plans.enums import Holder, PlanState
from portal.plans.models import Plan, Stage
from tests.factories.accounts import UserFactory, staff_user
from tests.factories.documents import picture
from tests.factories.identity import EmploymentFactory, PersonFactory
from tests.portal.approvals.world import body

FLOW = "dual_qualified"
ANSWERS: dict[str, Any] = {
    "level": "junior",
    "clauses": ["1"],
    "certificate_kind": "7",
    "certificate_subject": "数控技术",
    "certificate_number": "20125301572000123",
    "certificate_issuer": "云岭省教育厅",
    "certificate_date": "2012-06-30",
    "title": "lecturer_higher",
    "title_date": "2015-12-01",
    "skills": [
        {"name": "数控车工", "grade": "高级工", "number": "1953001", "issuer": "云岭省人社厅",
         "date": "2014-05-20"}
    ],
    "major": "数控技术",
    "teaching_since": "2010-09-01",
    "courses": [{"year": "2024-2025", "course": "数控编程", "hours": "72"}],
    "practices": [
        {"company": "云岭机床厂", "post": "工艺员，参与产品试制", "started": "2024-01-10",
         "ended": "2024-08-20", "witness": "罗工"}
    ],
    "results": [],
}  # fmt: skip
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n"
    b"xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000056 00000 n \n"
    b"0000000111 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n181\n%%EOF\n"
)


def pdf(mark: str = "") -> SimpleUploadedFile:
    """A page of its own for each mark: another file."""
    return SimpleUploadedFile(f"证明{mark}.pdf", PDF + f"% {mark}\n".encode())


def scan(seed: int) -> SimpleUploadedFile:
    """A small picture: unlike a PDF it has no pages to be drawn in the background."""
    return SimpleUploadedFile(f"证书{seed}.jpg", picture(size=(60, 40), seed=seed))


@dataclass
class World:
    province: Body
    city: Body
    base: Body
    school: Body
    other_school: Body
    plan: Plan
    offer: Offer

    def teacher(self, school: Body | None = None, *, section: bool = False, **fields: Any) -> User:
        person = PersonFactory(**fields)
        EmploymentFactory(person=person, body=school or self.school, in_vocational_section=section)
        return UserFactory(person=person)

    @cached_property
    def school_admin(self) -> User:
        return staff_user(self.school, Role.SCHOOL_ADMIN, display_name="校管甲")

    @cached_property
    def base_admin(self) -> User:
        return staff_user(self.base, Role.BASE_ADMIN, display_name="基地乙")

    @cached_property
    def province_admin(self) -> User:
        return staff_user(self.province, Role.BUREAU_ADMIN, display_name="省厅丙")

    def drafted(self, teacher: User, **answers: Any) -> Application:
        """Everything filled in that the plan wants, nothing sent."""
        application = drafting.begin(self.plan, teacher)
        application = drafting.save_answers(
            application, {**ANSWERS, **answers}, version=application.version
        )
        item = EvidenceItem.objects.get(offer=self.offer, code="E1")
        attaching.attach(application, item, scan(teacher.pk), teacher)
        application.refresh_from_db()
        return application

    def sent(self, teacher: User | None = None, **answers: Any) -> Application:
        who = teacher or self.teacher()
        return self.send(self.drafted(who, **answers), who)

    def send(self, application: Application, teacher: User) -> Application:
        """As the check page does."""
        found = check(application)
        assert found.complete, found
        submission.submit(application, found.answers, teacher, version=application.version)
        return self.reread(application)

    def resent(
        self, application: Application, teacher: User, changes: dict[str, Any]
    ) -> Application:
        """A returned one, changed and sent again."""
        latest = self.reread(application)
        latest = drafting.save_answers(latest, changes, version=latest.version)
        return self.send(latest, teacher)

    def item(self, code: str) -> EvidenceItem:
        return EvidenceItem.objects.get(offer=self.offer, code=code)

    def reread(self, application: Application) -> Application:
        rows = Application.objects.select_related("case", "plan__body", "person", "unit")
        return rows.get(pk=application.pk)

    def decide(self, application: Application, transition: str, by: User, **said: Any) -> Case:
        case = Case.objects.get(pk=application.case_id)
        approvals.apply(case.pk, transition, approvals.staff(by), version=case.version, **said)
        case.refresh_from_db()
        return case

    def passed(self, teacher: User | None = None) -> Application:
        """Sent, and approved by all three."""
        application = self.sent(teacher)
        for reviewer in (self.school_admin, self.base_admin, self.province_admin):
            self.decide(application, "approve", reviewer)
        return self.reread(application)


def coded_reasons() -> None:
    """Tests on several connections empty the tables, and with them what migrations put there."""
    import_module("certification.dual_qualified.migrations.0002_reasons").add(apps, None)


def build() -> World:
    province = body(BodyKind.PROVINCE, "云岭省教育厅")
    city = body(BodyKind.CITY, "云州市教育局", province)
    base = body(BodyKind.BASE, "云岭双师培训基地", province)
    school = college("云岭职业技术学院", city, base)
    plan = published_plan(province)
    return World(
        province=province,
        city=city,
        base=base,
        school=school,
        other_school=college("云州第二职业学院", city, base),
        plan=plan,
        offer=offered(plan, Track.HIGHER, Level.JUNIOR),
    )


def college(name: str, parent: Body, base: Body | None = None) -> Body:
    return body(BodyKind.SCHOOL, name, parent, base=base, school_kind=SchoolKind.HIGHER_VOCATIONAL)


def published_plan(held_by: Body, **values: Any) -> Plan:
    wanted: dict[str, Any] = {
        "name": "2026年双师型教师认定",
        "year": 2026,
        "opens_at": now() - timedelta(days=5),
        "closes_at": now() + timedelta(days=20),
        "office": "省双师项目办",
        "contact_phone": "0990-5550100",
        "state": PlanState.PUBLISHED,
        "created_at": now(),
        "published_at": now(),
        **values,
    }
    plan = Plan.objects.create(workflow=FLOW, body=held_by, **wanted)
    stages = ((Holder.UNIT, "学校", 5), (Holder.BASE, "基地", 10), (Holder.PLAN, "省级", 20))
    for position, (holder, label, days) in enumerate(stages, start=1):
        Stage.objects.create(
            plan=plan, position=position, holder=holder, label=label, working_days=days
        )
    return plan


def offered(plan: Plan, track: str, level: str) -> Offer:
    offer = Offer.objects.create(plan=plan, track=track, level=level)
    Clause.objects.create(offer=offer, code="1", text="近五年企业实践累计六个月以上", position=1)
    Clause.objects.create(offer=offer, code="2", text="有高级工以上职业技能等级", position=2)
    EvidenceItem.objects.create(offer=offer, code="E1", name="教师资格证书", position=1, most=2)
    EvidenceItem.objects.create(
        offer=offer, code="E2", name="企业实践证明", required=False, position=2
    )
    Condition.objects.create(offer=offer, kind=ConditionKind.TRACK, position=1)
    Condition.objects.create(offer=offer, kind=ConditionKind.EMPLOYED, value=24, position=2)
    return offer
