"""What people change about their own account: data, password, mobile number, name, type size."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest

from accounts.account_notices import tell
from accounts.models import User
from accounts.queries.sign_in import lock_key
from accounts.services import lock
from accounts.services.recording import note, subject_of
from identity.models import Person
from identity.queries import current_employment
from identity.services import complete_person, set_vocational_section, update_person
from portal.crypto.fields import hashes_for
from portal.messaging.services import Contact


class MobileTaken(Exception):
    """Another account has this number."""


@transaction.atomic
def update_profile(
    user: User, person: Person, changes: Mapping[str, Any], *, version: int, request: HttpRequest
) -> None:
    """修改信息. Raises `identity.errors.Stale` when the data changed since the page was opened."""
    fields = dict(changes)
    section = fields.pop("in_vocational_section", None)
    update_person(person, fields, version=version, actor=user, request=request)
    employment = current_employment(person)
    if section is not None and employment is not None:
        set_vocational_section(employment, section == "yes", actor=user, request=request)


@transaction.atomic
def complete_identity(
    user: User, person: Person, values: Mapping[str, Any], *, request: HttpRequest
) -> None:
    """The missing identity fields (A9)."""
    complete_person(person, **values, actor=user, request=request)


def password_is(user: User, typed: str) -> lock.LockState | None:
    """None when the typed password is the user's; else what is left of the tries.

    Counted like a wrong password at sign-in, so that an open session is no way to guess it.
    """
    key = lock_key(user)
    state = lock.state_of(key)
    if state.locked:
        return state
    if user.check_password(typed):
        lock.lift(key)
        return None
    return lock.count_failure(key)


@transaction.atomic
def set_password(user: User, password: str, *, way: str, request: HttpRequest) -> None:
    """A new password: every other session ends, because its key is derived from the password."""
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    lock.lift(lock_key(user))
    note("accounts.password", user, actor=user, request=request, detail={"way": way})
    tell(user, "accounts.password", {"name": user.display_name})


@transaction.atomic
def change_mobile(user: User, mobile: str, *, way: str, actor: User, request: HttpRequest) -> None:
    """A proven new number for account and person; the old one is told. Raises MobileTaken."""
    before = Contact(mobile=user.mobile)
    _store_mobile(user, mobile)
    if user.person is not None:
        update_person(user.person, {"mobile": mobile}, version=None, actor=actor, request=request)
    note("accounts.mobile", user, actor=actor, request=request, detail={"way": way})
    _tell_both(user, before)


def _store_mobile(user: User, mobile: str) -> None:
    """Looked for under every key first: the constraint knows only the hash of one."""
    hashes = hashes_for(User, "mobile_hash", mobile)
    if User.objects.filter(mobile_hash__in=hashes).exclude(pk=user.pk).exists():
        raise MobileTaken
    user.mobile = mobile
    try:
        with transaction.atomic():
            user.save(update_fields=["mobile", "mobile_hash"])
    except IntegrityError as error:
        raise MobileTaken from error


def _tell_both(user: User, before: Contact) -> None:
    context = {"name": user.display_name}
    tell(user, "accounts.mobile", context)
    if before.mobile:
        tell(before, "accounts.mobile_gone", context, subject=subject_of(user))


@transaction.atomic
def set_display_name(user: User, name: str) -> None:
    """After the person was renamed."""
    user.display_name = name
    user.save(update_fields=["display_name"])


def set_large_type(user: User, on: bool) -> None:
    """大字版 for this account, on every device."""
    if user.large_type != on:
        user.large_type = on
        user.save(update_fields=["large_type"])
