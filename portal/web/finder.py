"""The view side of RemoteChoiceField."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.web.formfields import Search

_MOST = 30


def finder_response(request: HttpRequest, search: Search) -> HttpResponse:
    """The answers to what was typed so far, as radio buttons of the field that asks."""
    field = request.GET.get("field", "")
    typed = (request.GET.get(f"{field}_typed") or request.GET.get("q") or "").strip()
    if not typed:
        return HttpResponse("")
    found = list(search(typed))[:_MOST]
    values = {"choices": found, "field_name": field, "chosen": ""}
    return render(request, "components/finder_results.html", values)
