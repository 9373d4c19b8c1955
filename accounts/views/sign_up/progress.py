"""注册进度查询, and the page that says how the sign-up stands."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.forms.sign_up import ProgressForm
from accounts.models import SignUp
from accounts.queries import sign_up as sign_ups
from accounts.services import submission
from accounts.views import codes
from accounts.views.sign_up.current import with_sign_up, work_on
from portal.approvals import queries as approvals
from portal.approvals.errors import ApprovalError
from portal.approvals.models import Case
from portal.messaging.enums import CodePurpose

_SEND = "accounts:progress-code"
_NOTHING = "没有查到相符的注册。请核对公民身份号码和手机号码，它们须与注册时一致"


@never_cache
@require_http_methods(["GET", "POST"])
def progress(request: HttpRequest) -> HttpResponse:
    """By ID number, mobile and SMS code; one answer for every mismatch (A5)."""
    if request.method == "GET":
        return _page(request, ProgressForm())
    if request.POST.get("action") == "send":
        typed = {name: request.POST.get(name, "") for name in ("id_number", "mobile")}
        return _page(request, ProgressForm(initial=typed), sent=_send(request))
    form = ProgressForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    found = sign_ups.by_owner(form.cleaned_data["id_number"], form.cleaned_data["mobile"])
    if found is None:
        form.add_error(None, _NOTHING)
        return _page(request, form, status=422)
    work_on(request, found)
    return redirect("accounts:sign-up-status")


def _send(request: HttpRequest) -> codes.Sent:
    """An SMS only leaves when number and mobile belong together; the page does not tell."""
    number, mobile = request.POST.get("id_number", ""), request.POST.get("mobile", "")
    known = sign_ups.by_owner(number, mobile) is not None
    return codes.send(request, CodePurpose.PROGRESS, deliver=known)


@never_cache
@require_POST
def code(request: HttpRequest) -> HttpResponse:
    return codes.answer(request, _send(request), _SEND)


def _page(
    request: HttpRequest, form: ProgressForm, *, sent: codes.Sent | None = None, status: int = 200
) -> HttpResponse:
    context = {"form": form, "sent": sent, "send_url": reverse(_SEND)}
    return render(request, "accounts/sign_up/progress.html", context, status=status)


@never_cache
@require_GET
@with_sign_up
def status(request: HttpRequest, sign_up: SignUp) -> HttpResponse:
    context: dict[str, Any] = {
        "sign_up": sign_up,
        "case": sign_up.case,
        "editable": sign_ups.may_be_edited(sign_up),
        "marks": sign_ups.marked_labels(sign_up),
        **(_standing(sign_up.case) if sign_up.case else {}),
    }
    return render(request, "accounts/sign_up/status.html", context)


def _standing(case: Case) -> dict[str, Any]:
    """In the applicant's words: the state, who must act next and by when, what happened (Y3)."""
    return {
        "label": approvals.state_label(case, applicant=True),
        "tone": approvals.state_of(case).tone,
        "waiting": approvals.waiting_for(case, applicant=True),
        "steps": approvals.timeline(case, applicant=True),
    }


@require_POST
@with_sign_up
def recall(request: HttpRequest, sign_up: SignUp) -> HttpResponse:
    """收回修改, while nobody has reviewed."""
    if sign_up.case is None:
        return redirect("accounts:sign-up-status")
    try:
        submission.recall(sign_up)
    except ApprovalError as refused:
        messages.error(request, str(refused))
        return redirect("accounts:sign-up-status")
    messages.success(request, "已收回，修改后请重新提交。")
    return redirect("accounts:sign-up-check")
