"""Live checks of one field: posted, so that no number stands in an address or a log."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from identity.enums import IdKind
from identity.live import approval, check_field


@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """Answers {ok, text}; nothing for a field that has no rule."""
    field = request.POST.get("field", "")
    value = request.POST.get("value", "")
    kind = request.POST.get("kind", IdKind.RESIDENT)
    problems = check_field(field, value, kind)
    if problems is None:
        return HttpResponse(status=204)
    if problems:
        return JsonResponse({"ok": False, "text": "".join(p.message for p in problems)})
    return JsonResponse({"ok": True, "text": approval(field, value, kind)})
