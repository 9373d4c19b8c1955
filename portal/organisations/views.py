"""The search box for schools; a `region` typed beside it narrows the answers."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from portal.organisations.queries import find_schools
from portal.web.finder import finder_response


@require_GET
def schools(request: HttpRequest) -> HttpResponse:
    region = request.GET.get("region", "")
    division = region if region.isascii() and region.isdigit() else ""
    return finder_response(request, lambda text: find_schools(text, division))
