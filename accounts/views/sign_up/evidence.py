"""Pieces of the card for the reviewer, through their scope."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accounts.flows import REVIEWERS
from accounts.queries import card_scan as scans
from accounts.queries import sign_up as sign_ups
from portal.organisations.access import staff_only
from portal.organisations.queries import scope_of


@never_cache
@require_GET
@staff_only(*REVIEWERS)
def crop(request: HttpRequest, token: UUID, field: str) -> HttpResponse:
    sign_up = sign_ups.under_review(token, scope_of(request.user))
    picture = scans.crop(sign_ups.latest_scan(sign_up), field) if sign_up else None
    if picture is None or field == "id_number":
        raise Http404
    return HttpResponse(picture, content_type="image/jpeg")
