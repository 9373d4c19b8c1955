"""注册规则: what the province lays down for a year."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from ceducation.queries import requirements
from portal.clock import today
from portal.organisations.models import Body
from registration.errors import Refused
from registration.forms.rules import RuleForm
from registration.queries.terms import rule_of, rules_at, terms_of
from registration.services.rules import save_rule
from registration.views.fetching import StaffRequest, province_only

_YEARS_BACK, _YEARS_AHEAD = 3, 1


@require_safe
@province_only
def listing(request: StaffRequest) -> HttpResponse:
    """Every year, with what counts in it and where it comes from; the hours are the ledger's."""
    province = _province(request)
    rows, asked = rules_at(province.pk), requirements.requirements_of(province.pk)
    shown = [(year, rule_of(rows, year), asked.of(year)) for year in _years()]
    context = {"province": province, "rows": shown}
    return render(request, "registration/rules.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@province_only
def edit(request: StaffRequest, year: int) -> HttpResponse:
    if year not in _years():
        raise Http404
    province = _province(request)
    rule = rule_of(rules_at(province.pk), year)
    own = rule.year == year and rule.province_id == province.pk
    data = request.POST if request.method == "POST" else None
    form = RuleForm(data, terms=terms_of(rule), version=rule.version if own else 0)
    if form.is_bound and form.is_valid() and _saved(request, form, province, year):
        messages.success(request, f"{year}年的注册规则已保存。")
        return redirect("registration:rules")
    context = {"province": province, "year": year, "form": form, "own": own, "rule": rule}
    status = 422 if form.errors else 200
    return render(request, "registration/rule.html", context, status=status)


def _saved(request: StaffRequest, form: RuleForm, province: Body, year: int) -> bool:
    version = form.cleaned_data["version"]
    try:
        save_rule(
            province, year, form.terms(), version=version, actor=request.user, request=request
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _years() -> range:
    return range(today().year + _YEARS_AHEAD, today().year - _YEARS_BACK - 1, -1)


def _province(request: StaffRequest) -> Body:
    """A portal has one province; who administers several keeps the first here."""
    found: Body = requirements.provinces(request.scope).order_by("pk")[0]
    return found
