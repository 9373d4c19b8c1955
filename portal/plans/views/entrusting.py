"""Whom the province entrusts with plans, now and before."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from portal.plans import kinds, queries, services
from portal.plans.errors import PlanError
from portal.plans.forms import EntrustForm
from portal.plans.queries import listing
from portal.plans.views.editing import tell_problems
from portal.plans.views.fetching import KeeperRequest, entrustment_or_404, province_only
from portal.web.pagination import paginate


@require_http_methods(["GET", "POST"])
@province_only
def entrustments(request: KeeperRequest) -> HttpResponse:
    form = EntrustForm(
        request.POST or None, kinds=kinds.every(), bodies=listing.entrustable(request.scope)
    )
    if request.method == "POST" and form.is_valid() and _entrust(request, form):
        return redirect("plans:entrustments")
    rows = queries.entrustments(request.scope)
    context = {
        "form": form,
        "live": rows.filter(ended_at=None),
        "page_obj": paginate(request, rows.exclude(ended_at=None)),
        "labels": {kind.workflow: kind.label for kind in kinds.every()},
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "plans/entrustments.html", context, status=status)


def _entrust(request: KeeperRequest, form: EntrustForm) -> bool:
    body = form.bodies[form.cleaned_data["body"]]
    try:
        services.entrust(
            form.cleaned_data["workflow"],
            body,
            note=form.cleaned_data["note"],
            actor=request.user,
            request=request,
        )
    except PlanError as error:
        tell_problems(form, error)
        return False
    messages.success(request, f"已委托{body.name}。")
    return True


@require_POST
@province_only
def end(request: KeeperRequest, pk: int) -> HttpResponse:
    row = entrustment_or_404(request, pk)
    services.end_entrustment(row, actor=request.user, request=request)
    messages.success(request, f"对{row.body.name}的委托已结束，它已有的计划由省级继续维护。")
    return redirect("plans:entrustments")
