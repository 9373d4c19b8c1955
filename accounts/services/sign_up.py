"""Signing up: begun with a mobile number, saved as it is filled, sent for review, sent again."""

from collections.abc import Mapping

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import F

from accounts.models import SignUp
from accounts.queries import sign_up as sign_ups
from identity.enums import IdKind
from identity.rules import normalise_id_number
from portal.audit.services import ApplicantActor, record
from portal.clock import now
from portal.organisations.models import Body
from portal.web.numbers import whole_number


class StaleSignUp(Exception):
    """Another window or device saved meanwhile; `latest` is what it saved."""

    def __init__(self, latest: SignUp) -> None:
        super().__init__("sign-up changed meanwhile")
        self.latest = latest


def applicant_of(sign_up: SignUp) -> ApplicantActor:
    """The applicant as audit and approvals know them before they have an account."""
    return ApplicantActor(str(sign_up.token), sign_up.data.get("name") or "未填写姓名")


@transaction.atomic
def begin(mobile: str, password: str) -> SignUp:
    """Step 1, after the SMS code was right: a new sign-up, or the unfinished one of this number.

    A sign-up gone on with takes the password typed now: the code proved whose it is.
    """
    sign_up = sign_ups.unfinished_by_mobile(mobile)
    if sign_up is None:
        sign_up = SignUp(mobile=mobile, created_at=now())
    sign_up.password = make_password(password)
    sign_up.saved_at = now()
    # Only these: another window may have saved answers since the row was read.
    sign_up.save(update_fields=["password", "saved_at"] if sign_up.pk else None)
    record(
        "accounts.sign_up.begin",
        actor=applicant_of(sign_up),
        subject=f"accounts.signup:{sign_up.pk}",
    )
    return sign_up


@transaction.atomic
def save_answers(sign_up: SignUp, answers: Mapping[str, str], *, version: int) -> SignUp:
    """Keep what was typed, right or wrong, so that nothing is lost (X1).

    Raises StaleSignUp when `version` is no longer the stored one.
    """
    rows = SignUp.objects.select_for_update(of=("self",)).select_related("case", "unit")
    latest = rows.get(pk=sign_up.pk)
    if latest.version != version:
        raise StaleSignUp(latest)
    latest.data = {**latest.data, **answers}
    latest.id_number = normalise_id_number(IdKind.RESIDENT, latest.data.get("id_number", ""))
    latest.unit = chosen_unit(latest.data.get("unit", ""))
    return _store(latest)


def chosen_unit(value: str) -> Body | None:
    """The open body with this key; a key is only text until it is found."""
    return Body.objects.filter(pk=whole_number(value) or 0, is_open=True).first()


def _store(sign_up: SignUp) -> SignUp:
    # The row lock does nothing on SQLite: the version in the WHERE clause decides there.
    stored = SignUp.objects.filter(pk=sign_up.pk, version=sign_up.version).update(
        version=F("version") + 1
    )
    if not stored:
        raise StaleSignUp(SignUp.objects.select_related("case", "unit").get(pk=sign_up.pk))
    sign_up.version += 1
    sign_up.saved_at = now()
    sign_up.save()
    return sign_up


@transaction.atomic
def consent_to_camera(sign_up: SignUp) -> None:
    """Record the separate consent to processing the card's picture (PIPL art. 29)."""
    if sign_up.consented_at is None:
        sign_up.consented_at = now()
        sign_up.save(update_fields=["consented_at"])
        record(
            "accounts.sign_up.consent",
            actor=applicant_of(sign_up),
            subject=f"accounts.signup:{sign_up.pk}",
        )
