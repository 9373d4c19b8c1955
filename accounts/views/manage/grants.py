"""Who holds or held which role, where, given and ended by whom."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accounts.forms.manage import GrantFilterForm
from accounts.queries.administration import grants_in
from accounts.rules.administration import VIEWERS
from accounts.views.manage.fetching import my_scope
from accounts.views.manage.tabs import tabs_for
from portal.organisations.access import staff_only
from portal.organisations.enums import Role
from portal.web.pagination import paginate


@never_cache
@require_GET
@staff_only(*VIEWERS, Role.AUDIT_ADMIN)
def grants(request: HttpRequest) -> HttpResponse:
    scope = my_scope(request)
    form = GrantFilterForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    rows = grants_in(scope, state=asked.get("state", ""), role=asked.get("role", ""))
    context = {
        "form": form,
        "tabs": tabs_for(request, scope),
        "page_obj": paginate(request, rows),
        "may_open": bool(scope.with_roles(*VIEWERS)),
    }
    return render(request, "accounts/manage/grants.html", context)
