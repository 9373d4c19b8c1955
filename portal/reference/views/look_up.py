"""The answers that search boxes ask for while a person types."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from portal.reference import queries
from portal.web.finder import finder_response


@require_GET
def divisions(request: HttpRequest) -> HttpResponse:
    return finder_response(request, queries.find_divisions)


@require_GET
def universities(request: HttpRequest) -> HttpResponse:
    return finder_response(request, queries.find_universities)


@require_GET
def majors(request: HttpRequest) -> HttpResponse:
    return finder_response(request, queries.find_majors)
