"""Step 3: complete the person, and the photo."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.forms.answers import shown_again
from accounts.forms.sign_up import DetailsForm, PhotoForm
from accounts.models import SignUp
from accounts.queries import photo as photos
from accounts.queries import sign_up as sign_ups
from accounts.rules.sign_up import DETAIL_FIELDS
from accounts.services import photo as fitting
from accounts.views.sign_up import steps
from accounts.views.sign_up.current import while_open
from portal.documents.enums import DocumentKind


@never_cache
@require_http_methods(["GET", "POST"])
@while_open
def details(request: HttpRequest, sign_up: SignUp) -> HttpResponse:
    if request.method == "GET":
        return _page(
            request, sign_up, DetailsForm(initial=shown_again(sign_up.data, DETAIL_FIELDS))
        )
    form = DetailsForm(steps.answers_in(request, sign_up, DETAIL_FIELDS))
    sign_up, conflicts = steps.save(request, sign_up, form, DETAIL_FIELDS)
    if conflicts:
        return _page(request, sign_up, form, conflicts=conflicts, status=409)
    action = request.POST.get("action")
    if action == "photo":
        return _photo(request, sign_up)
    if action == "back":
        return redirect("accounts:sign-up-card")
    if form.is_valid():
        return redirect("accounts:sign-up-check")
    return _page(request, sign_up, form, status=422)


def _photo(request: HttpRequest, sign_up: SignUp) -> HttpResponse:
    form = PhotoForm(request.POST, request.FILES)
    document = steps.keep_picture(sign_up, form, DocumentKind.PHOTO)
    if document is not None:
        fitting.use_photo(sign_up, document)
        return redirect(reverse("accounts:sign-up-details") + "#photo")
    return _page(
        request,
        sign_up,
        DetailsForm(initial=shown_again(sign_up.data, DETAIL_FIELDS)),
        photo=form,
        status=422,
    )


def _page(
    request: HttpRequest,
    sign_up: SignUp,
    form: DetailsForm,
    *,
    photo: PhotoForm | None = None,
    conflicts: list[steps.Conflict] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "sign_up": sign_up,
        "form": form,
        "groups": _groups(form, sign_ups.marks_of(sign_up)),
        "photo_form": photo or PhotoForm(),
        "photo": photos.state_of(sign_up),
        "conflicts": conflicts or [],
        "returned": sign_ups.return_opinion(sign_up),
    }
    return render(request, "accounts/sign_up/details.html", context, status=status)


_GROUPS = (
    ("基本情况", ("political_status", "marital_status")),
    ("联系方式", ("address", "office_phone", "email")),
    ("工作单位", ("region", "unit", "in_vocational_section")),
    ("学历学位", ("education", "graduated_from", "graduated_on", "major", "degree")),
)


def _groups(form: DetailsForm, marks: dict[str, str]) -> list[tuple[str, list[Any]]]:
    """(heading, [(field, the reviewer's point, locked)])."""
    return [
        (title, [(form[n], marks.get(n, ""), bool(marks) and n not in marks) for n in names])
        for title, names in _GROUPS
    ]


@never_cache
@require_GET
@while_open
def photo(request: HttpRequest, sign_up: SignUp) -> HttpResponse:
    """How far the fitting of the photo is, and what came of it."""
    context = {"sign_up": sign_up, "photo": photos.state_of(sign_up)}
    return render(request, "accounts/sign_up/_photo.html", context)
