"""The demo phone's page; it exists in a demo only."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.connectors.errors import ConnectorError
from portal.connectors.phone import received


@require_safe
@never_cache
def phone(request: HttpRequest) -> HttpResponse:
    if not settings.DEMO:
        raise Http404
    mobile = request.GET.get("mobile", "").strip()[:20]
    context: dict[str, Any] = {"mobile": mobile, "is_down": False, "received": []}
    try:
        context["received"] = received(mobile)
    except ConnectorError:
        context["is_down"] = True
    fragment = request.headers.get("HX-Request") == "true"
    template = "connectors/_received.html" if fragment else "connectors/phone.html"
    return render(request, template, context)
