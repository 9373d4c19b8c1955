"""Staff confirm each sign-in with an SMS code (A14, GB/T 22239 level 3)."""

from django.http import HttpRequest

from accounts.models import User
from accounts.rules.sign_in import SECOND_FACTOR_WAIT
from accounts.services import session
from accounts.services.awaiting import awaited, awaited_user
from portal.messaging.enums import CodePurpose
from portal.messaging.services import CodeResult, check_code

_WAITING = "second_factor_waiting"
_PROVED = "mobile_proved"


def wait_for(request: HttpRequest, user: User) -> None:
    """The password was right: remember whose code is awaited, under a new session key."""
    request.session.cycle_key()
    request.session[_WAITING] = awaited(user)


def waiting_user(request: HttpRequest) -> User | None:
    """Who may give a code now: after the password, or signed in without a code so far."""
    if isinstance(request.user, User):
        return request.user
    return awaited_user(request.session.get(_WAITING), SECOND_FACTOR_WAIT)


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
    request.session[_PROVED] = awaited(user)


def is_proved(request: HttpRequest, user: User) -> bool:
    return awaited_user(request.session.get(_PROVED), SECOND_FACTOR_WAIT) == user
