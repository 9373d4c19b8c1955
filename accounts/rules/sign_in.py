"""Pure rules of signing in."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from identity.enums import IdKind
from identity.rules import check_mobile, normalise_id_number, normalise_mobile
from portal.crypto.cipher import lookup_hash

EXCUSE = timedelta(minutes=5)
SECOND_FACTOR_WAIT = timedelta(minutes=10)
RECOVERY_WAIT = timedelta(minutes=30)
_LIKE_A_NUMBER = re.compile(r"[A-Z]?\d{8,}.{0,3}", re.ASCII)


def identifier_hash(identifier: str) -> str:
    """A name for what was typed that does not tell it."""
    return lookup_hash(identifier.strip().upper(), "accounts.sign_in")


def canonical(identifier: str) -> str:
    """One spelling for all that would lead to the same account, if there were one.

    Wrong passwords for a number nobody has are counted by it: were "138 0000 ..." counted apart
    from "1380000...", the count would tell which numbers are known.
    """
    mobile = normalise_mobile(identifier)
    if not check_mobile(mobile):
        return mobile
    number = min((normalise_id_number(kind, identifier) for kind in IdKind.values), key=len)
    return number if _LIKE_A_NUMBER.fullmatch(number) else identifier.strip().lower()


def excuse(identifier: str, at: datetime) -> dict[str, str]:
    """Kept in the session when a puzzle was solved for this identifier."""
    return {"for": identifier_hash(identifier), "until": (at + EXCUSE).isoformat()}


def excuse_for(identifier: str, kept: Mapping[str, str], at: datetime) -> bool:
    """Whether the puzzle just solved was for this identifier. The lock bounds its worth."""
    same = kept["for"] == identifier_hash(identifier)
    return same and at < datetime.fromisoformat(kept["until"])


def still_waiting(since: datetime, at: datetime, wait: timedelta) -> bool:
    """Whether what was begun at `since` may still be gone on with."""
    return at - since < wait


def is_idle(seen: datetime, at: datetime, minutes: int) -> bool:
    """Whether a staff session has been left alone for too long."""
    return at - seen >= timedelta(minutes=minutes)


def wrong_password_text(tries_left: int, lock_minutes: int) -> str:
    """What the page says after a wrong password (A7: it warns before the last try)."""
    if tries_left == 1:
        return f"账号或密码不正确。再输错 1 次将锁定 {lock_minutes} 分钟。"
    return f"账号或密码不正确，还可以再试 {tries_left} 次。"
