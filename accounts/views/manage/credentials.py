"""Rules about teachers' certificates, kept by the province's bureau."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.forms.manage.credentials import ProvinceYears, RulesForm
from accounts.queries.credential_rules import changes
from accounts.rules.administration import CREDENTIAL_KEEPERS, may_keep_credential_rules
from accounts.views.manage.fetching import my_scope
from accounts.views.manage.tabs import tabs_for
from identity.errors import Stale
from identity.queries import credential_rules
from identity.services import save_credential_rules
from portal.organisations.access import staff_only
from portal.web.numbers import COUNTER_DIGITS, whole_number
from portal.web.rowforms import is_row_action


@never_cache
@require_http_methods(["GET", "POST"])
@staff_only(*CREDENTIAL_KEEPERS)
def rules(request: HttpRequest) -> HttpResponse:
    if not may_keep_credential_rules(my_scope(request)):
        raise Http404
    if request.method == "GET":
        stored = credential_rules()
        form = RulesForm(initial=RulesForm.initial_of(stored))
        return _page(request, form, ProvinceYears.of(stored))
    action = request.POST.get("action", "")
    if is_row_action(action):
        typed = RulesForm(initial={**request.POST.dict()})
        return _page(request, typed, ProvinceYears(request.POST).after(action))
    return _sent(request)


def _sent(request: HttpRequest) -> HttpResponse:
    form, years = RulesForm(request.POST), ProvinceYears(request.POST)
    if not (form.is_valid() & years.is_valid()):
        return _page(request, form, years, status=422)
    version = whole_number(form.cleaned_data["version"], COUNTER_DIGITS)
    wanted = form.rules(years.years(), -1 if version is None else version)
    user: Any = request.user
    try:
        save_credential_rules(
            wanted, reason=form.cleaned_data["reason"], actor=user, request=request
        )
    except Stale:
        return _stale(request)
    messages.success(request, "证书规则已保存，立即生效。")
    return redirect("accounts:manage-credentials")


def _stale(request: HttpRequest) -> HttpResponse:
    """What was typed stays; sending it again is a decision."""
    typed = request.POST.copy()
    typed["version"] = str(credential_rules().version)
    return _page(request, RulesForm(typed), ProvinceYears(typed), stale=True, status=409)


def _page(
    request: HttpRequest,
    form: RulesForm,
    years: ProvinceYears,
    *,
    stale: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "years": years,
        "stale": stale,
        "changes": changes(),
        "tabs": tabs_for(request, my_scope(request)),
    }
    return render(request, "accounts/manage/credentials.html", context, status=status)
