"""The trail, for audit administrators."""

from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from portal.audit import services
from portal.audit.directory import View, directory
from portal.audit.forms import EntriesForm, PersonForm
from portal.audit.presentation import lines_of
from portal.audit.queries import audit_scope, entries_in, person_on_record
from portal.web.pagination import paginate

NOT_FOUND = "在您的范围内没有这个证件号码的记录，请核对号码。"


def for_auditors(view: View) -> View:
    """The guard is known only when every app is ready, so it is asked at each call."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return directory.guard(view)(request, *args, **kwargs)

    return guarded


@require_safe
@never_cache
@for_auditors
def entries(request: HttpRequest) -> HttpResponse:
    return _page(request, PersonForm())


@require_POST
@never_cache
@for_auditors
def find_person(request: HttpRequest) -> HttpResponse:
    """By POST, so that an ID number never stands in an address."""
    form = PersonForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    found = person_on_record(audit_scope(request.user), form.cleaned_data["number"])
    services.record("audit.find_person", actor=request.user, person_id=found, request=request)
    if found is None:
        messages.error(request, NOT_FOUND)
        return redirect("audit:entries")
    return redirect(f"{reverse('audit:entries')}?person={found}")


def _page(request: HttpRequest, person_form: PersonForm, status: int = 200) -> HttpResponse:
    form = EntriesForm(request.GET)
    found = entries_in(audit_scope(request.user), form.wanted())
    page = paginate(request, found)
    context = {
        "form": form,
        "active": form.in_force(request.GET),
        "person_form": person_form,
        "page_obj": page,
        "lines": lines_of(page.object_list),
    }
    return render(request, "audit/entries.html", context, status=status)
