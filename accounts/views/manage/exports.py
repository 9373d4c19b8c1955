"""Asking for a list as a workbook."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.forms.manage import BodyFilterForm, UserFilterForm
from accounts.rules.administration import EXPORTERS
from accounts.services.list_export import start_export, start_users
from accounts.views.manage.users import filters_of
from portal.organisations.access import staff_only


@require_POST
@staff_only(*EXPORTERS)
def users(request: HttpRequest) -> HttpResponse:
    """The list as it is filtered now."""
    user: Any = request.user
    export = start_users(filters_of(UserFilterForm(request.GET)), user, request)
    return redirect("approvals:export", export.pk)


@require_POST
@staff_only(*EXPORTERS)
def bodies(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    form = BodyFilterForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    export = start_export("bodies", chosen, user, request)
    return redirect("approvals:export", export.pk)
