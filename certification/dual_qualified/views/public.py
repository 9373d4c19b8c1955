"""Anybody checks a certificate by its number and name; nothing beyond the paper is said."""

import math

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from certification.dual_qualified.certificate_kind import rows_of
from certification.dual_qualified.forms.certificates import VerifyForm
from certification.dual_qualified.services import verifying
from portal.clock import now
from portal.messaging.ratelimit import Refusal
from portal.web.address import network_of
from portal.web.views import too_many

_EMPTY = {"checked": False, "standing": "", "label": "", "rows": (), "at": None}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def verify(request: HttpRequest) -> HttpResponse:
    """Both must match; whatever does not match gets the same answer."""
    form = VerifyForm(request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return _page(request, form, {})
    if not form.is_valid():
        return _page(request, form, {}, status=422)
    if refusal := verifying.take_turn(form.cleaned_data["number"], network_of(request)):
        return _refused(request, refusal)
    return _page(request, form, _answer(form))


def _answer(form: VerifyForm) -> dict[str, object]:
    found = verifying.matching(form.cleaned_data["number"], form.cleaned_data["name"])
    answer = {"checked": True, "at": now()}
    if found is None:
        return answer
    standing = found.standing
    return {**answer, "standing": standing.value, "label": standing.label, "rows": rows_of(found)}


def _page(
    request: HttpRequest, form: VerifyForm, values: dict[str, object], status: int = 200
) -> HttpResponse:
    context = {"form": form, **_EMPTY, **values}
    response = render(request, "dual_qualified/certificates/verify.html", context, status=status)
    return _unindexed(response)


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    seconds = math.ceil((refusal.until - now()).total_seconds())
    return _unindexed(too_many(request, retry_after=seconds))


def _unindexed(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
