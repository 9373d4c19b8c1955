"""忘记密码: who is meant, a code or a mailed link, a new password (A10)."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

from accounts.account_notices import tell
from accounts.models import RecoveryLink, User
from accounts.queries import recovery as queries
from accounts.rules.sign_in import RECOVERY_WAIT
from accounts.services import profile
from accounts.services.awaiting import awaited, awaited_user
from accounts.services.recording import note
from portal.clock import now
from portal.crypto.cipher import lookup_hash, lookup_hashes
from portal.messaging.ratelimit import Limit, Refusal, take
from portal.web.address import network_of

# Names are not guessed; and from one address nobody uses up another person's looks.
PER_NUMBER_HERE = Limit("recover_number_here", 10, 24 * 3600)
PER_NUMBER = Limit("recover_number", 50, 24 * 3600)
PER_NETWORK = Limit("recover_network", 60, 3600)
LINKS_PER_ACCOUNT = Limit("recover_link", 3, 24 * 3600)
_SESSION_KEY = "recovery"
_SALT = "accounts.recovery"


class LinkUsed(Exception):
    """The link was used, by another window or somebody else, or has expired meanwhile."""


def take_look(id_number: str, request: HttpRequest) -> Refusal | None:
    """One more look for an account; a Refusal when there were too many."""
    network = network_of(request)
    return take(
        (PER_NUMBER_HERE, f"{id_number} {network}"),
        (PER_NUMBER, id_number),
        (PER_NETWORK, network),
    )


def begin(request: HttpRequest, user: User) -> None:
    """Kind, number and name matched: remember whose recovery this browser is at."""
    request.session.cycle_key()
    request.session[_SESSION_KEY] = {**awaited(user), "proved": ""}


def current(request: HttpRequest) -> User | None:
    """The account being recovered; None after half an hour, or once the password has changed."""
    return awaited_user(request.session.get(_SESSION_KEY), RECOVERY_WAIT)


def note_proof(request: HttpRequest, way: str) -> None:
    """`way` ("code") proved that the account is the browser's own."""
    request.session[_SESSION_KEY] = {**request.session[_SESSION_KEY], "proved": way}


def proved(request: HttpRequest) -> str:
    """How the owner was proved, or nothing."""
    kept = request.session.get(_SESSION_KEY) or {}
    return str(kept.get("proved", ""))


def new_link(user: User, request: HttpRequest) -> str:
    """The address of a page where the owner sets a new password, once."""
    secret = secrets.token_urlsafe(32)
    at = now()
    RecoveryLink.objects.create(
        user=user,
        token_hash=lookup_hash(secret, _SALT),
        created_at=at,
        expires_at=at + timedelta(hours=settings.RECOVERY_LINK_HOURS),
    )
    path = reverse("accounts:recover-link", args=[Signer(salt=_SALT).sign(secret)])
    return request.build_absolute_uri(path)


@transaction.atomic
def mail_link(user: User, *, request: HttpRequest) -> None:
    """A link to set a new password, to the address on record."""
    context = {"name": user.display_name, "url": new_link(user, request)}
    note("accounts.recovery_link", user, actor=user, request=request)
    tell(user, "accounts.recovery_link", context, channels=("email",))


def link_of(token: str) -> RecoveryLink | None:
    """The usable link behind the address; a forged one is not even looked for."""
    try:
        secret = Signer(salt=_SALT).unsign(token)
    except BadSignature:
        return None
    found = (queries.usable_link(hashed) for hashed in lookup_hashes(secret, _SALT))
    return next((link for link in found if link), None)


@transaction.atomic
def finish_by_link(link: RecoveryLink, password: str, *, request: HttpRequest) -> None:
    """Uses the link up and sets the password. Raises LinkUsed when another was quicker."""
    usable = RecoveryLink.objects.filter(pk=link.pk, used_at=None, expires_at__gt=now())
    if not usable.update(used_at=now()):
        raise LinkUsed
    _finish(link.user, password, "email", request)


@transaction.atomic
def finish_by_code(user: User, password: str, *, request: HttpRequest) -> None:
    _finish(user, password, "code", request)
    request.session.pop(_SESSION_KEY, None)


def _finish(user: User, password: str, way: str, request: HttpRequest) -> None:
    RecoveryLink.objects.filter(user=user, used_at=None).update(used_at=now())
    profile.set_password(user, password, way=f"recovery by {way}", request=request)
