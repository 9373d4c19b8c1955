"""我的注册: what the school entered, what is due, and a word to the school where it is wrong."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from identity.models import Person
from registration.errors import Refused
from registration.forms.reporting import WrongForm
from registration.presentation import cell, for_teacher, label_of, tone_of
from registration.queries.conditions import dossier_of
from registration.queries.history import probation_of
from registration.services.reporting import report_wrong

if TYPE_CHECKING:
    from accounts.models import User


class OwnRequest(HttpRequest):
    user: "User"


@require_safe
@never_cache
@login_required
def mine(request: OwnRequest) -> HttpResponse:
    """An account of an office alone has nothing to register."""
    return _page(request, WrongForm())


@require_POST
@login_required
def report(request: OwnRequest) -> HttpResponse:
    form = WrongForm(request.POST)
    person = _person(request)
    if form.is_valid():
        clean = form.cleaned_data
        try:
            report_wrong(person, clean["topic"], clean["text"], user=request.user, request=request)
        except Refused as refused:
            form.add_error(refused.field or None, str(refused))
        else:
            messages.success(request, "已告诉学校管理员，核对后会在这里看到结果。")
            return redirect("registration:mine")
    return _page(request, form, status=422)


def _page(request: OwnRequest, form: WrongForm, status: int = 200) -> HttpResponse:
    person = _person(request)
    found = dossier_of(person)
    context: dict[str, Any] = {
        "found": found,
        "due": found.due,
        "due_label": label_of(found.due),
        "due_tone": tone_of(found.due),
        "conditions": for_teacher(found.findings),
        "years": [(each, cell(each.year, each)) for each in found.years],
        "probation": probation_of(person),
        "form": form,
    }
    return render(request, "registration/mine.html", context, status=status)


def _person(request: OwnRequest) -> Person:
    if request.user.person is None:
        raise Http404
    return request.user.person
