"""A school's teachers with their hours of a year, as a workbook (Y8): on record."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from ceducation.queries import teachers
from ceducation.queries.requirements import requirements_at
from ceducation.queries.teachers import Filters
from ceducation.rules import Need, spoken
from portal.approvals.models import ListExport
from portal.approvals.services.workbook import Sheet, fill, order, ordered
from portal.audit.enums import Look
from portal.audit.services import record_look
from portal.jobs.run import JobRun
from portal.organisations.models import Body
from portal.organisations.queries import scope_of
from portal.web.masking import mask_number

if TYPE_CHECKING:
    from accounts.models import User

EXPORT_JOB = "ceducation.export"
_COLUMNS = {
    "姓名": 14, "证件号码": 22, "年度": 8, "公需": 8, "专业": 8, "选修": 8, "合计": 8,
    "尚缺公需": 10, "尚缺专业": 10, "尚缺选修": 10, "尚缺合计": 10, "状态": 10, "单位": 30,
}  # fmt: skip


def start_export(
    school: Body, filters: Filters, user: "User", request: HttpRequest | None = None
) -> ListExport:
    """An export with its job; the caller has let in only who reads this school."""
    asked = {"school": school.pk, **filters.plain()}
    return order(EXPORT_JOB, asked, user, action="ceducation.export", request=request)


def write_export(run: JobRun) -> dict[str, int]:
    """The job: the rows its owner may see at this moment."""
    export = ordered(run)
    asked = dict(export.filters)
    school = teachers.school_in(scope_of(export.user), asked.pop("school"))
    filters = Filters(**asked)
    need = requirements_at(school).need(filters.year)
    rows = teachers.with_hours(teachers.teachers_of(school), filters, need)
    sheet = Sheet(_COLUMNS, lambda row: _values(row, school, filters.year, need))
    return fill(export, run, sheet, rows, lambda row: _note(export, row, school))


def _note(export: ListExport, row: Any, school: Body) -> None:
    record_look(
        Look.EXPORT,
        actor=export.user,
        subject=f"identity.person:{row.pk}",
        person_id=row.pk,
        body_id=school.pk,
        detail={"export": export.pk},
    )


def _values(row: Any, school: Body, year: int, need: Need) -> list[str]:
    balance = teachers.balance_in(row, need)
    missing = balance.missing
    hours = (
        balance.general, balance.professional, balance.elective, balance.total,
        missing.general, missing.professional, missing.elective, missing.total,
    )  # fmt: skip
    return [
        row.name,
        mask_number(row.id_number),
        str(year),
        *map(spoken, hours),
        str(balance.standing.label),
        school.name,
    ]
