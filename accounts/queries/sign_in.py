"""Whose account an ID number, a mobile number or a user name belongs to."""

from dataclasses import dataclass

from django.contrib.auth.hashers import check_password, make_password

from accounts.models import SignUp, User
from accounts.rules.sign_in import canonical, identifier_hash
from identity.enums import IdKind
from identity.models import Person
from identity.rules import check_mobile, normalise_id_number, normalise_mobile
from portal.crypto.fields import hashes_for


@dataclass(frozen=True)
class Door:
    """What stands behind an identifier; without user and sign-up, nobody is known by it.

    Wrong passwords are counted by `key`, which does not hold the identifier.
    """

    key: str
    user: User | None = None
    sign_up: SignUp | None = None

    def opens(self, password: str) -> bool:
        """Whether the password is right. One hash is computed whoever it is, or nobody."""
        if self.user is not None and self.user.has_usable_password():
            return check_password(password, self.user.password)
        if self.user is None and self.sign_up is not None and self.sign_up.password:
            return check_password(password, self.sign_up.password)
        make_password(password)
        return False


def door_of(identifier: str) -> Door:
    """The account, else the newest sign-up without one, else a door that never opens."""
    typed = identifier.strip()
    user = user_by_identifier(typed)
    if user is not None:
        return Door(lock_key(user), user=user)
    sign_up = _sign_up_by_identifier(typed)
    if sign_up is not None:
        return Door(f"sign-up:{sign_up.pk}", sign_up=sign_up)
    return Door(f"nobody:{identifier_hash(canonical(typed))}")


def lock_key(user: User) -> str:
    return str(user.pk)


def user_by_identifier(typed: str) -> User | None:
    """By mobile number, by ID number of any kind, or by user name."""
    return user_by_mobile(typed) or _user_by_id_number(typed) or _user_by_name(typed)


def user_by_mobile(typed: str) -> User | None:
    mobile = normalise_mobile(typed)
    if check_mobile(mobile):
        return None
    return User.objects.filter(mobile_hash__in=hashes_for(User, "mobile_hash", mobile)).first()


def _user_by_id_number(typed: str) -> User | None:
    numbers = {normalise_id_number(kind, typed) for kind in IdKind.values}
    hashes = [h for number in numbers for h in hashes_for(Person, "id_number_hash", number)]
    return User.objects.filter(person__id_number_hash__in=hashes).order_by("pk").first()


def _user_by_name(typed: str) -> User | None:
    # User names are lower-case; whoever types capitals means the same.
    return User.objects.filter(username__in={typed, typed.lower()}).order_by("pk").first()


def _sign_up_by_identifier(typed: str) -> SignUp | None:
    waiting = SignUp.objects.filter(user=None).order_by("-created_at")
    mobile = normalise_mobile(typed)
    if not check_mobile(mobile):
        return waiting.filter(mobile_hash__in=hashes_for(SignUp, "mobile_hash", mobile)).first()
    number = normalise_id_number(IdKind.RESIDENT, typed)
    return waiting.filter(id_number_hash__in=hashes_for(SignUp, "id_number_hash", number)).first()


def sign_up_by_mobile(mobile: str) -> SignUp | None:
    """The newest sign-up of this number that has no account yet."""
    return _sign_up_by_identifier(mobile)
