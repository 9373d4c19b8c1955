"""Applications: one's own, or the one a case is about."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from certification.dual_qualified.flows import DUAL_QUALIFIED
from certification.dual_qualified.models import Application, Attachment, Offer
from certification.dual_qualified.rules.fields import (
    OF_THE_LEVEL,
    OF_THE_TRACK,
    evidence_code,
    evidence_field,
)
from portal.approvals.models import Case
from portal.plans.models import Plan

if TYPE_CHECKING:
    from accounts.models import User

_NO_NOTE = "请修改这一项"
_GRANTED = "已同意您的退回修改申请。"


def of_user(user: "User") -> QuerySet[Application]:
    """The person's own applications, the newest first; of nobody none."""
    rows = _with_all().filter(person=user.person_id).exclude(person=None)
    return rows.order_by("-created_at", "-pk")


def own(user: "User", pk: int) -> Application:
    """One of the person's own; else Application.DoesNotExist."""
    return of_user(user).get(pk=pk)


def under_way(user: "User", year: int) -> Application | None:
    """The application that this person has not ended in this year."""
    return of_user(user).filter(year=year, ended_at=None).first()


def by_subject(subject: str) -> Application:
    """The application a case is about ("dual_qualified.application:12")."""
    return _with_all().get(pk=int(subject.rpartition(":")[2]))


def _with_all() -> QuerySet[Application]:
    return Application.objects.select_related(
        "plan__body", "person", "unit", "case__unit", "case__body"
    )


def subject_of(application: Application) -> str:
    return f"dual_qualified.application:{application.pk}"


def may_be_edited(application: Application) -> bool:
    """Not sent yet, taken back, or returned."""
    if application.ended_at is not None:
        return False
    return application.case is None or DUAL_QUALIFIED.state(application.case.state).editable


def is_returned(application: Application) -> bool:
    return application.case is not None and application.case.state == "returned"


def marks_of(application: Application) -> dict[str, str]:
    """Field -> the reviewer's point, for what a return left open; empty: everything is open."""
    if application.case is None:
        return {}
    return {mark["field"]: mark["note"] or _NO_NOTE for mark in application.case.marks}


def is_open(application: Application, field: str) -> bool:
    """Whether the field may be changed: a return reopens only what was marked (Y2).

    What hangs on the track is open too when that has become another one since; what hangs on the
    level when the level is marked.
    """
    marked = marks_of(application)
    if not marked or field in marked:
        return True
    is_file = bool(evidence_code(field))
    if (is_file or field in OF_THE_TRACK) and track_changed(application):
        return True
    return "level" in marked and (is_file or field in OF_THE_LEVEL)


def track_changed(application: Application) -> bool:
    """Whether the track is another one than when the application was sent."""
    sent = application.submitted.get("track", "")
    return bool(sent) and sent != application.track


def return_opinion(application: Application) -> str:
    """Why it was returned, while it is; "" otherwise."""
    case = application.case
    if case is None or not is_returned(application):
        return ""
    returns = case.decisions.filter(transition__in=("return", "grant_return"))
    last = returns.order_by("sequence").last()
    if last is None:
        return ""
    said = "；".join([*(reason["text"] for reason in last.reasons), last.opinion]).strip("；")
    return said or _GRANTED


def attachments_of(application: Application) -> dict[str, list[Attachment]]:
    """Item code -> its files, in their order."""
    found: dict[str, list[Attachment]] = {}
    for attachment in application.attachments.order_by("item", "position", "pk"):
        found.setdefault(attachment.item, []).append(attachment)
    return found


def offer_of(application: Application) -> Offer | None:
    """What the plan asks for at this track and level; None while there is none."""
    rows = Offer.objects.filter(
        plan=application.plan_id, track=application.track, level=application.level
    )
    return rows.first()


def cases_under_way(plan: Plan) -> QuerySet[Case]:
    """Open cases of the plan's applications."""
    return Case.objects.filter(dual_qualified_application__plan=plan, is_open=True)


def unsent(plan: Plan) -> QuerySet[Application]:
    """Applications that wait for the applicant to send them: never sent, or taken back."""
    rows = Application.objects.filter(plan=plan, ended_at=None)
    never = rows.filter(case=None)
    return never | rows.filter(case__state="draft")


def evidence_fields(offer: Offer) -> dict[str, str]:
    """Field name -> label, for every line of the evidence list."""
    return {evidence_field(item.code): f"材料：{item.name}" for item in offer.evidence.all()}
