"""Step 2: the ID card, photographed or typed."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.forms.sign_up import CardUploadForm, IdentityForm
from accounts.models import SignUp
from accounts.queries import card_scan as scans
from accounts.queries import sign_up as sign_ups
from accounts.rules.sign_up import IDENTITY_FIELDS, filled_from_reading
from accounts.services import card_scan as scanning
from accounts.services import sign_up as signing_up
from accounts.views.sign_up import steps
from accounts.views.sign_up.current import while_open, with_sign_up
from portal.documents.enums import DocumentKind


@never_cache
@require_http_methods(["GET", "POST"])
@while_open
def card(request: HttpRequest, sign_up: SignUp) -> HttpResponse:
    """One form: the picture and the fields, so that neither is lost by sending the other."""
    if request.method == "GET":
        return _page(request, sign_up, IdentityForm(initial=sign_ups.prefilled(sign_up)))
    form = IdentityForm(steps.answers_in(request, sign_up, IDENTITY_FIELDS))
    sign_up, conflicts = steps.save(request, sign_up, form, IDENTITY_FIELDS)
    if conflicts:
        return _page(request, sign_up, form, conflicts=conflicts, status=409)
    action = request.POST.get("action")
    if action == "upload":
        return _upload(request, sign_up)
    if action == "back":
        return redirect("accounts:sign-up")
    if form.is_valid():
        return redirect("accounts:sign-up-details")
    return _page(request, sign_up, form, status=422)


def _upload(request: HttpRequest, sign_up: SignUp) -> HttpResponse:
    upload = CardUploadForm(request.POST, request.FILES)
    document = steps.keep_picture(sign_up, upload, DocumentKind.ID_CARD)
    if document is not None:
        signing_up.consent_to_camera(sign_up)
        scanning.scan_card(sign_up, document.pk)
        return redirect("accounts:sign-up-card")
    form = IdentityForm(initial=sign_ups.prefilled(sign_up))
    return _page(request, sign_up, form, upload=upload, status=422)


def _page(
    request: HttpRequest,
    sign_up: SignUp,
    form: IdentityForm,
    *,
    upload: CardUploadForm | None = None,
    conflicts: list[steps.Conflict] | None = None,
    status: int = 200,
) -> HttpResponse:
    consent = {"consent": sign_up.consented_at is not None}
    context = {
        **_fields_context(sign_up, form),
        "upload": upload or CardUploadForm(initial=consent),
        "conflicts": conflicts or [],
        "returned": sign_ups.return_opinion(sign_up),
    }
    return render(request, "accounts/sign_up/card.html", context, status=status)


def _fields_context(sign_up: SignUp, form: IdentityForm) -> dict[str, Any]:
    scan = sign_ups.latest_scan(sign_up)
    return {
        "sign_up": sign_up,
        "form": form,
        "scan": scan,
        "reading": scans.state_of(scan),
        "rows": scans.rows(scan, form, sign_ups.marks_of(sign_up)),
        "warnings": scans.warnings(scan),
    }


@never_cache
@require_GET
@while_open
def reading(request: HttpRequest, sign_up: SignUp) -> HttpResponse:
    """The progress of the reading, then the word to fill the fields."""
    scan = sign_ups.latest_scan(sign_up)
    if scan is None:
        raise Http404
    state = scans.state_of(scan)
    context = {
        "state": state,
        "progress": scans.progress(scan),
        "url": reverse("accounts:sign-up-card-reading"),
    }
    return render(request, "accounts/sign_up/_reading.html", context)


@never_cache
@require_POST
@while_open
def fill(request: HttpRequest, sign_up: SignUp) -> HttpResponse:
    """The fields again with what was read; what stands typed in the page stays."""
    typed = {name: request.POST.get(name, "") for name in IDENTITY_FIELDS}
    scan = sign_ups.latest_scan(sign_up)
    filled = filled_from_reading(typed, sign_up.data, sign_ups.readings(scan))
    form = IdentityForm(initial=filled)
    return render(request, "accounts/sign_up/_identity.html", _fields_context(sign_up, form))


@never_cache
@require_GET
@with_sign_up
def crop(request: HttpRequest, sign_up: SignUp, field: str) -> HttpResponse:
    """The piece of the card one field was read from."""
    picture = scans.crop(sign_ups.latest_scan(sign_up), field)
    if picture is None:
        raise Http404
    return HttpResponse(picture, content_type="image/jpeg")
