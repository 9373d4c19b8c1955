"""Reminders before a window closes (Y5)."""

from portal.clock import now
from portal.jobs.run import JobRun
from portal.jobs.services import enqueue
from portal.plans.models import Plan
from portal.plans.queries.closing import open_plans
from portal.plans.rules import reminder_due
from portal.plans.services.telling import send_reminder

REMIND_JOB = "plans.remind"
REMIND_PLAN_JOB = "plans.remind_plan"


def begin_reminders() -> int:
    """A job for each plan with a reminder today; none at night. The number of plans."""
    due = [plan for plan in open_plans() if _days(plan)]
    for plan in due:
        enqueue(REMIND_PLAN_JOB, {"plan": plan.pk}, key=str(plan.pk))
    return len(due)


def remind(run: JobRun) -> int:
    """Today's reminder of one plan, unless night has come or the plan changed meanwhile."""
    plan = open_plans().filter(pk=run.payload["plan"]).first()
    days = _days(plan) if plan else None
    return send_reminder(run, plan, days) if plan and days else 0


def _days(plan: Plan) -> int | None:
    return reminder_due(plan.closes_at, plan.remind_days, now()) if plan.closes_at else None
