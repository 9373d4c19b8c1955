"""Cases as a workbook, and how every workbook is taken by its owner or forgotten (Y8)."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from portal.approvals import flow as flows
from portal.approvals.errors import NotAllowed
from portal.approvals.models import Case, ListExport
from portal.approvals.queries.inbox import Filters, inbox
from portal.approvals.queries.words import state_label, waiting_for
from portal.approvals.rules import reading_grant
from portal.approvals.services.workbook import Sheet, fill, order, ordered
from portal.audit.enums import Look
from portal.audit.services import record, record_look
from portal.clock import now
from portal.jobs.run import JobRun
from portal.organisations.enums import Role
from portal.organisations.queries import Scope, scope_of
from portal.web.masking import mask_number

if TYPE_CHECKING:
    from accounts.models import User

EXPORT_JOB = "approvals.export"
FORGET_JOB = "approvals.forget_exports"
MAY_EXPORT = (Role.SCHOOL_ADMIN, Role.BASE_ADMIN, Role.BUREAU_ADMIN)
KEPT = timedelta(hours=24)
_COLUMNS = {
    "业务": 16, "受理编号": 22, "姓名": 14, "证件号码": 22, "单位": 30, "状态": 16, "审批结果": 14,
    "计划": 24, "类型或学段": 16, "级别或学科": 12, "提交时间": 18, "办理期限": 12, "当前办理": 30,
}  # fmt: skip


def may_export(scope: Scope) -> bool:
    return bool(scope.with_roles(*MAY_EXPORT))


def start_export(filters: Filters, user: "User") -> ListExport:
    """An export with its job; NotAllowed for those not entitled."""
    if not may_export(scope_of(user)):
        raise NotAllowed("您没有导出名单的权限。")
    return order(EXPORT_JOB, filters.plain(), user, action="approvals.export")


def write_export(run: JobRun) -> dict[str, int]:
    """The job: the rows its owner may see at this moment. Each person can read of it (X9)."""
    export = ordered(run)
    scope = scope_of(export.user).only(*MAY_EXPORT)
    cases = inbox(scope, Filters.from_plain(export.filters))
    return fill(export, run, _SHEET, cases, lambda case: _note_look(export, case, scope))


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
        case.plan,
        case.stage,
        case.subject_name,
        f"{submitted:%Y-%m-%d %H:%M}" if submitted else "",
        f"{case.due_on:%Y-%m-%d}" if case.due_on else "",
        waiting_for(case).who,
    ]


_SHEET = Sheet(_COLUMNS, _values)


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
