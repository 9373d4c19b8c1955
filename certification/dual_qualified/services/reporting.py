"""学校属性有误 goes to the 待办 of the school's administrator (manual, step 4, note 2)."""

from typing import TYPE_CHECKING

from django.db import transaction

from certification.dual_qualified.errors import Refused
from certification.dual_qualified.flows import SCHOOL_KIND, SchoolKindFacts
from certification.dual_qualified.models import SchoolKindReport
from certification.dual_qualified.notices import tell_school
from identity.queries import current_employment
from portal.approvals import services as approvals
from portal.approvals.models import Case
from portal.clock import now, today

if TYPE_CHECKING:
    from accounts.models import User

LONGEST_NOTE = 500


@transaction.atomic
def report_school_kind(user: "User", note: str) -> Case:
    """A report with its case. Refused without a school; Duplicate while one is open."""
    person = user.person
    job = current_employment(person) if person else None
    if person is None or job is None:
        raise Refused("没有在职的工作单位。")
    report = SchoolKindReport.objects.create(
        person=person, school=job.body, kind_then=job.body.school_kind,
        note=note[:LONGEST_NOTE], created_at=now(),
    )  # fmt: skip
    report.case = approvals.open_case(
        SCHOOL_KIND,
        subject=f"dual_qualified.schoolkindreport:{report.pk}",
        name=person.name,
        id_number=person.id_number,
        unit=job.body,
        person=person,
        actor=approvals.applicant(user),
        facts=SchoolKindFacts(today(), school=str(job.body_id)),
    )
    report.save(update_fields=["case"])
    tell_school(report.case)
    return report.case
