"""Saving a step: what was typed is kept first, then judged."""

from dataclasses import dataclass

from django.http import HttpRequest, QueryDict

from accounts.forms.answers import as_text, typed_in
from accounts.forms.sign_up import UploadForm
from accounts.models import SignUp
from accounts.queries import sign_up as sign_ups
from accounts.services import sign_up as signing_up
from portal.documents.enums import DocumentKind
from portal.documents.errors import UploadRefused
from portal.documents.models import Document
from portal.documents.services import store_upload
from portal.web.forms import PortalForm
from portal.web.numbers import COUNTER_DIGITS, whole_number


@dataclass(frozen=True)
class Conflict:
    """A field that another window saved differently, with what it saved."""

    label: str
    saved: str


def answers_in(request: HttpRequest, sign_up: SignUp, names: tuple[str, ...]) -> QueryDict:
    """What was sent, with the stored value for every field that is locked (Y2)."""
    data = request.POST.copy()
    for name in names:
        if not sign_ups.is_open(sign_up, name):
            data[name] = sign_up.data.get(name, "")
            data[f"{name}_typed"] = ""
    return data


def version_in(request: HttpRequest) -> int:
    """The version the page was made from; 0, which is never stored, when it is missing."""
    return whole_number(request.POST.get("version", ""), COUNTER_DIGITS) or 0


def save(
    request: HttpRequest, sign_up: SignUp, form: PortalForm, names: tuple[str, ...]
) -> tuple[SignUp, list[Conflict]]:
    """Store the open fields of a step; conflicts when another window was quicker."""
    open_names = tuple(name for name in names if sign_ups.is_open(sign_up, name))
    answers = {**typed_in(form, open_names), **_understood(form, open_names)}
    try:
        saved = signing_up.save_answers(sign_up, answers, version=version_in(request))
    except signing_up.StaleSignUp as stale:
        return stale.latest, _conflicts(form, stale.latest, answers)
    return saved, []


def keep_picture(sign_up: SignUp, form: UploadForm, kind: DocumentKind) -> Document | None:
    """The uploaded picture, checked and stored; None with the reason in the form."""
    if not form.is_valid():
        return None
    try:
        return store_upload(
            form.cleaned_data[form.picture],
            kind=kind,
            token=sign_up.token,
            actor=signing_up.applicant_of(sign_up),
        )
    except UploadRefused as refused:
        form.add_error(form.picture, refused.message)
        return None


def _understood(form: PortalForm, names: tuple[str, ...]) -> dict[str, str]:
    """What is right already, in its stored form: a school found by name, a date as ISO."""
    form.is_valid()
    return {name: value for name, value in as_text(form).items() if name in names and value}


def _conflicts(form: PortalForm, latest: SignUp, answers: dict[str, str]) -> list[Conflict]:
    return [
        Conflict(str(form.fields[name].label), latest.data.get(name, "") or "（空）")
        for name, value in answers.items()
        if name in form.fields and latest.data.get(name, "") != value
    ]
