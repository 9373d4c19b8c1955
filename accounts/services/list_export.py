"""Lists of users and bodies as workbooks (Y8): made by a job, logged, downloaded once.

The page that shows the progress and gives the file is the review workspace's.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from io import BytesIO
from itertools import islice
from typing import Any

import xlsxwriter
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from accounts.models import User
from accounts.queries import administration
from accounts.queries.administration import UserFilters
from accounts.queries.bodies import chosen_bodies
from accounts.rules.administration import EXPORTERS
from portal.approvals.models import ListExport
from portal.audit.enums import Look
from portal.audit.services import record, record_look
from portal.clock import now
from portal.jobs.run import JobRun
from portal.jobs.services import enqueue
from portal.organisations.errors import Refused
from portal.organisations.models import Body
from portal.organisations.queries import scope_of
from portal.web.masking import mask_number

EXPORT_JOB = "accounts.export_list"
_BATCH = 200


@dataclass(frozen=True)
class Sheet:
    """Titles with widths, and what a row of the list says under each."""

    columns: Mapping[str, int]
    values: Callable[[Any], Sequence[str]]


@transaction.atomic
def start_export(
    which: str, filters: Mapping[str, Any], user: User, request: HttpRequest
) -> ListExport:
    """An export of "users" or "bodies" with its job; Refused for those not entitled."""
    if not scope_of(user).with_roles(*EXPORTERS):
        raise Refused("not_allowed", "您没有导出名单的权限。")
    asked = {"list": which, **filters}
    export = ListExport.objects.create(user=user, filters=asked, created_at=now())
    url = reverse("approvals:export", args=[export.pk])
    job = enqueue(EXPORT_JOB, {"export": export.pk}, owner=user, key=str(export.pk), next_url=url)
    export.job = job.pk
    export.save(update_fields=["job"])
    record(
        "accounts.export",
        actor=user,
        subject=f"approvals.listexport:{export.pk}",
        detail={"filters": asked},
        request=request,
    )
    return export


def start_users(filters: UserFilters, user: User, request: HttpRequest) -> ListExport:
    return start_export("users", asdict(filters), user, request)


def write_export(run: JobRun) -> dict[str, int]:
    """The job: what its owner may see at this moment."""
    export = ListExport.objects.select_related("user").get(pk=run.payload["export"])
    filters = dict(export.filters)
    sheet, rows = _asked(export.user, filters.pop("list"), filters)
    buffer = BytesIO()
    export.rows = _write(buffer, sheet, _counted(run, export, rows))
    export.content = buffer.getvalue()
    export.save(update_fields=["rows", "content"])
    return {"rows": export.rows}


def _asked(
    owner: User, which: str, filters: Mapping[str, Any]
) -> tuple[Sheet, QuerySet[User] | QuerySet[Body]]:
    scope = scope_of(owner).only(*EXPORTERS)
    if which == "bodies":
        return _BODIES, chosen_bodies(scope, filters)
    chosen = administration.filtered(administration.users_in(scope), UserFilters(**filters))
    return _USERS, administration.with_places(chosen)


def _counted(run: JobRun, export: ListExport, rows: QuerySet[Any]) -> Iterator[Any]:
    total, done = rows.count(), 0
    found = rows.iterator(chunk_size=_BATCH)
    while some := list(islice(found, _BATCH)):
        # Progress stays outside: it must be seen at once, and its row not be held.
        with transaction.atomic():
            for row in some:
                _note_look(export, row)
        yield from some
        done += len(some)
        run.progress(done, max(done, total))


def _note_look(export: ListExport, row: User | Body) -> None:
    """Each person can read that they stood in an exported list (X9)."""
    if isinstance(row, User) and row.person_id is not None:
        record_look(
            Look.EXPORT,
            actor=export.user,
            subject=f"accounts.user:{row.pk}",
            person_id=row.person_id,
            detail={"export": export.pk},
        )


def _write(buffer: BytesIO, sheet: Sheet, rows: Iterator[Any]) -> int:
    """Every value as a string: a name that begins with "=" stays a name."""
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "constant_memory": True})
    page = book.add_worksheet("名单")
    bold = book.add_format({"bold": True})
    for column, (title, width) in enumerate(sheet.columns.items()):
        page.set_column(column, column, width)
        page.write_string(0, column, title, bold)
    page.freeze_panes(1, 0)
    number = 0
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(sheet.values(row)):
            page.write_string(number, column, value)
    book.close()
    return number


def _user_values(user: Any) -> list[str]:
    jobs = user.person.present_employments if user.person else []
    roles = [f"{grant.get_role_display()}（{grant.body.name}）" for grant in user.present_grants]
    return [
        user.display_name,
        mask_number(user.person.id_number) if user.person else "",
        mask_number(user.mobile) if user.mobile else "没有",
        "、".join(job.body.name for job in jobs),
        "、".join(roles) or ("教师" if user.person else ""),
        f"{user.last_login:%Y-%m-%d}" if user.last_login else "从未",
        "正常" if user.is_active else "已停用",
    ]


def _body_values(body: Body) -> list[str]:
    return [
        body.name,
        body.get_school_kind_display() if body.school_kind else body.get_kind_display(),
        body.parent.name if body.parent else "",
        body.code,
        body.contact_name,
        body.contact_phone,
        body.office_hours,
        "运行中" if body.is_open else "已停用",
    ]


_USERS = Sheet(
    {
        "姓名": 14,
        "证件号码": 22,
        "手机号码": 16,
        "单位": 30,
        "角色": 40,
        "最近登录": 12,
        "状态": 10,
    },
    _user_values,
)
_BODIES = Sheet(
    {"名称": 34, "类型": 18, "上级机构": 26, "机构代码": 12, "联系人": 14, "联系电话": 18,
     "办公时间": 30, "状态": 10},
    _body_values,
)  # fmt: skip
