"""A plan is withdrawn together with what is under way: every open case ends, on record."""

from certification.dual_qualified.models import Application
from certification.dual_qualified.queries import applications
from portal.approvals import services as approvals
from portal.approvals.errors import ApprovalError, Stale
from portal.approvals.models import Case
from portal.clock import now
from portal.plans.models import Plan


def stop(plan: Plan) -> None:
    """Ends the open cases, each by its own decision; drafts end without one. Idempotent."""
    for case in applications.cases_under_way(plan).order_by("pk"):
        _stop(case)
    never_sent = Application.objects.filter(plan=plan, case=None, ended_at=None)
    never_sent.update(ended_at=now())


def _stop(case: Case) -> None:
    """Somebody may decide at the same moment: then once more, on what is there now."""
    try:
        approvals.apply(case.pk, "stop", approvals.system("plans"), version=case.version)
    except Stale:
        case.refresh_from_db()
        if case.is_open:
            approvals.apply(case.pk, "stop", approvals.system("plans"), version=case.version)
    except ApprovalError:
        case.refresh_from_db()
        if case.is_open:
            raise
