"""Who is told what: those with a draft or an open case, in the background, each once."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from portal.jobs.run import JobRun
from portal.jobs.services import enqueue
from portal.messaging.enums import Channel
from portal.messaging.services import notify
from portal.plans import kinds
from portal.plans.models import Plan, PlanChange
from portal.plans.words import WINDOW_LABELS, in_brief, instant

if TYPE_CHECKING:
    from accounts.models import User

CHANGE_JOB = "plans.tell_of_change"
WITHDRAWAL_JOB = "plans.after_withdrawal"
_BY_PORTAL = (Channel.PORTAL,)
_BY_SMS_TOO = (Channel.PORTAL, Channel.SMS)


def tell_of_change(change: PlanChange) -> None:
    """Tell those concerned after commit."""
    enqueue(CHANGE_JOB, {"change": change.pk}, key=str(change.pk))


def tell_of_withdrawal(plan: Plan, *, stop_cases: bool) -> None:
    """Tell those concerned after commit, and only then end what is under way, if asked."""
    enqueue(WITHDRAWAL_JOB, {"plan": plan.pk, "stop": stop_cases}, key=str(plan.pk))


def send_change(run: JobRun) -> int:
    """Everybody concerned by the change of the job; an SMS only when the window moved."""
    change = PlanChange.objects.select_related("plan__body").get(pk=run.payload["change"])
    moved = any(each["label"] in WINDOW_LABELS for each in change.changes)
    context = {
        **_of_plan(change.plan),
        "changes": in_brief(change.changes),
        "reason": change.reason,
    }
    return _send(
        run,
        change.plan,
        "plans.changed",
        context,
        key=f"plan-change:{change.pk}",
        channels=_BY_SMS_TOO if moved else _BY_PORTAL,
    )


def send_withdrawal(run: JobRun) -> int:
    """Everybody concerned, while they still are; then the workflow ends its cases, if asked."""
    plan = Plan.objects.select_related("body").get(pk=run.payload["plan"])
    stop = bool(run.payload["stop"])
    context = {
        **_of_plan(plan),
        "reason": plan.withdrawn_reason,
        "what": "已提交的申请全部终止" if stop else "已提交的申请继续审核",
    }
    key = f"plan-withdrawn:{plan.pk}"
    told = _send(run, plan, "plans.withdrawn", context, key=key, channels=_BY_SMS_TOO)
    if stop:
        kinds.find(plan.workflow).stop(plan)
    return told


def send_reminder(run: JobRun, plan: Plan, days: int) -> int:
    """Those with an unsent draft; once for each of the plan's days, anew when the window moved."""
    drafters = list(kinds.find(plan.workflow).drafters(plan))
    assert plan.closes_at is not None
    return _send_to(
        run,
        drafters,
        plan,
        "plans.closing",
        {**_of_plan(plan), "days": days},
        key=f"plan-closing:{plan.pk}:{plan.closes_at:%Y%m%d%H%M}:{days}",
        channels=_BY_SMS_TOO,
    )


def _send(run: JobRun, plan: Plan, template: str, context: dict[str, Any], **options: Any) -> int:
    people = list(kinds.find(plan.workflow).concerned(plan))
    return _send_to(run, people, plan, template, context, **options)


def _send_to(
    run: JobRun,
    people: Iterable["User"],
    plan: Plan,
    template: str,
    context: dict[str, Any],
    *,
    key: str,
    channels: Iterable[str],
) -> int:
    once = {person.pk: person for person in people}
    link = kinds.find(plan.workflow).applicant_url(plan)
    for done, person in enumerate(once.values(), start=1):
        notify(
            person,
            template,
            context,
            subject=f"plans.plan:{plan.pk}",
            channels=channels,
            key=f"{key}:{person.pk}",
            link=link,
        )
        run.progress(done, len(once))
    return len(once)


def _of_plan(plan: Plan) -> dict[str, str]:
    return {
        "plan": plan.name,
        "body": plan.body.name,
        "opens": instant(plan.opens_at) if plan.opens_at else "",
        "closes": instant(plan.closes_at) if plan.closes_at else "",
        "office": plan.office,
        "phone": plan.contact_phone,
    }
