"""The plans one keeps, one of them, and new ones."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from portal.plans import presentation, queries, services
from portal.plans.errors import Contradiction, PlanError
from portal.plans.forms import CopyForm, NewPlanForm, PlanFilterForm
from portal.plans.kinds import find
from portal.plans.models import Plan
from portal.plans.queries import listing
from portal.plans.views.editing import tell_problems
from portal.plans.views.fetching import KeeperRequest, keepers_only, plan_or_404
from portal.web.pagination import paginate


@require_safe
@keepers_only
def plans(request: KeeperRequest) -> HttpResponse:
    held = listing.kinds_held(request.scope)
    form = PlanFilterForm(request.GET, kinds=held, years=listing.years(request.scope))
    asked = form.cleaned_data if form.is_valid() else {}
    chosen = {name: value for name, value in asked.items() if value}
    page = paginate(request, listing.chosen_plans(request.scope, **chosen))
    context = {
        "form": form,
        "page_obj": page,
        "rows": [presentation.row(plan) for plan in page.object_list],
        "filtered": bool(chosen),
        "several_kinds": len(held) > 1,
        "may_entrust": queries.at_the_province(request.scope),
    }
    return render(request, "plans/list.html", context)


@require_safe
@keepers_only
def plan(request: KeeperRequest, pk: int) -> HttpResponse:
    found = plan_or_404(request, pk)
    missing, obstacles = presentation.obstacles(found) if found.is_draft else ([], [])
    context = {
        "plan": found,
        "row": presentation.row(found),
        "items": presentation.sections(found, missing),
        "obstacles": obstacles,
        "under_way": find(found.workflow).under_way(found),
        "history": listing.history(found),
        "warning": presentation.warning(found),
    }
    return render(request, "plans/plan.html", context)


@require_http_methods(["GET", "POST"])
@keepers_only
def new(request: KeeperRequest) -> HttpResponse:
    held = listing.kinds_held(request.scope)
    if not held:
        raise Http404
    form = NewPlanForm(
        request.POST or None,
        kinds=held,
        bodies=listing.bodies_held(request.scope, held),
        sources=queries.kept_plans(request.scope),
        initial={"year": presentation.this_year()},
    )
    if request.method == "POST" and form.is_valid():
        made = _make(request, form, form.chosen_source(), workflow=form.cleaned_data["workflow"])
        if made:
            return redirect("plans:plan", made.pk)
    return _form(request, form, "plans/new.html", {})


@require_http_methods(["GET", "POST"])
@keepers_only
def copy(request: KeeperRequest, pk: int) -> HttpResponse:
    source = plan_or_404(request, pk)
    bodies = list(queries.may_hold(request.scope, source.workflow))
    form = CopyForm(
        request.POST or None,
        bodies=bodies,
        initial={"name": source.name, "year": source.year + 1, "body": source.body_id},
    )
    if request.method == "POST" and form.is_valid():
        made = _make(request, form, source)
        if made:
            return redirect("plans:plan", made.pk)
    return _form(request, form, "plans/copy.html", {"plan": source})


def _make(
    request: KeeperRequest, form: CopyForm, source: Plan | None, workflow: str = ""
) -> Plan | None:
    who: dict[str, Any] = {"actor": request.user, "request": request}
    try:
        if source is not None:
            made = services.copy_plan(source, **form.values(), **who)
        else:
            made = services.create_plan(workflow=workflow, **form.values(), **who)
    except Contradiction as wrong:
        tell_problems(form, wrong)
        return None
    except PlanError as error:
        form.add_error(None, str(error))
        return None
    messages.success(request, "计划草稿已建立，请继续填写各部分。")
    return made


def _form(
    request: KeeperRequest, form: Any, template: str, context: dict[str, Any]
) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    return render(request, template, {"form": form, **context}, status=status)
