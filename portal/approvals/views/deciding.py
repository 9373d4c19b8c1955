"""Decisions on a single case."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal.approvals import flow as flows
from portal.approvals import services
from portal.approvals.access import StaffRequest, reviewers_only
from portal.approvals.actors import Actor
from portal.approvals.errors import ApprovalError, ReasonNeeded, Stale
from portal.approvals.forms import DecisionForm
from portal.approvals.models import Case, Decision
from portal.approvals.queries import available
from portal.approvals.views.detail import fetch, form_for, next_url, show
from portal.approvals.views.listing import back_to_list


@require_POST
@never_cache
@reviewers_only
def decide(request: StaffRequest, reference: str) -> HttpResponse:
    actor, case = fetch(request, reference)
    # Asked before: once decided, the case has left its place in the list.
    after = next_url(request, case) or back_to_list(request)
    form = form_for(case, available(case, actor), request.POST)
    if not form.is_valid():
        return show(request, case, actor, form=form, status=422)
    try:
        decision = _apply(request, case, actor, form)
    except ReasonNeeded as error:
        form.refuse(error, request.POST.get("transition", ""))
        return show(request, case, actor, form=form, status=422)
    except ApprovalError as error:
        return _lost(request, reference, error)
    messages.success(request, f"{case.name}（{case.reference}）：{_done(case, decision)}。")
    return redirect(after)


def _apply(request: StaffRequest, case: Case, actor: Actor, form: DecisionForm) -> Decision:
    name = request.POST.get("transition", "")
    return services.apply(
        case.pk,
        name,
        actor,
        version=form.cleaned_data["version"],
        opinion=form.cleaned_data["opinion"],
        reasons=form.reasons(name),
        marks=form.marks(),
        request=request,
    )


def _lost(request: StaffRequest, reference: str, error: ApprovalError) -> HttpResponse:
    """The case as it is now, why nothing was done, and what was typed, to be sent again."""
    actor, case = fetch(request, reference)
    data = request.POST.copy()
    data["version"] = str(case.version)
    again = form_for(case, available(case, actor), data)
    status = 409 if isinstance(error, Stale) else 422
    return show(request, case, actor, form=again, lost=str(error), status=status)


def _done(case: Case, decision: Decision) -> str:
    return flows.get(case.flow).transition(decision.transition).record
