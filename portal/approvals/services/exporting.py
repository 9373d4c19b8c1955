"""A list as a workbook: made by a job, logged, downloaded once by its owner (Y8)."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING

import xlsxwriter
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from portal.approvals import flow as flows
from portal.approvals.errors import NotAllowed
from portal.approvals.models import Case, ListExport
from portal.approvals.queries.inbox import Filters, inbox
from portal.approvals.queries.words import state_label, waiting_for
from portal.approvals.rules import reading_grant
from portal.audit.enums import Look
from portal.audit.services import record, record_look
from portal.clock import now
from portal.jobs.run import JobRun
from portal.jobs.services import enqueue
from portal.organisations.enums import Role
from portal.organisations.queries import Scope, scope_of
from portal.web.masking import mask_number

if TYPE_CHECKING:
    from accounts.models import User

EXPORT_JOB = "approvals.export"
FORGET_JOB = "approvals.forget_exports"
MAY_EXPORT = (Role.SCHOOL_ADMIN, Role.BASE_ADMIN, Role.BUREAU_ADMIN)
_BATCH = 200
KEPT = timedelta(hours=24)
_COLUMNS = {
    "业务": 16, "受理编号": 22, "姓名": 14, "证件号码": 22, "单位": 30, "状态": 16, "审批结果": 14,
    "提交时间": 18, "办理期限": 12, "当前办理": 30,
}  # fmt: skip


def may_export(scope: Scope) -> bool:
    return bool(scope.with_roles(*MAY_EXPORT))


@transaction.atomic
def start_export(filters: Filters, user: "User") -> ListExport:
    """An export with its job; NotAllowed for those not entitled."""
    if not may_export(scope_of(user)):
        raise NotAllowed("您没有导出名单的权限。")
    export = ListExport.objects.create(user=user, filters=filters.plain(), created_at=now())
    url = reverse("approvals:export", args=[export.pk])
    payload = {"export": export.pk}
    job = enqueue(EXPORT_JOB, payload, owner=user, key=str(export.pk), next_url=url)
    export.job = job.pk
    export.save(update_fields=["job"])
    record(
        "approvals.export",
        actor=user,
        subject=f"approvals.listexport:{export.pk}",
        detail={"filters": export.filters},
    )
    return export


def write_export(run: JobRun) -> dict[str, int]:
    """The job: the rows its owner may see at this moment. Each person can read of it (X9)."""
    export = ListExport.objects.select_related("user").get(pk=run.payload["export"])
    scope = scope_of(export.user).only(*MAY_EXPORT)
    cases = inbox(scope, Filters.from_plain(export.filters))
    buffer = BytesIO()
    export.rows = _write(buffer, _looked_at(run, export, cases))
    export.content = buffer.getvalue()
    export.save(update_fields=["rows", "content"])
    return {"rows": export.rows}


def _batches(cases: Iterable[Case]) -> Iterator[list[Case]]:
    rows = iter(cases)
    while some := list(islice(rows, _BATCH)):
        yield some


def _looked_at(run: JobRun, export: ListExport, cases: QuerySet[Case]) -> Iterator[Case]:
    scope = scope_of(export.user)
    total = cases.count()
    done = 0
    for some in _batches(cases.iterator(chunk_size=_BATCH)):
        # Progress stays outside: it must be seen at once, and its row not be held.
        with transaction.atomic():
            for case in some:
                _note_look(export, case, scope)
        yield from some
        done += len(some)
        run.progress(done, max(done, total))


def _note_look(export: ListExport, case: Case, scope: Scope) -> None:
    grant = reading_grant(scope, case, MAY_EXPORT)
    body_id = grant.body_id if grant else None
    record_look(
        Look.EXPORT,
        actor=export.user,
        subject=f"approvals.case:{case.pk}",
        person_id=case.person_id,
        body_id=body_id,
        detail={"export": export.pk},
    )


def _write(buffer: BytesIO, cases: Iterator[Case]) -> int:
    """Every value as a string: a name that begins with "=" stays a name."""
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "constant_memory": True})
    sheet = book.add_worksheet("名单")
    bold = book.add_format({"bold": True})
    for column, (title, width) in enumerate(_COLUMNS.items()):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, bold)
    sheet.freeze_panes(1, 0)
    row = 0
    for row, case in enumerate(cases, start=1):
        for column, value in enumerate(_values(case)):
            sheet.write_string(row, column, value)
    book.close()
    return row


def _values(case: Case) -> list[str]:
    submitted = timezone.localtime(case.submitted_at) if case.submitted_at else None
    return [
        flows.get(case.flow).label,
        case.reference,
        case.name,
        mask_number(case.id_number),
        case.unit.name if case.unit else "",
        state_label(case),
        case.result,
        f"{submitted:%Y-%m-%d %H:%M}" if submitted else "",
        f"{case.due_on:%Y-%m-%d}" if case.due_on else "",
        waiting_for(case).who,
    ]


@transaction.atomic
def take_export(export_id: int, user: "User") -> bytes:
    """The workbook, once; ListExport.DoesNotExist for others, NotAllowed the second time."""
    export = ListExport.objects.select_for_update().get(pk=export_id, user=user)
    if export.content is None:
        raise NotAllowed("名单只能下载一次，请重新导出。")
    content = bytes(export.content)
    taken = ListExport.objects.filter(pk=export_id, downloaded_at=None)
    if not taken.update(content=None, downloaded_at=now()):
        raise NotAllowed("名单只能下载一次，请重新导出。")
    record(
        "approvals.export_downloaded",
        actor=user,
        subject=f"approvals.listexport:{export_id}",
        detail={"rows": export.rows},
    )
    return content


def forget_exports() -> int:
    """How many workbooks nobody fetched in a day were emptied."""
    old = ListExport.objects.filter(created_at__lt=now() - KEPT, content__isnull=False)
    return old.update(content=None)
