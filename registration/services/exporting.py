"""A school's teachers with what is prepared of them, as a workbook (Y8): on record."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from ceducation.rules import spoken
from identity.models import Person
from portal.approvals.models import ListExport
from portal.approvals.services.workbook import Sheet, fill, order, ordered
from portal.audit.enums import Look
from portal.audit.services import record_look
from portal.clock import today
from portal.jobs.run import JobRun
from portal.organisations.models import Body
from portal.organisations.queries import scope_of
from portal.web.masking import mask_number
from registration.enums import Appraisal, Morals, Post
from registration.queries import schools
from registration.queries.due import Standing, hours_of
from registration.queries.lists import Filters, listed
from registration.queries.terms import terms_at
from registration.rules.conditions import Hours
from registration.rules.needs import newest_post, shown_years

if TYPE_CHECKING:
    from accounts.models import User

EXPORT_JOB = "registration.export"


def start_export(
    school: Body, filters: Filters, user: "User", request: HttpRequest | None = None
) -> ListExport:
    """An export with its job; the caller has let in only who reads this school."""
    asked = {"school": school.pk, **filters.plain()}
    return order(EXPORT_JOB, asked, user, action="registration.export", request=request)


def write_export(run: JobRun) -> dict[str, int]:
    """The job: the rows its owner may see at this moment."""
    export = ordered(run)
    asked = dict(export.filters)
    scope = scope_of(export.user).only(*schools.READERS)
    school = schools.school_in(scope, asked.pop("school"))
    found = listed([school], Filters(**asked))
    terms, day = terms_at(school), today()
    dues = {key: each.due for key, each in found.standings.items()}
    hours = hours_of(dues, school, terms, day)
    years = shown_years(terms, day)

    def values(person: Person) -> Sequence[str]:
        return _values(person, found.standings[person.pk], hours.get(person.pk), years)

    sheet = Sheet(_columns(years), values)
    return fill(export, run, sheet, found.people, lambda row: _note(export, row, school))


def _columns(years: list[int]) -> dict[str, int]:
    by_year = {f"{year}年{what}": 12 for year in years for what in ("年度考核", "师德考核")}
    return {
        "姓名": 14, "证件号码": 22, "注册类型": 12, "状态": 10, "起": 12, "止": 12,
        **by_year, "在编在岗": 12, "周期学时": 10, "应有学时": 10, "缺学校记录": 40,
    }  # fmt: skip


def _values(person: Person, standing: Standing, hours: Hours | None, years: list[int]) -> list[str]:
    due, post = standing.due, newest_post(standing.said)
    return [
        person.name,
        mask_number(person.id_number),
        str(due.kind.label),
        str(due.state.label),
        f"{due.since:%Y-%m-%d}" if due.since else "",
        f"{due.until:%Y-%m-%d}" if due.until else "",
        *(text for year in years for text in _year(standing, year)),
        str(Post(post.post).label) if post else "",
        spoken(hours.total) if hours else "",
        spoken(hours.required) if hours else "",
        "；".join(standing.missing),
    ]


def _year(standing: Standing, year: int) -> tuple[str, str]:
    said = standing.said.get(year)
    if said is None:
        return "", ""
    appraisal = str(Appraisal(said.appraisal).label) if said.appraisal else ""
    return appraisal, str(Morals(said.morals).label) if said.morals else ""


def _note(export: ListExport, row: Any, school: Body) -> None:
    record_look(
        Look.EXPORT,
        actor=export.user,
        subject=f"identity.person:{row.pk}",
        person_id=row.pk,
        body_id=school.pk,
        detail={"export": export.pk},
    )
