"""Background work of the approvals."""

from portal.approvals import workspace
from portal.approvals.models import Decision
from portal.approvals.services.applying import EFFECT_JOB
from portal.jobs.registry import Result, job
from portal.jobs.run import JobRun


@job(EFFECT_JOB, max_attempts=5)
def run_effect(run: JobRun) -> Result:
    """One effect of one decision; retried until it succeeds, so effects are idempotent."""
    decision = Decision.objects.select_related("case").get(pk=run.payload["decision"])
    effect = workspace.get(decision.case.flow).effects[run.payload["effect"]]
    effect(workspace.Applied(decision.case, decision))
    return {}
