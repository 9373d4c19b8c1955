"""One entry by hand, and the correction of one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ceducation import services
from ceducation.enums import Source
from ceducation.errors import Refused
from ceducation.forms.entries import CorrectForm, EnterForm
from ceducation.models import HoursEntry
from ceducation.presentation import lines
from ceducation.queries import teachers
from ceducation.rules import spoken
from ceducation.views.fetching import (
    StaffRequest,
    entry_or_404,
    teacher_or_404,
    with_own_school,
)
from identity.models import Person
from portal.organisations.models import Body
from portal.web.forms import PortalForm

_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(_METHODS)
@with_own_school
def enter(request: StaffRequest, school: Body, person_id: int) -> HttpResponse:
    person = teacher_or_404(school, person_id)
    form = EnterForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and (made := _entered(request, form, person, school)):
        messages.success(
            request, f"已登记{made.year}年{made.get_kind_display()} {spoken(made.hours)} 学时。"
        )
        return redirect(_page_of(school, made))
    context = {
        "school": school,
        "person": person,
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "ceducation/enter.html", context, status=status)


def _entered(
    request: StaffRequest, form: EnterForm, person: Person, school: Body
) -> HoursEntry | None:
    try:
        return services.credit(
            person,
            school,
            form.learned(),
            source=Source.SCHOOL_ENTRY,
            reference=str(form.cleaned_data["token"]),
            actor=request.user,
            request=request,
        )
    except Refused as refused:
        _tell(form, refused)
        return None


@require_http_methods(_METHODS)
@with_own_school
def correct(request: StaffRequest, school: Body, entry_id: int) -> HttpResponse:
    entry = entry_or_404(school, entry_id)
    form = CorrectForm(request.POST if request.method == "POST" else None, entry=entry)
    if form.is_bound and form.is_valid() and _corrected(request, form, entry):
        messages.success(request, "已更正，原记录和更正都留在台账里，教师会收到消息。")
        return redirect(_page_of(school, entry))
    (line,) = lines([entry], school.pk)
    context = {
        "school": school,
        "entry": entry,
        "line": line,
        "form": form,
        "back_url": _page_of(school, entry),
    }
    status = 422 if form.errors else 200
    return render(request, "ceducation/correct.html", context, status=status)


def _corrected(request: StaffRequest, form: CorrectForm, entry: HoursEntry) -> bool:
    try:
        services.correct(
            entry,
            form.cleaned_data["reason"],
            actor=request.user,
            replacement=form.replacement(),
            request=request,
        )
    except Refused as refused:
        _tell(form, refused)
        return False
    return True


def _tell(form: PortalForm, refused: Refused) -> None:
    form.add_error(refused.field if refused.field in form.fields else None, str(refused))


def _page_of(school: Body, entry: HoursEntry) -> str:
    """The teacher's ledger; the list, where they have left meanwhile."""
    if not teachers.works_at(school, entry.person_id):
        return reverse("ceducation:school", args=[school.pk])
    url = reverse("ceducation:teacher", args=[school.pk, entry.person_id])
    return f"{url}?year={entry.year}"
