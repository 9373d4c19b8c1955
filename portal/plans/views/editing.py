"""The parts of a plan: fetch, form, act, redirect. A conflict keeps what was typed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from portal.plans import presentation, services
from portal.plans.enums import PlanState
from portal.plans.errors import Contradiction, PlanError, ReasonNeeded, Stale
from portal.plans.forms import BasicsForm, EditForm, NoticeForm, StagesForm
from portal.plans.forms.editing import stored
from portal.plans.kinds import find
from portal.plans.models import Plan
from portal.plans.queries.listing import number_concerned
from portal.plans.views.fetching import KeeperRequest, keepers_only, plan_or_404, sent_back
from portal.plans.words import differences, stages_in_words
from portal.web.components import SummaryRow

_CHANGEABLE = (PlanState.DRAFT, PlanState.PUBLISHED)
Save = Callable[[], Plan]
Differences = Callable[[Plan], list[SummaryRow]]


@require_http_methods(["GET", "POST"])
@keepers_only
def basics(request: KeeperRequest, pk: int) -> HttpResponse:
    return _fields(request, plan_or_404(request, pk), BasicsForm, "plans/edit.html")


@require_http_methods(["GET", "POST"])
@keepers_only
def notice(request: KeeperRequest, pk: int) -> HttpResponse:
    return _fields(request, plan_or_404(request, pk), NoticeForm, "plans/notice.html")


def _fields(
    request: KeeperRequest, plan: Plan, form_class: type[EditForm], template: str
) -> HttpResponse:
    """A page whose form has the plan's own fields."""
    form = form_class(request.POST or None, plan=plan, initial=stored(plan, form_class))

    def save() -> Plan:
        return services.save_plan(plan, form.values(), **_terms(request, form))

    def different(latest: Plan) -> list[SummaryRow]:
        return [SummaryRow(each["label"], each["before"]) for each in
                differences(latest, form.values())]  # fmt: skip

    return _page(request, plan, form, template=template, save=save, different=different)


@require_http_methods(["GET", "POST"])
@keepers_only
def stages(request: KeeperRequest, pk: int) -> HttpResponse:
    plan = plan_or_404(request, pk)
    form = StagesForm(
        request.POST or None,
        plan=plan,
        holders=find(plan.workflow).holders,
        initial={"version": plan.version},
    )

    def save() -> Plan:
        return services.set_stages(plan, form.specs(), **_terms(request, form))

    def different(latest: Plan) -> list[SummaryRow]:
        return [SummaryRow("审核环节", stages_in_words(latest.stages.all()) or "（空）")]

    return _page(request, plan, form, template="plans/stages.html", save=save, different=different)


def _terms(request: KeeperRequest, form: EditForm) -> dict[str, Any]:
    return {
        "version": form.cleaned_data["version"] or 0,
        "reason": form.reason_given,
        "actor": request.user,
        "request": request,
    }


def _page(
    request: KeeperRequest,
    plan: Plan,
    form: EditForm,
    *,
    template: str,
    save: Save,
    different: Differences,
) -> HttpResponse:
    if (away := sent_back(request, plan, *_CHANGEABLE)) is not None:
        return away
    context: dict[str, Any] = {"form": form, "plan": plan, "stored": None}
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _saved(request, save())
            except Stale:
                context["stored"], status = _conflict(request, plan, form, different), 409
            except PlanError as error:
                tell_problems(form, error)
    context["concerned"] = 0 if plan.is_draft else number_concerned(plan)
    context["warning"] = presentation.warning(plan)
    return render(request, template, context, status=status)


def _saved(request: KeeperRequest, plan: Plan) -> HttpResponse:
    messages.success(request, "已保存。")
    return redirect("plans:plan", plan.pk)


def _conflict(
    request: KeeperRequest, plan: Plan, form: EditForm, different: Differences
) -> list[SummaryRow]:
    """What is stored now where it differs from what was typed; saving again is then meant."""
    latest = plan_or_404(request, plan.pk)
    typed: Any = form.data
    form.data = typed = typed.copy()
    typed["version"] = str(latest.version)
    return different(latest)


def tell_problems(form: Form, error: PlanError) -> None:
    """Each where it belongs: at its field, or above the form."""
    if isinstance(error, ReasonNeeded) and "reason" in form.fields:
        form.add_error("reason", str(error))
    elif isinstance(error, Contradiction):
        for problem in error.problems:
            form.add_error(problem.field if problem.field in form.fields else None, problem.text)
    else:
        form.add_error(None, str(error))
