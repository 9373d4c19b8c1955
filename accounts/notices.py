"""What sign-up tells whom. The effects run at least once, so each message has a key of its own."""

from typing import Any

from django.urls import reverse

from accounts.flows import REVIEWERS
from accounts.models import SignUp
from accounts.queries import sign_up as sign_ups
from portal.approvals.workspace import Applied
from portal.messaging.notices import Notice, register
from portal.messaging.services import Contact, notify
from portal.organisations.models import Body
from portal.organisations.queries import holders
from portal.organisations.rules import reviewing_bodies

NOTICES = (
    Notice(
        "sign_up.approved",
        "注册审核已通过",
        "${name}，您的注册已由${body}审核通过，现在可以用身份证号或手机号登录。",
        "您的注册已审核通过，可以登录教师业务服务平台。",
    ),
    Notice(
        "sign_up.returned",
        "注册被退回修改",
        "${name}，您的注册由${body}退回修改：${opinion} 请在门户首页“进度查询”中修改后重新提交，"
        "已填的内容都在。",
        "您的注册被退回修改，请到门户首页“进度查询”查看原因并重新提交，已填内容都在。",
    ),
    Notice(
        "sign_up.declined",
        "注册未通过",
        "${name}，您的注册未通过${body}的审核：${opinion} 如有疑问请联系该单位。",
        "您的注册未通过审核，原因请到门户首页“进度查询”查看。",
    ),
    Notice(
        "sign_up.waiting",
        "有注册申请等待审核",
        "${name}（${unit}）的注册申请等待审核，受理编号 ${reference}。",
    ),
)


def register_notices() -> None:
    for notice in NOTICES:
        register(notice)


def tell_approved(applied: Applied) -> None:
    _tell("sign_up.approved", applied)


def tell_returned(applied: Applied) -> None:
    _tell("sign_up.returned", applied)


def tell_declined(applied: Applied) -> None:
    _tell("sign_up.declined", applied)


def _tell(notice: str, applied: Applied) -> None:
    sign_up, decision = sign_ups.by_subject(applied.case.subject), applied.decision
    notify(
        sign_up.user or Contact(sign_up.mobile, sign_up.data.get("email", "")),
        notice,
        {
            "name": applied.case.name,
            "body": decision.body_name,
            "opinion": _opinion(applied),
        },
        subject=applied.case.subject,
        key=f"decision:{decision.pk}",
    )


def _opinion(applied: Applied) -> str:
    said = [reason["text"] for reason in applied.decision.reasons]
    return "；".join([*said, applied.decision.opinion]).strip("；") or "未写原因。"


def tell_reviewers(sign_up: SignUp) -> None:
    """Those whose turn it is: the nearest body that has somebody to review (Y5: nobody else)."""
    case = sign_up.case
    if case is None or sign_up.unit is None:
        return
    for user in _nearest_reviewers(sign_up.unit):
        notify(
            user,
            "sign_up.waiting",
            {"name": case.name, "unit": sign_up.unit.name, "reference": case.reference},
            subject=case.subject,
            channels=("portal",),
            key=f"waiting:{case.pk}:{case.version}:{user.pk}",
            link=reverse("approvals:case", args=[case.reference]),
        )


def _nearest_reviewers(unit: Body) -> list[Any]:
    for body in reviewing_bodies(unit):
        if found := holders(body, *REVIEWERS):
            return found
    return []
