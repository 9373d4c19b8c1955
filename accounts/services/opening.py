"""What an approved sign-up becomes: a person, an account, an employment."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from accounts.models import SignUp, User
from accounts.queries import sign_up as sign_ups
from accounts.rules.profile import EDITABLE_FIELDS
from identity.enums import IdKind
from identity.errors import Refused
from identity.models import Person
from identity.queries import current_employment, person_by_number
from identity.services import create_person, employ, update_person
from portal.approvals.errors import NotAllowed
from portal.approvals.services import link_person
from portal.approvals.workspace import Applied
from portal.clock import now
from portal.documents.enums import DocumentKind
from portal.documents.queries import held_by_token
from portal.documents.services import end_of_use, hand_over

# The day of graduation is typed too, but is no text.
_TEXTS = ("ethnicity", *(name for name in EDITABLE_FIELDS if name != "graduated_on"))


@transaction.atomic
def open_account(applied: Applied) -> None:
    """Inside the approval: a person known before keeps their record, brought up to date."""
    sign_up = sign_ups.by_subject(applied.case.subject)
    if applied.actor is None:
        raise ValueError("an approval has somebody who approves")
    by = applied.actor.by
    try:
        person = _person(sign_up, by)
        _employ(sign_up, person, by)
    except Refused as refused:
        raise NotAllowed(refused.message) from refused
    link_person(applied.case, person)
    user = sign_up.user or _user(sign_up, person)
    if not user.is_active:
        user.is_active = True
        user.save(update_fields=["is_active"])
    sign_up.user = user
    sign_up.save(update_fields=["user"])
    _end_of_use(sign_up)
    hand_over(sign_up.token, user, actor=by)


def _end_of_use(sign_up: SignUp) -> None:
    """Of every picture, replaced ones too; a portrait that nobody chose goes as a draft does."""
    pictures = held_by_token(sign_up.token)
    used = pictures.exclude(~Q(pk=sign_up.photo), kind=DocumentKind.PORTRAIT)
    end_of_use(used.values_list("pk", flat=True))


def _person(sign_up: SignUp, by: Any) -> Person:
    values: dict[str, Any] = {name: sign_up.data.get(name, "") for name in _TEXTS}
    values |= {
        "graduated_on": date.fromisoformat(sign_up.data["graduated_on"]),
        "mobile": sign_up.mobile,
        "photo": sign_up.photo,
    }
    known = person_by_number(IdKind.RESIDENT, sign_up.id_number)
    if known is not None:
        return update_person(known, values, version=None, actor=by)
    name = sign_up.data["name"]
    return create_person(
        id_kind=IdKind.RESIDENT, id_number=sign_up.id_number, name=name, actor=by, **values
    )


def _employ(sign_up: SignUp, person: Person, by: Any) -> None:
    """Where a known person works already is changed by transfer only (A11)."""
    if sign_up.unit is None or current_employment(person) is not None:
        return
    in_section = sign_up.data["in_vocational_section"] == "yes"
    employ(person, sign_up.unit, in_vocational_section=in_section, actor=by)


def _user(sign_up: SignUp, person: Person) -> User:
    if hasattr(person, "user"):
        raise NotAllowed("这个公民身份号码已经有账号，不能再通过一份注册。")
    if sign_ups.mobile_has_account(sign_up.mobile):
        raise NotAllowed("注册的手机号已被另一个账号使用，请退回并请申请人换一个手机号注册。")
    user = User(
        username=f"p{person.pk}",
        person=person,
        display_name=person.name,
        mobile=sign_up.mobile,
        password=sign_up.password,
        created_at=now(),
    )
    user.save()
    return user


@transaction.atomic
def close_account(applied: Applied) -> None:
    """The approval was a mistake and is undone (Y4): the account cannot sign in any more."""
    sign_up = sign_ups.by_subject(applied.case.subject)
    if sign_up.user is not None:
        sign_up.user.is_active = False
        sign_up.user.save(update_fields=["is_active"])
