"""What the workflow tells whom. Effects run at least once: each message has a key of its own."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from accounts.models import User
from certification.dual_qualified.flows import REVIEWERS
from certification.dual_qualified.urls_of import application_url
from portal.approvals.models import Case, Decision
from portal.approvals.queries import state_label
from portal.approvals.rules import body_at
from portal.approvals.workspace import Applied
from portal.messaging.enums import Channel
from portal.messaging.notices import Notice, register
from portal.messaging.services import notify
from portal.organisations.enums import Role
from portal.organisations.models import Body
from portal.organisations.queries import bureaus_above, holders

NOTICES = (
    Notice(
        "dual_qualified.submitted",
        "认定申请已提交",
        "${name}，您的“双师型”教师认定申请已提交，受理编号 ${reference}，现由${body}审核。",
        "您的双师型教师认定申请已提交，编号${reference}。",
    ),
    Notice(
        "dual_qualified.onward",
        "认定申请进入下一级审核",
        "${name}，您的认定申请（${reference}）已由${by}审核，现由${body}审核。",
    ),
    Notice(
        "dual_qualified.returned",
        "认定申请被退回修改",
        "${name}，您的认定申请（${reference}）由${by}退回修改：${opinion} 已填的内容都在，只需修改"
        "标出的项目。",
        "您的双师型教师认定申请被退回修改，请登录平台查看原因，已填内容都在。",
    ),
    Notice(
        "dual_qualified.passed",
        "认定通过",
        "${name}，您的“双师型”教师认定（${reference}）已通过。证书签发后会另行通知。",
        "您的双师型教师认定已通过，证书签发后另行通知。",
    ),
    Notice(
        "dual_qualified.declined",
        "认定未通过",
        "${name}，您的认定申请（${reference}）未通过：${opinion} 如有疑问请联系${by}。",
        "您的双师型教师认定申请未通过，原因请登录平台查看。",
    ),
    Notice(
        "dual_qualified.restored",
        "审核结果已撤销，重新审核",
        "${name}，您的认定申请（${reference}）的审核结果已由${by}撤销：${opinion} "
        "现在的状态：${state}。",
        "您的双师型教师认定申请的审核结果已撤销，正在重新审核。",
    ),
    Notice(
        "dual_qualified.stopped",
        "认定计划撤回，办理终止",
        "${name}，认定计划“${plan}”已撤回，您的申请（${reference}）终止办理。填写的内容仍可查看。",
        "认定计划已撤回，您的双师型教师认定申请终止办理。",
    ),
    Notice(
        "dual_qualified.return_refused",
        "没有同意退回修改",
        "${name}，您申请退回修改（${reference}），${by}没有同意：${opinion}",
    ),
    Notice(
        "dual_qualified.waiting",
        "有认定申请等待审核",
        "${name}（${unit}）的“双师型”教师认定申请等待审核，受理编号 ${reference}。",
    ),
    Notice(
        "dual_qualified.asked",
        "有人申请退回修改",
        "${name}（${unit}）申请退回修改认定申请 ${reference}：${opinion}",
    ),
    Notice(
        "dual_qualified.withdrawn",
        "认定申请已由申请人撤销",
        "${name}（${unit}）撤销了认定申请 ${reference}，不用再审核。",
    ),
    Notice(
        "dual_qualified.issued",
        "“双师型”教师证书已签发",
        "${name}，您的“双师型”教师证书已签发，证书编号 ${number}。登录平台可以查看和下载。",
        "您的双师型教师证书已签发，编号${number}，登录平台可下载。",
    ),
    Notice(
        "dual_qualified.revoked",
        "“双师型”教师证书被撤销",
        "${name}，您的“双师型”教师证书（${number}）已由${by}撤销：${opinion}",
        "您的双师型教师证书已被撤销，原因请登录平台查看。",
    ),
    Notice(
        "school_kind.waiting",
        "学校属性等待核实",
        "${name}（${unit}）反映学校属性有误，请核实。",
    ),
    Notice(
        "school_kind.settled",
        "学校属性核实结果",
        "${name}，您反映的学校属性问题：${result}。${opinion}",
    ),
)
# What the applicant is told of a decision; of what they did themselves only the first sending.
_FOR_APPLICANT = {
    "submit": "submitted",
    "resubmit": "submitted",
    "return": "returned",
    "grant_return": "returned",
    "refuse_return": "return_refused",
    "decline": "declined",
    "reverse": "restored",
    "recall": "restored",
    "stop": "stopped",
}
_IN_PORTAL = (Channel.PORTAL,)


def register_notices() -> None:
    for notice in NOTICES:
        register(notice)


def tell(applied: Applied) -> None:
    """The applicant, those whose turn it is now, and those whose turn it no longer is."""
    case, decision = applied.case, applied.decision
    told = _about(decision)
    if told:
        _tell_applicant(told, case, decision)
    if decision.transition == "withdraw":
        _tell_staff("withdrawn", case, decision, _first_reviewers(case))
    elif decision.transition == "ask_return":
        _tell_staff("asked", case, decision, _reviewers(case))
    elif decision.transition != "refuse_return" and _still_there(case, decision):
        _tell_staff("waiting", case, decision, _reviewers(case))


def _about(decision: Decision) -> str:
    if decision.transition in {"approve", "disagree"}:
        return "passed" if decision.to_state == "passed" else "onward"
    return _FOR_APPLICANT.get(decision.transition, "")


def _still_there(case: Case, decision: Decision) -> bool:
    """The case waits for a body since this very decision; a later one tells its own."""
    return decision.to_state == "review" and case.version == decision.version


def _tell_applicant(what: str, case: Case, decision: Decision) -> None:
    user = User.objects.filter(person=case.person_id).first() if case.person_id else None
    if user is not None:
        notify(
            user,
            f"dual_qualified.{what}",
            _context(case, decision),
            subject=case.subject,
            key=f"dual_qualified:{decision.pk}",
            link=application_url(case),
        )


def _tell_staff(what: str, case: Case, decision: Decision, users: Iterable[Any]) -> None:
    for user in users:
        notify(
            user,
            f"dual_qualified.{what}",
            _context(case, decision),
            subject=case.subject,
            channels=_IN_PORTAL,
            key=f"dual_qualified:{what}:{decision.pk}:{user.pk}",
            link=reverse("approvals:case", args=[case.reference]),
        )


def _reviewers(case: Case) -> list[Any]:
    """Those who may decide at the body whose turn it is (Y5: nobody else)."""
    return _at(case.body, case)


def _first_reviewers(case: Case) -> list[Any]:
    first = [stop["body"] for stop in case.route[:1]]
    return _at(Body.objects.filter(pk__in=first).first(), case)


def _at(body: Body | None, case: Case) -> list[Any]:
    return _others(holders(body, *REVIEWERS), case) if body else []


def _others(users: Iterable[Any], case: Case) -> list[Any]:
    """Each once. Nobody reviews their own application: the applicant is not told as a reviewer."""
    once = {user.pk: user for user in users}.values()
    return [user for user in once if user.person_id is None or user.person_id != case.person_id]


def _context(case: Case, decision: Decision) -> dict[str, str]:
    said = [reason["text"] for reason in decision.reasons]
    return {
        "name": case.name,
        "unit": case.unit.name if case.unit else "",
        "reference": case.reference,
        "body": _handed_to(case, decision),
        "by": decision.body_name or "组织单位",
        "plan": case.plan,
        "state": state_label(case, applicant=True),
        "opinion": "；".join([*said, decision.opinion]).strip("；"),
    }


def _handed_to(case: Case, decision: Decision) -> str:
    """The body the decision led to: by the time this is sent the case may be elsewhere."""
    if decision.to_state != "review":
        return ""
    body = body_at(case, decision.to_level)
    return Body.objects.values_list("name", flat=True).get(pk=body) if body else ""


def tell_school(case: Case) -> None:
    """A teacher says that the school's kind is wrong: its administrators look into it."""
    if case.unit is not None:
        _tell_keepers(_others(holders(case.unit, Role.SCHOOL_ADMIN), case), case, "reported")


def tell_of_report(applied: Applied) -> None:
    """Forwarded: the bureau that can correct it. Settled: who reported it."""
    if applied.decision.to_state == "forwarded":
        _tell_keepers(_keepers(applied.case), applied.case, "forwarded")
    else:
        _tell_reporter(applied)


def _keepers(case: Case) -> list[Any]:
    """The administrators of the nearest bureau above the school that has any."""
    above = bureaus_above(case.unit) if case.unit else []
    found = (_others(holders(bureau, Role.BUREAU_ADMIN), case) for bureau in above)
    return next(filter(None, found), [])


def _tell_keepers(users: Iterable[Any], case: Case, step: str) -> None:
    for user in users:
        notify(
            user,
            "school_kind.waiting",
            {"name": case.name, "unit": case.unit.name if case.unit else ""},
            subject=case.subject,
            channels=_IN_PORTAL,
            key=f"school_kind:{step}:{case.pk}:{user.pk}",
            link=reverse("approvals:case", args=[case.reference]),
        )


def _tell_reporter(applied: Applied) -> None:
    case, decision = applied.case, applied.decision
    user = User.objects.filter(person=case.person_id).first() if case.person_id else None
    if user is not None:
        notify(
            user,
            "school_kind.settled",
            {"name": case.name, "result": state_label(case, applicant=True),
             "opinion": decision.opinion},
            subject=case.subject,
            key=f"school_kind:{decision.pk}",
            link=reverse("dual_qualified:entry"),
        )  # fmt: skip
