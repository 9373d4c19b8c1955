"""What applicants will see; publishing it, and taking it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.plans import presentation, services
from portal.plans.enums import PlanState
from portal.plans.errors import NotReady, PlanError, Stale
from portal.plans.forms import PublishForm, WithdrawForm
from portal.plans.forms.publishing import STOP
from portal.plans.kinds import find
from portal.plans.models import Plan
from portal.plans.queries.listing import number_concerned
from portal.plans.views.editing import tell_problems
from portal.plans.views.fetching import KeeperRequest, keepers_only, plan_or_404, sent_back


@require_safe
@keepers_only
def preview(request: KeeperRequest, pk: int) -> HttpResponse:
    plan = plan_or_404(request, pk)
    return _preview(request, plan, PublishForm(initial={"version": plan.version}))


@require_POST
@keepers_only
def publish(request: KeeperRequest, pk: int) -> HttpResponse:
    plan = plan_or_404(request, pk)
    form = PublishForm(request.POST)
    if not form.is_valid():
        return _preview(request, plan, form, status=422)
    version = form.cleaned_data["version"]
    try:
        services.publish(plan, version=version, actor=request.user, request=request)
    except Stale:
        messages.error(request, "计划刚刚被他人修改过，请重新核对后再发布。")
        return redirect("plans:preview", pk)
    except NotReady:
        messages.error(request, "计划还不能发布，请先完成下面列出的各项。")
    except PlanError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"“{plan.name}”已发布。")
    return redirect("plans:plan", pk)


def _preview(
    request: KeeperRequest, plan: Plan, form: PublishForm, status: int = 200
) -> HttpResponse:
    kind = find(plan.workflow)
    context = {
        **kind.preview_context(plan),
        "plan": plan,
        "row": presentation.row(plan),
        "form": form,
        "stages": plan.stages.all(),
        "examples": presentation.examples(plan),
        "warning": presentation.warning(plan),
        "obstacles": presentation.obstacles(plan)[1] if plan.is_draft else [],
        "kind_template": kind.preview,
    }
    return render(request, "plans/preview.html", context, status=status)


@require_http_methods(["GET", "POST"])
@keepers_only
def withdraw(request: KeeperRequest, pk: int) -> HttpResponse:
    plan = plan_or_404(request, pk)
    if (away := sent_back(request, plan, PlanState.PUBLISHED)) is not None:
        return away
    form = WithdrawForm(request.POST or None, initial={"version": plan.version})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _withdrawn(request, plan, form)
            except Stale as stale:
                status = _conflict(request, plan, form, stale)
            except PlanError as error:
                tell_problems(form, error)
    context = {
        "plan": plan,
        "form": form,
        "under_way": find(plan.workflow).under_way(plan),
        "concerned": number_concerned(plan),
    }
    return render(request, "plans/withdraw.html", context, status=status)


def _withdrawn(request: KeeperRequest, plan: Plan, form: WithdrawForm) -> HttpResponse:
    services.withdraw(
        plan,
        form.cleaned_data["reason"],
        form.cleaned_data["cases"] == STOP,
        version=form.cleaned_data["version"],
        actor=request.user,
        request=request,
    )
    messages.success(request, f"“{plan.name}”已撤回，正在通知有关申请人。")
    return redirect("plans:plan", plan.pk)


def _conflict(request: KeeperRequest, plan: Plan, form: WithdrawForm, stale: Stale) -> int:
    form.add_error(None, str(stale))
    form.data = typed = request.POST.copy()
    typed["version"] = str(plan_or_404(request, plan.pk).version)
    return 409
