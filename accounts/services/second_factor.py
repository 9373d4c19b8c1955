"""Staff confirm each sign-in with an SMS code (A14, GB/T 22239 level 3)."""

from datetime import datetime

from django.http import HttpRequest

from accounts.models import User
from accounts.queries import accounts as people
from accounts.rules.sign_in import still_waiting
from accounts.services import session
from portal.clock import now
from portal.messaging.enums import CodePurpose
from portal.messaging.services import CodeResult, check_code

_WAITING = "second_factor_waiting"
_PROVED = "mobile_proved"


def wait_for(request: HttpRequest, user: User) -> None:
    """The password was right: remember whose code is awaited, under a new session key."""
    request.session.cycle_key()
    request.session[_WAITING] = _note(user)


def waiting_user(request: HttpRequest) -> User | None:
    """Who may give a code now: after the password, or signed in without a code so far."""
    if isinstance(request.user, User):
        return request.user
    return _noted(request, _WAITING)


def confirm(request: HttpRequest, user: User, code: str) -> CodeResult:
    """Try the code; the right one completes the sign-in."""
    result = check_code(user.mobile, CodePurpose.SECOND_FACTOR, code)
    if result.ok:
        complete(request, user)
    return result


def complete(request: HttpRequest, user: User) -> None:
    for key in (_WAITING, _PROVED):
        request.session.pop(key, None)
    session.begin(request, user, way="password+code", second_factor=True)


def note_proof(request: HttpRequest, user: User) -> None:
    """A code to the user's mobile was right before the password: it is not asked for twice."""
    request.session[_PROVED] = _note(user)


def is_proved(request: HttpRequest, user: User) -> bool:
    return _noted(request, _PROVED) == user


def _note(user: User) -> dict[str, object]:
    # The hash ends the wait when the password changes meanwhile.
    return {"user": user.pk, "hash": user.get_session_auth_hash(), "since": now().isoformat()}


def _noted(request: HttpRequest, key: str) -> User | None:
    note = request.session.get(key)
    if not note or not still_waiting(datetime.fromisoformat(note["since"]), now()):
        return None
    user = people.active_user(note["user"])
    if user is None or user.get_session_auth_hash() != note["hash"]:
        return None
    return user
