"""The page that QR codes lead to. Open to everybody, kept nowhere, found by no search engine."""

import math

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.clock import now
from portal.messaging.ratelimit import Refusal
from portal.printing import checking
from portal.printing.codes import LENGTH, grouped, tidied
from portal.web.address import network_of
from portal.web.views import too_many

_LONGEST_CODE = 40


@require_safe
@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """A place to type the code of a paper."""
    code = tidied(request.GET.get("code", ""))[:_LONGEST_CODE]
    if code.isalnum() and code.isascii():
        return redirect("printing:check", code)
    return _page(request, {"asked": "code" in request.GET})


@require_safe
@never_cache
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Valid, revoked, outdated or not found: one look, one status, one way through the code."""
    network = network_of(request)
    if refusal := checking.take_turn(network):
        return _refused(request, refusal)
    proof = checking.proof_of(code, network)
    shown = grouped(tidied(code)[:LENGTH])
    return _page(request, {"proof": proof, "code": shown, "checked": True, "at": now()})


def _page(request: HttpRequest, values: dict[str, object]) -> HttpResponse:
    context = {"proof": None, "code": "", "checked": False, "asked": False, "at": None, **values}
    response = render(request, "printing/check.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    return too_many(request, retry_after=math.ceil((refusal.until - now()).total_seconds()))
