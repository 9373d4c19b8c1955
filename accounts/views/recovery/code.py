"""By SMS code to the number on record."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms.recovery import RecoveryCodeForm
from accounts.models import User
from accounts.services import recovery
from accounts.views import codes
from accounts.views.recovery.current import with_account
from portal.messaging.enums import CodePurpose
from portal.messaging.services import check_code

_SEND = "accounts:recover-send-code"


@never_cache
@require_http_methods(["GET", "POST"])
@with_account
def code(request: HttpRequest, user: User) -> HttpResponse:
    if not user.mobile:
        return redirect("accounts:recover-ways")
    if request.method == "GET":
        return _page(request, user, RecoveryCodeForm())
    if request.POST.get("action") == "send":
        sent = codes.send_to(request, user.mobile, CodePurpose.RECOVER)
        return _page(request, user, RecoveryCodeForm(), sent=sent)
    form = RecoveryCodeForm(request.POST)
    if form.is_valid():
        result = check_code(user.mobile, CodePurpose.RECOVER, form.cleaned_data["code"])
        if result.ok:
            recovery.note_proof(request, "code")
            return redirect("accounts:recover-password")
        form.add_error("code", result.message)
    return _page(request, user, form, status=422)


def _page(
    request: HttpRequest,
    user: User,
    form: RecoveryCodeForm,
    *,
    sent: codes.Sent | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, "mobile": user.mobile, "sent": sent, "send_url": reverse(_SEND)}
    return render(request, "accounts/recovery/code.html", context, status=status)


@never_cache
@require_POST
@with_account
def send_code(request: HttpRequest, user: User) -> HttpResponse:
    return codes.answer(request, codes.send_to(request, user.mobile, CodePurpose.RECOVER), _SEND)
