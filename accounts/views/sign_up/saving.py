"""Autosave: what is being typed is kept within seconds (X1)."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.forms.answers import STEPS
from accounts.models import SignUp
from accounts.views.sign_up import steps
from accounts.views.sign_up.current import while_open


@never_cache
@require_POST
@while_open
def save(request: HttpRequest, sign_up: SignUp, step: str) -> HttpResponse:
    """Answers {version, saved_at}; 409 when another window or device saved in between."""
    if step not in STEPS:
        raise Http404
    form_class, names = STEPS[step]
    form = form_class(steps.answers_in(request, sign_up, names))
    saved, conflicts = steps.save(request, sign_up, form, names)
    if conflicts:
        return JsonResponse({"version": saved.version}, status=409)
    return JsonResponse({"version": saved.version, "saved_at": saved.saved_at.isoformat()})
