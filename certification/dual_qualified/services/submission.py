"""Sending an application, taking it back, asking for a return."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction

from certification.dual_qualified.errors import Refused, StaleApplication
from certification.dual_qualified.flows import DUAL_QUALIFIED
from certification.dual_qualified.models import Application
from certification.dual_qualified.queries import applications, facts, offers
from certification.dual_qualified.queries.eligibility import has_moved_on
from certification.dual_qualified.rules.fields import stored_fields
from certification.dual_qualified.services.drafting import store, under_lock
from portal.approvals import services as approvals
from portal.approvals.errors import NotAllowed
from portal.approvals.models import Case
from portal.documents.services import end_of_use
from portal.plans.errors import NoRoute
from portal.plans.queries import route_for

if TYPE_CHECKING:
    from accounts.models import User

_CHANGED_KIND = "认定类型或工作单位已变更，请核对后再提交。"


@transaction.atomic
def submit(
    application: Application, answers: Mapping[str, Any], user: "User", *, version: int
) -> Case:
    """Send these checked answers; a second click gets the same case.

    StaleApplication when it was changed meanwhile; ApprovalError outside the window; Refused when
    track or unit are other ones by now, or the plan has no level of review for this school.
    """
    latest = under_lock(application)
    if latest.case is not None and not applications.may_be_edited(latest):
        return latest.case
    if latest.version != version:
        raise StaleApplication(latest)
    if has_moved_on(latest):
        raise Refused(_CHANGED_KIND)
    _snapshot(latest, answers)
    latest.case = _resend(latest, user) if latest.case else _open(latest, user)
    store(latest)
    return latest.case


def _snapshot(application: Application, answers: Mapping[str, Any]) -> None:
    """What reviewers will see, and what they saw before; its files are kept for good.

    Files under lines that only another level's list has stay behind.
    """
    there = applications.attachments_of(application)
    wanted = offers.evidence_of(applications.offer_of(application))
    files = {
        item.code: [str(each.document) for each in there[item.code]]
        for item in wanted
        if item.code in there
    }
    kept = {name: answers.get(name, "") for name in stored_fields()}
    application.submitted_before = application.submitted
    application.submitted = {
        **kept,
        "evidence": files,
        "track": application.track,
        "unit": str(application.unit_id),
    }
    end_of_use([UUID(key) for row in files.values() for key in row])


def _open(application: Application, user: "User") -> Case:
    actor = approvals.applicant(user)
    case = approvals.open_case(
        DUAL_QUALIFIED,
        subject=applications.subject_of(application),
        name=application.person.name,
        id_number=application.person.id_number,
        unit=application.unit,
        person=application.person,
        actor=actor,
        route=_route(application),
        facts=facts.of_application(application),
        plan=application.plan.name,
        stage=application.get_track_display(),
        subject_name=application.get_level_display(),
    )
    application.case = case
    application.save(update_fields=["case"])
    approvals.apply(case.pk, "submit", actor, version=case.version)
    case.refresh_from_db()
    return case


def _route(application: Application) -> list[Any]:
    try:
        return list(route_for(application.plan, application.unit))
    except NoRoute as none:
        raise Refused(str(none)) from none


def _resend(application: Application, user: "User") -> Case:
    case, actor = application.case, approvals.applicant(user)
    if case is None:
        raise ValueError("nothing was sent before")
    changes = {
        "name": application.person.name,
        "id_number": application.person.id_number,
        "unit": application.unit,
        "stage": application.get_track_display(),
        "subject_name": application.get_level_display(),
    }
    revised = approvals.revise(case.pk, actor, version=case.version, changes=changes)
    again = "submit" if case.state == "draft" else "resubmit"
    approvals.apply(
        case.pk, again, actor, version=revised.version, changes={"route": _route(application)}
    )
    case.refresh_from_db()
    return case


def withdraw(application: Application, user: "User") -> None:
    """撤销 before the first review: the application is a draft again. NotAllowed, Stale."""
    _apply(application, "withdraw", user)


def ask_return(application: Application, user: "User", reason: str) -> None:
    """申请退回修改 (Y9). NotAllowed, ReasonNeeded, Stale."""
    _apply(application, "ask_return", user, opinion=reason)


def _apply(application: Application, transition: str, user: "User", **said: Any) -> None:
    case = application.case
    if case is None:
        raise NotAllowed("申请还没有提交。")
    approvals.apply(case.pk, transition, approvals.applicant(user), version=case.version, **said)
