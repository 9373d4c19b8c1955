"""One case on one screen; every opening is a look on record (X9)."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from portal.approvals import flow as flows
from portal.approvals import workspace
from portal.approvals.access import StaffRequest, reviewers_only
from portal.approvals.actors import Actor, staff
from portal.approvals.forms import DecisionForm
from portal.approvals.models import Case
from portal.approvals.queries import Offer, available, case_for, following, marks_of, timeline
from portal.approvals.rules import reading_grant
from portal.approvals.screens import can_mark, case_url, list_query, screen
from portal.approvals.views.listing import back_to_list, read_filters
from portal.audit.enums import Look
from portal.audit.services import record_look
from portal.organisations.queries import scope_of


@require_safe
@never_cache
@reviewers_only
def case_page(request: StaffRequest, reference: str) -> HttpResponse:
    actor, case = fetch(request, reference)
    look(request, case, Look.CASE)
    return show(request, case, actor)


def fetch(request: StaffRequest, reference: str) -> tuple[Actor, Case]:
    """The reader and the case, when it lies in their scope; else 404."""
    actor = staff(request.user)
    try:
        case = case_for(actor.scope, reference)
        workspace.get(case.flow)
    except (Case.DoesNotExist, KeyError):
        raise Http404 from None
    return actor, case


def look(request: StaffRequest, case: Case, what: Look, **detail: str) -> None:
    roles = flows.get(case.flow).staff_roles()
    grant = reading_grant(scope_of(request.user), case, roles)
    record_look(
        what,
        actor=request.user,
        subject=f"approvals.case:{case.pk}",
        person_id=case.person_id,
        body_id=grant.body_id if grant else None,
        detail={"reference": case.reference, **detail},
        request=request,
    )


def form_for(case: Case, offers: list[Offer], data: Any = None) -> DecisionForm:
    """Only what can be marked now: a case that nobody may return has no check boxes."""
    markable = workspace.get(case.flow).markable(case) if can_mark(offers) else {}
    initial = {"version": case.version}
    return DecisionForm(data, offers=offers, markable=markable, initial=initial)


def show(
    request: StaffRequest,
    case: Case,
    actor: Actor,
    *,
    form: DecisionForm | None = None,
    lost: str = "",
    revealed: tuple[str, str] = ("", ""),
    status: int = 200,
) -> HttpResponse:
    """The page; `lost` tells the slower of two what happened, with what they typed still there."""
    offers = available(case, actor)
    shown = form or form_for(case, offers)
    context = {
        "screen": screen(case, shown, revealed),
        "offers": offers,
        "form": shown,
        "lost": lost,
        "marks": marks_of(case),
        "steps": timeline(case),
        "query": list_query(request.GET),
        "back": back_to_list(request),
    }
    return render(request, "approvals/case.html", context, status=status)


@require_POST
@never_cache
@reviewers_only
def unmask(request: StaffRequest, reference: str) -> HttpResponse:
    """A hidden value in full, for this one page; the look is recorded first."""
    actor, case = fetch(request, reference)
    name = request.POST.get("name", "")
    workflow = workspace.get(case.flow)
    hidden = {row.unmask for part in workflow.sections(case) for row in part.rows if row.unmask}
    if name not in hidden:
        raise Http404
    look(request, case, Look.UNMASKED, field=name)
    return show(request, case, actor, revealed=(name, workflow.unmask(case, name)))


@require_safe
@reviewers_only
def next_case(request: StaffRequest, reference: str) -> HttpResponse:
    """下一件 of the list somebody came from, without going back to it."""
    _, case = fetch(request, reference)
    return redirect(next_url(request, case) or back_to_list(request))


def next_url(request: StaffRequest, case: Case) -> str:
    scope = scope_of(request.user)
    _, filters = read_filters(request, scope)
    after = following(scope, filters, case)
    return case_url(after.reference, list_query(request.GET)) if after else ""
