"""Registering a workflow, and effects."""

from dataclasses import replace

import pytest

from portal.approvals import flow as flows
from portal.approvals import services, workspace
from portal.jobs.models import Job
from tests.portal.approvals import sample


def test_a_workflow_binds_what_its_flow_names(ledger):
    full = sample.workflow(ledger)
    with pytest.raises(ValueError, match=r"sample\.award"):
        workspace.register(replace(full, consequences={}))
    with pytest.raises(ValueError, match=r"sample\.tell"):
        workspace.register(replace(full, effects={}))


def test_a_workflow_is_of_the_registered_flow(ledger):
    other = replace(sample.SAMPLE, label="别的")
    with pytest.raises(ValueError, match="another flow"):
        workspace.register(replace(sample.workflow(ledger), flow=other))


def test_the_registries_forget_what_tests_declare(ledger):
    assert workspace.get("sample").flow is sample.SAMPLE
    assert workspace.find("nothing") is None
    with pytest.raises(KeyError):
        workspace.get("nothing")
    assert sample.SAMPLE in flows.every()
    assert workspace.get("sample") in workspace.every()


def test_an_effect_runs_after_the_decision(place, ledger, run_jobs):
    case = place.case()
    services.apply(case.pk, "approve", services.staff(place.school_admin()), version=1)
    assert ledger.told == []
    run_jobs()
    assert ledger.told == ["approve"]


def test_a_failing_effect_is_tried_again(place, ledger, run_jobs, clock):
    case = place.case()
    services.apply(case.pk, "approve", services.staff(place.school_admin()), version=1)
    ledger.failure = RuntimeError("gateway")
    run_jobs(may_fail=True)
    job = Job.objects.get(kind="approvals.effect")
    assert (job.state, ledger.told) == ("queued", [])
    case.refresh_from_db()
    assert case.state == "approved"
    ledger.failure = None
    clock.advance(hours=1)
    run_jobs()
    assert ledger.told == ["approve"]
