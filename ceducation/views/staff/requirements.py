"""学时要求: what the province asks for, year by year."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from ceducation.errors import Refused
from ceducation.forms.requirements import RequirementForm
from ceducation.queries import requirements
from ceducation.rules import EARLIEST_YEARS_BACK
from ceducation.services.requirements import save_requirement
from ceducation.views.fetching import StaffRequest, province_only
from portal.clock import today
from portal.organisations.models import Body

_YEARS_AHEAD = 1


@require_safe
@province_only
def listing(request: StaffRequest) -> HttpResponse:
    """Every year, with what counts in it, and whether it was laid down for that year itself."""
    province = _province(request)
    asked = requirements.requirements_of(province.pk)
    rows = [(year, asked.of(year), asked.of(year).year == year and bool(asked.of(year).pk))
            for year in _years()]  # fmt: skip
    context = {"province": province, "rows": rows}
    return render(request, "ceducation/requirements.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@province_only
def edit(request: StaffRequest, year: int) -> HttpResponse:
    if year not in _years():
        raise Http404
    province = _province(request)
    row = requirements.requirements_of(province.pk).of(year)
    own = row.year == year and row.pk is not None
    form = RequirementForm(
        request.POST if request.method == "POST" else None,
        row=row,
        version=row.version if own else 0,
    )
    if form.is_bound and form.is_valid() and _saved(request, form, province, year):
        messages.success(request, f"{year}年的学时要求已保存。")
        return redirect("ceducation:requirements")
    context = {"province": province, "year": year, "form": form, "own": own, "row": row}
    status = 422 if form.errors else 200
    return render(request, "ceducation/requirement.html", context, status=status)


def _saved(request: StaffRequest, form: RequirementForm, province: Body, year: int) -> bool:
    try:
        save_requirement(
            province,
            year,
            form.values(),
            version=form.cleaned_data["version"],
            actor=request.user,
            request=request,
        )
    except Refused as refused:
        form.add_error(refused.field or None, str(refused))
        return False
    return True


def _years() -> range:
    last = today().year + _YEARS_AHEAD
    return range(last, last - EARLIEST_YEARS_BACK - 1, -1)


def _province(request: StaffRequest) -> Body:
    """A portal has one province; who administers several keeps the first here."""
    found: Body = requirements.provinces(request.scope).order_by("pk")[0]
    return found
