"""The entry (C1): what is open, when, and whether one is eligible (X6)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from certification.dual_qualified.enums import Level
from certification.dual_qualified.errors import Refused
from certification.dual_qualified.flows import DUAL_QUALIFIED
from certification.dual_qualified.queries import applications, eligibility, offers
from certification.dual_qualified.queries.reports import latest_report
from certification.dual_qualified.queries.review_levels import stage_lines
from certification.dual_qualified.services.drafting import begin as begin_application
from certification.dual_qualified.views.applicant.mine import TeacherRequest, teachers_only
from certification.dual_qualified.views.applicant.presentation import (
    check_lines,
)
from identity.models import Person
from identity.queries import current_employment
from portal.approvals.queries import state_label, state_of
from portal.clock import now
from portal.organisations.models import Body
from portal.plans.models import Plan
from portal.plans.queries import current_plan, plans_for


@require_safe
@teachers_only
def entry(request: TeacherRequest) -> HttpResponse:
    """The plan that counts now, and what this person can do with it."""
    unit = _unit(request)
    plan = current_plan(unit, DUAL_QUALIFIED.name) if unit else None
    person = request.user.person
    derived = eligibility.derived_for(person) if person else None
    track = derived.track if derived else None
    context = {
        "plan": plan,
        "phase": plan.phase(now()) if plan else "",
        "unit": unit,
        "derived": derived,
        "track": track.label if track else "",
        "levels": offers.levels_of(plan, track) if plan and track else [],
        "stages": stage_lines(plan, unit) if plan and unit else [],
        "report": _report(person) if person else None,
        "under_way": applications.under_way(request.user, plan.year) if plan else None,
    }
    return render(request, "dual_qualified/entry.html", context)


def _report(person: Person) -> dict[str, Any] | None:
    """What became of what the person said about the school's kind."""
    found = latest_report(person)
    if found is None or found.case is None:
        return None
    return {
        "state": state_label(found.case, applicant=True),
        "tone": state_of(found.case).tone,
        "open": found.case.is_open,
        "at": found.created_at,
        "school": found.school.name,
    }


def _unit(request: TeacherRequest) -> Body | None:
    person = request.user.person
    job = current_employment(person) if person else None
    return job.body if job else None


@require_safe
@teachers_only
def check(request: TeacherRequest, plan_id: int, level: str) -> HttpResponse:
    """Every condition of a level with its source, before anything is filled in."""
    plan, lines = _plan(request, plan_id), []
    person = request.user.person
    derived = eligibility.derived_for(person) if person else None
    offer = offers.offer(plan, derived.track, level) if derived and derived.track else None
    if offer is None or person is None:
        raise Http404
    under_way = applications.under_way(request.user, plan.year)
    data = under_way.data if under_way else {}
    lines = check_lines(eligibility.check(person, offer, data), under_way)
    context = {
        "plan": plan,
        "offer": offer,
        "level": Level(level).label,
        "lines": lines,
        "stopped": [line for line in lines if line.stops],
        "evidence": offers.evidence_of(offer),
        "clauses": offers.clauses_of(offer),
        "under_way": under_way,
        "open": plan.is_open_at(now()),
        "nothing": not lines,
    }
    return render(request, "dual_qualified/eligibility.html", context)


def _plan(request: TeacherRequest, plan_id: int) -> Plan:
    unit = _unit(request)
    plans = plans_for(unit, DUAL_QUALIFIED.name) if unit else []
    found = next((plan for plan in plans if plan.pk == plan_id), None)
    if found is None:
        raise Http404
    return found


@require_POST
@teachers_only
def begin(request: TeacherRequest, plan_id: int) -> HttpResponse:
    """A second click leads to the application that is there."""
    try:
        application = begin_application(_plan(request, plan_id), request.user)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("dual_qualified:entry")
    return redirect("dual_qualified:application", application.pk)
