"""Bulk actions: what was ticked, a page that asks for the reason, a run with a result per case."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from portal.approvals import flow as flows
from portal.approvals.access import StaffRequest, reviewers_only
from portal.approvals.errors import ApprovalError, ReasonNeeded
from portal.approvals.flow import Flow, Transition
from portal.approvals.forms import BulkForm
from portal.approvals.models import BulkResult, BulkRun
from portal.approvals.queries import bulk as runs
from portal.approvals.screens import case_url
from portal.approvals.services.bulk import BulkOrder, selection, start_bulk
from portal.approvals.views.listing import back_to_list, read_filters
from portal.organisations.queries import scope_of
from portal.web.numbers import COUNTER_DIGITS, whole_number
from portal.web.pagination import paginate


@require_POST
@reviewers_only
def confirm(request: StaffRequest) -> HttpResponse:
    """How many cases it will be, and why; nothing is changed yet."""
    flow, transition, order = _order(request)
    count = len(selection(order, request.user))
    if not count:
        messages.error(request, "请先勾选要办理的申请。")
        return redirect(back_to_list(request))
    form = BulkForm(None, flow=flow.name, transition=transition)
    return _page(request, form, transition, count)


@require_POST
@reviewers_only
def start(request: StaffRequest) -> HttpResponse:
    flow, transition, order = _order(request)
    form = BulkForm(request.POST, flow=flow.name, transition=transition)
    count = len(selection(order, request.user))
    if not form.is_valid():
        return _page(request, form, transition, count)
    try:
        run = start_bulk(_said(order, form), request.user, form.cleaned_data["token"])
    except ReasonNeeded as error:
        form.refuse(error)
        return _page(request, form, transition, count)
    except ApprovalError as error:
        messages.error(request, str(error))
        return redirect(back_to_list(request))
    return redirect("approvals:bulk-run", run.pk)


def _order(request: StaffRequest) -> tuple[Flow, Transition, BulkOrder]:
    """What the list or the confirming page sent; 404 for what cannot be done in bulk."""
    scope = scope_of(request.user)
    _, filters = read_filters(request, scope)
    try:
        flow = flows.get(request.POST.get("flow", ""))
        transition = flow.transition(request.POST.get("action", ""))
    except KeyError:
        raise Http404 from None
    if not transition.bulk or not scope.with_roles(*transition.roles):
        raise Http404
    whole = request.POST.get("all_matching") == "1"
    ticked = () if whole else _ticked(request.POST.getlist("case"))
    return (
        flow,
        transition,
        BulkOrder(flow.name, transition.name, ticked, filters if whole else None),
    )


def _ticked(values: list[str]) -> tuple[tuple[int, int], ...]:
    """(case, version) of each tick; what is no pair of numbers is left out."""
    pairs = [value.partition(":") for value in values]
    numbers = [(whole_number(pk), whole_number(n, COUNTER_DIGITS)) for pk, _, n in pairs]
    return tuple((pk, n) for pk, n in numbers if pk is not None and n is not None)


def _said(order: BulkOrder, form: BulkForm) -> BulkOrder:
    clean = form.cleaned_data
    return replace(order, opinion=clean["opinion"], reasons=tuple(clean.get("reasons", ())))


def _page(
    request: StaffRequest, form: BulkForm, transition: Transition, count: int
) -> HttpResponse:
    context = {
        "form": form,
        "flow": request.POST.get("flow", ""),
        "transition": transition,
        "count": count,
        "ticked": request.POST.getlist("case"),
        "whole": request.POST.get("all_matching") == "1",
        "query": request.GET.urlencode(),
        "back": back_to_list(request),
    }
    return render(request, "approvals/bulk.html", context, status=422 if form.errors else 200)


@require_safe
@reviewers_only
def run_page(request: StaffRequest, pk: int) -> HttpResponse:
    """Progress while it runs; then what became of each case."""
    try:
        run = runs.run_for(request.user, pk)
    except BulkRun.DoesNotExist:
        raise Http404 from None
    wanted = request.GET.get("result", "")
    items = runs.items_of(run, wanted if wanted in BulkResult.values else "")
    page = paginate(request, items, request.user.page_size)
    context: dict[str, Any] = {
        "run": run,
        "transition": flows.get(run.flow).transition(run.transition),
        "job_url": reverse("jobs:progress", args=[run.job]),
        "figures": runs.figures_of(run),
        "page_obj": page,
        "rows": [(item, case_url(item.case.reference)) for item in page],
        "tones": {"done": "good", "stale": "wait", "refused": "bad", "waiting": "neutral"},
        "wanted": wanted,
    }
    return render(request, "approvals/bulk_run.html", context)
