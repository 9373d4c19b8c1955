"""Lists of users and bodies as workbooks (Y8): made by a job, logged, downloaded once.

The page that shows the progress and gives the file is the review workspace's.
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.models import User
from accounts.queries import administration
from accounts.queries.administration import UserFilters
from accounts.queries.bodies import chosen_bodies
from accounts.rules.administration import EXPORTERS
from portal.approvals.models import ListExport
from portal.approvals.services.workbook import Sheet, fill, order, ordered
from portal.audit.enums import Look
from portal.audit.services import record_look
from portal.jobs.run import JobRun
from portal.organisations.errors import Refused
from portal.organisations.models import Body
from portal.organisations.queries import scope_of
from portal.web.masking import mask_number

EXPORT_JOB = "accounts.export_list"


def start_export(
    which: str, filters: Mapping[str, Any], user: User, request: HttpRequest
) -> ListExport:
    """An export of "users" or "bodies" with its job; Refused for those not entitled."""
    if not scope_of(user).with_roles(*EXPORTERS):
        raise Refused("not_allowed", "您没有导出名单的权限。")
    asked = {"list": which, **filters}
    return order(EXPORT_JOB, asked, user, action="accounts.export", request=request)


def start_users(filters: UserFilters, user: User, request: HttpRequest) -> ListExport:
    return start_export("users", asdict(filters), user, request)


def write_export(run: JobRun) -> dict[str, int]:
    """The job: what its owner may see at this moment."""
    export = ordered(run)
    filters = dict(export.filters)
    sheet, rows = _asked(export.user, filters.pop("list"), filters)
    return fill(export, run, sheet, rows, lambda row: _note_look(export, row))


def _asked(
    owner: User, which: str, filters: Mapping[str, Any]
) -> tuple[Sheet, QuerySet[User] | QuerySet[Body]]:
    scope = scope_of(owner).only(*EXPORTERS)
    if which == "bodies":
        return _BODIES, chosen_bodies(scope, filters)
    chosen = administration.filtered(administration.users_in(scope), UserFilters(**filters))
    return _USERS, administration.with_places(chosen)


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
