"""Sending a sign-up for review, taking it back, sending it again."""

from collections.abc import Mapping

from django.db import transaction

from accounts.flows import SIGN_UP
from accounts.models import SignUp
from accounts.notices import tell_reviewers
from accounts.queries import sign_up as sign_ups
from accounts.services.photo import keep_portrait
from accounts.services.sign_up import StaleSignUp, applicant_of, chosen_unit
from portal.approvals import services as approvals
from portal.approvals.errors import Duplicate
from portal.approvals.models import Case
from portal.clock import now


def subject_of(sign_up: SignUp) -> str:
    return f"accounts.signup:{sign_up.pk}"


def acting(sign_up: SignUp) -> approvals.Actor:
    """The applicant, who has proved by an SMS code that this sign-up is theirs."""
    return approvals.applicant_without_account(applicant_of(sign_up), subject_of(sign_up))


@transaction.atomic
def submit(sign_up: SignUp, answers: Mapping[str, str], *, version: int) -> Case:
    """Send the sign-up with these checked answers; a second click gets the same case.

    StaleSignUp when it was changed meanwhile; Duplicate when the number already has an account or
    another open sign-up.
    """
    latest = SignUp.objects.select_for_update(of=("self",)).get(pk=sign_up.pk)
    if latest.case is not None and not sign_ups.may_be_edited(latest):
        return latest.case
    if latest.version != version:
        raise StaleSignUp(latest)
    if sign_ups.number_has_account(answers["id_number"]):
        raise Duplicate("这个公民身份号码已经有账号，请直接登录；忘记密码可以找回。")
    latest.data = {**latest.data, **answers}
    latest.submitted_before, latest.submitted = latest.submitted, latest.data
    latest.id_number = answers["id_number"]
    latest.unit = chosen_unit(answers["unit"])
    latest.photo = keep_portrait(latest)
    latest.version, latest.saved_at = version + 1, now()
    latest.case = _resubmit(latest) if latest.case else _open(latest)
    latest.save()
    tell_reviewers(latest)
    return latest.case


def _open(sign_up: SignUp) -> Case:
    return approvals.open_case(
        SIGN_UP,
        subject=subject_of(sign_up),
        name=sign_up.data["name"],
        id_number=sign_up.id_number,
        unit=sign_up.unit,
        actor=acting(sign_up),
    )


def _resubmit(sign_up: SignUp) -> Case:
    case = sign_up.case
    if case is None:
        raise ValueError("nothing was submitted before")
    changes = {
        "name": sign_up.data["name"],
        "id_number": sign_up.id_number,
        "unit": sign_up.unit,
    }
    actor = acting(sign_up)
    revised = approvals.revise(case.pk, actor, version=case.version, changes=changes)
    approvals.apply(case.pk, "resubmit", actor, version=revised.version)
    case.refresh_from_db()
    return case


@transaction.atomic
def recall(sign_up: SignUp) -> None:
    """Take a sign-up back before it was reviewed, to correct it. NotAllowed, Stale."""
    if sign_up.case is None:
        raise ValueError("nothing was submitted")
    approvals.apply(sign_up.case.pk, "recall", acting(sign_up), version=sign_up.case.version)
