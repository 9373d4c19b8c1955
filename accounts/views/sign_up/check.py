"""核对: every answer once more, then the sign-up is sent."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.forms.answers import as_text, problems_of
from accounts.forms.sign_up import DeclarationForm, DetailsForm, IdentityForm
from accounts.models import SignUp
from accounts.queries import photo as photos
from accounts.queries import sign_up as sign_ups
from accounts.queries.labels import LABELS, shown
from accounts.rules.sign_up import DETAIL_FIELDS, IDENTITY_FIELDS
from accounts.services import submission
from accounts.services.sign_up import StaleSignUp
from accounts.views.sign_up.current import with_sign_up
from accounts.views.sign_up.steps import version_in
from portal.approvals.errors import ApprovalError
from portal.web.components import SummaryRow
from portal.web.masking import mask_number

_CHANGED = "这份注册刚刚在另一个窗口或设备上修改过，请核对下面的最新内容后再提交"


@never_cache
@require_http_methods(["GET", "POST"])
@with_sign_up
def check(request: HttpRequest, sign_up: SignUp) -> HttpResponse:
    """A second click, or a click after the review began, leads to the status page."""
    if not sign_ups.may_be_edited(sign_up):
        return redirect("accounts:sign-up-status")
    form = DeclarationForm(request.POST if request.method == "POST" else None)
    forms = problems_of(sign_up.data)
    if request.method == "POST" and form.is_valid() and all(part.is_valid() for part in forms):
        try:
            submission.submit(sign_up, _answers(forms), version=version_in(request))
        except StaleSignUp as stale:
            sign_up = stale.latest
            form.add_error(None, _CHANGED)
        except ApprovalError as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("accounts:sign-up-status")
    status = 422 if form.is_bound else 200
    return render(request, "accounts/sign_up/check.html", _context(sign_up, form), status=status)


def _answers(forms: tuple[IdentityForm, DetailsForm]) -> dict[str, str]:
    identity, details = forms
    return {**as_text(identity), **as_text(details)}


def _context(sign_up: SignUp, form: DeclarationForm) -> dict[str, Any]:
    identity, details = problems_of(sign_up.data)
    # Asking for errors is what fills cleaned_data.
    missing = [
        (reverse(f"accounts:sign-up-{step}") + f"#id_{name}", f"{LABELS[name]}：{errors[0]}")
        for step, part in (("card", identity), ("details", details))
        for name, errors in part.errors.items()
    ]
    answers = {**sign_up.data, **_answers((identity, details))}
    return {
        "sign_up": sign_up,
        "form": form,
        "identity": _rows(sign_up, answers, IDENTITY_FIELDS, "accounts:sign-up-card"),
        "details": [
            SummaryRow("手机", mask_number(sign_up.mobile)),
            *_rows(sign_up, answers, DETAIL_FIELDS, "accounts:sign-up-details"),
        ],
        "photo": photos.state_of(sign_up),
        "missing": missing,
        "returned": sign_ups.return_opinion(sign_up),
    }


def _rows(
    sign_up: SignUp, answers: dict[str, str], names: tuple[str, ...], step: str
) -> list[SummaryRow]:
    marks = sign_ups.marks_of(sign_up)
    return [
        SummaryRow(
            LABELS[name],
            shown(name, answers.get(name, "")),
            change_url=f"{reverse(step)}#id_{name}" if sign_ups.is_open(sign_up, name) else "",
            mark=marks.get(name, ""),
        )
        for name in names
    ]
