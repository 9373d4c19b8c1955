"""What a plan opens and asks for: fetch, form, act, redirect. A conflict keeps what was typed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from certification.dual_qualified import standard
from certification.dual_qualified.errors import Refused
from certification.dual_qualified.forms.offers import (
    NumberRuleForm,
    OfferForms,
    PlacesForm,
    StandardForm,
)
from certification.dual_qualified.models import Offer
from certification.dual_qualified.queries import offering, usage
from certification.dual_qualified.queries.offering import PLACES
from certification.dual_qualified.rules.content import differences
from certification.dual_qualified.services import offering as services
from certification.dual_qualified.services.numbering import rule_of
from certification.dual_qualified.views.staff.keeping import (
    IssuerRequest,
    issuers_only,
    plan_or_404,
)
from certification.dual_qualified.views.staff.offer_lines import lines_of
from portal.plans.enums import PlanState
from portal.plans.errors import PlanError, ReasonNeeded, Stale
from portal.plans.forms import EditForm
from portal.plans.models import Plan
from portal.plans.queries.listing import number_concerned
from portal.web.components import SummaryRow
from portal.web.rowforms import is_row_action

_SAVED, _REFUSED, _CONFLICT = 302, 422, 409
_EXAMPLE = "example"


@require_http_methods(["GET", "POST"])
@issuers_only
def offers(request: IssuerRequest, pk: int) -> HttpResponse:
    """Which of two tracks and three levels are open."""
    plan = plan_or_404(request, pk)
    if (away := _withdrawn(request, plan)) is not None:
        return away
    opened = offering.opened(plan)
    form = PlacesForm(request.POST or None, plan=plan, opened=opened)
    status, stored = 200, None
    if request.method == "POST":
        status = _tried(request, form, lambda: _set_open(request, plan, form))
        if status == _SAVED:
            return redirect("dual_qualified:offers", plan.pk)
        if status == _CONFLICT:
            stored = _open_now(request, plan, form)
    context = {
        **_about(plan, form, stored),
        "lines": lines_of(plan, form, opened, usage.applications_by_place(plan)),
        "standard": StandardForm(initial={"version": plan.version}),
        "caution": standard.CAUTION,
        "may_use_standard": not opened,
    }
    return render(request, "dual_qualified/plan/offers.html", context, status=status)


def _set_open(request: IssuerRequest, plan: Plan, form: PlacesForm) -> None:
    source = form.chosen_source()
    services.set_open(plan, form.wanted(), source=source, **_terms(request, form))


def _open_now(request: IssuerRequest, plan: Plan, form: PlacesForm) -> list[SummaryRow]:
    latest = _take_version(request, plan, form)
    there, wanted = offering.places_of(latest), form.wanted()
    return [
        SummaryRow(offering.named(place), "开放" if place in there else "未开放")
        for place in PLACES
        if (place in there) != (place in wanted)
    ]


@require_POST
@issuers_only
def use_standard(request: IssuerRequest, pk: int) -> HttpResponse:
    """Fills a plan that has nothing yet."""
    plan = plan_or_404(request, pk)
    form = StandardForm(request.POST)
    try:
        version = form.cleaned_data["version"] if form.is_valid() else 0
        services.use_standard(plan, version=version, actor=request.user, request=request)
    except (PlanError, Refused) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"已按参考标准填好六项。{standard.CAUTION}")
    return redirect("dual_qualified:offers", plan.pk)


@require_http_methods(["GET", "POST"])
@issuers_only
def offer(request: IssuerRequest, pk: int, track: str, level: str) -> HttpResponse:
    """Clauses, evidence, rules and conditions of one track and level, saved together."""
    plan = plan_or_404(request, pk)
    found = _offer_or_404(plan, track, level)
    if (away := _withdrawn(request, plan)) is not None:
        return away
    data = request.POST if request.method == "POST" else None
    content, education = offering.content_of(found), offering.education_names()
    parts = OfferForms.of(plan, content, education, data)
    status, stored = 200, None
    if is_row_action(action := request.POST.get("action", "")):
        parts = parts.after(action)
    elif data is not None:
        status = _tried(request, parts.head, lambda: _save(request, found, parts), parts.is_valid())
        if status == _SAVED:
            return redirect("dual_qualified:offers", plan.pk)
        if status == _CONFLICT:
            stored = _content_now(request, found, parts)
    context = {**_about(plan, parts.head, stored), "offer": found, "parts": parts}
    return render(request, "dual_qualified/plan/offer.html", context, status=status)


def _offer_or_404(plan: Plan, track: str, level: str) -> Offer:
    try:
        return offering.offer_at(plan, (track, level))
    except Offer.DoesNotExist:
        raise Http404 from None


def _save(request: IssuerRequest, found: Offer, parts: OfferForms) -> None:
    services.save_offer(found, parts.content(), **_terms(request, parts.head))


def _content_now(request: IssuerRequest, found: Offer, parts: OfferForms) -> list[SummaryRow]:
    _take_version(request, found.plan, parts.head)
    now = offering.content_of(found)
    return [
        SummaryRow(each.what, each.before)
        for each in differences(now, parts.content(), offering.education_names())
    ]


@require_http_methods(["GET", "POST"])
@issuers_only
def number_rule(request: IssuerRequest, pk: int) -> HttpResponse:
    """How certificates are numbered, with the numbers that would come first."""
    plan = plan_or_404(request, pk)
    if (away := _withdrawn(request, plan)) is not None:
        return away
    form = NumberRuleForm(request.POST or None, plan=plan, rule=rule_of(plan))
    status, stored = 200, None
    if request.POST.get("action") == _EXAMPLE:
        form.look_at()
    elif request.method == "POST":
        status = _tried(request, form, lambda: _set_rule(request, plan, form))
        if status == _SAVED:
            return redirect("plans:plan", plan.pk)
        if status == _CONFLICT:
            stored = _rule_now(request, plan, form)
    context = {
        **_about(plan, form, stored),
        "examples": _examples(plan, form),
        "issued": usage.certificates_issued(plan),
        "rule": rule_of(plan),
    }
    return render(request, "dual_qualified/plan/number_rule.html", context, status=status)


def _set_rule(request: IssuerRequest, plan: Plan, form: NumberRuleForm) -> None:
    values = form.cleaned_data
    services.set_number_rule(plan, values["stem"], values["digits"], **_terms(request, form))


def _examples(plan: Plan, form: NumberRuleForm) -> list[tuple[str, str]]:
    pattern = form.pattern()
    return offering.first_numbers(plan, *pattern) if pattern else []


def _rule_now(request: IssuerRequest, plan: Plan, form: NumberRuleForm) -> list[SummaryRow]:
    _take_version(request, plan, form)
    rule, values = rule_of(plan), form.cleaned_data
    if (rule.stem, rule.digits) == (values["stem"], values["digits"]):
        return []
    return [SummaryRow("编号前缀", rule.stem), SummaryRow("流水号位数", f"{rule.digits} 位")]


def _withdrawn(request: IssuerRequest, plan: Plan) -> HttpResponse | None:
    """Nothing of a withdrawn plan is changed any more."""
    if plan.state != PlanState.WITHDRAWN:
        return None
    messages.info(request, "这个计划已撤回，不能再修改。可以复制为新的计划。")
    return redirect("plans:plan", plan.pk)


def _tried(
    request: IssuerRequest, form: EditForm, save: Callable[[], None], valid: bool | None = None
) -> int:
    """The status of the answer; what was refused is told at its field or above the form."""
    if not (form.is_valid() if valid is None else valid):
        return _REFUSED
    try:
        save()
    except Stale:
        return _CONFLICT
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
    except PlanError as error:
        asked = isinstance(error, ReasonNeeded) and "reason" in form.fields
        form.add_error("reason" if asked else None, str(error))
    else:
        messages.success(request, "已保存。")
        return _SAVED
    return _REFUSED


def _terms(request: IssuerRequest, form: EditForm) -> dict[str, Any]:
    return {
        "version": form.cleaned_data["version"] or 0,
        "reason": form.reason_given,
        "actor": request.user,
        "request": request,
    }


def _take_version(request: IssuerRequest, plan: Plan, form: EditForm) -> Plan:
    """Saving again is then meant."""
    latest = plan_or_404(request, plan.pk)
    typed: Any = form.data
    form.data = typed = typed.copy()
    typed["version"] = str(latest.version)
    return latest


def _about(plan: Plan, form: EditForm, stored: list[SummaryRow] | None) -> dict[str, Any]:
    concerned = 0 if plan.is_draft else number_concerned(plan)
    return {"plan": plan, "form": form, "stored": stored, "concerned": concerned}
