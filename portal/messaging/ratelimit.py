"""Limits that hold under concurrency: each take is one conditional UPDATE of one row.

A window begins with its first use, so "1 in 60 s" means sixty seconds apart.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F

from portal.clock import now
from portal.crypto.cipher import lookup_hash
from portal.messaging.models import Allowance


@dataclass(frozen=True)
class Limit:
    """At most `count` uses of `name` by one subject within `seconds`."""

    name: str
    count: int
    seconds: int


@dataclass(frozen=True)
class Refusal:
    """The limit that is used up, and when its window ends."""

    limit: Limit
    until: datetime


def take(*wanted: tuple[Limit, str]) -> Refusal | None:
    """Take one use of every (limit, subject), or of none: the first refusal is returned.

    Call it outside long transactions. Subjects are stored hashed. Name the rarest subject first
    (number, address, everybody): one order for all callers cannot deadlock.
    """
    try:
        with transaction.atomic():
            for limit, subject in wanted:
                _take_one(limit, subject)
    except _Refused as refused:
        return refused.refusal
    return None


def left(limit: Limit, subject: str) -> int:
    """Uses left in the running window."""
    row = Allowance.objects.filter(key=_key(limit, subject), ends_at__gt=now()).first()
    return max(0, limit.count - row.count) if row else limit.count


def delete_ended() -> int:
    """Windows that ended a day ago or earlier."""
    border = now() - timedelta(days=1)
    return Allowance.objects.filter(ends_at__lt=border).delete()[0]


class _Refused(Exception):
    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal


def _take_one(limit: Limit, subject: str) -> None:
    key = _key(limit, subject)
    if not (_begin_anew(key, limit) or _count_up(key, limit) or _begin(key, limit)):
        # Another request began the window since the look above.
        _count_up_or_refuse(key, limit)


def _count_up_or_refuse(key: str, limit: Limit) -> None:
    if not _count_up(key, limit):
        until = Allowance.objects.get(key=key).ends_at
        raise _Refused(Refusal(limit, until))


def _begin_anew(key: str, limit: Limit) -> bool:
    ended = Allowance.objects.filter(key=key, ends_at__lte=now())
    return bool(ended.update(count=1, ends_at=now() + timedelta(seconds=limit.seconds)))


def _count_up(key: str, limit: Limit) -> bool:
    running = Allowance.objects.filter(key=key, ends_at__gt=now(), count__lt=limit.count)
    return bool(running.update(count=F("count") + 1))


def _begin(key: str, limit: Limit) -> bool:
    try:
        with transaction.atomic():
            ends_at = now() + timedelta(seconds=limit.seconds)
            Allowance.objects.create(key=key, count=1, ends_at=ends_at)
    except IntegrityError:
        return False
    return True


def _key(limit: Limit, subject: str) -> str:
    return f"{limit.name}:{lookup_hash(subject, 'ratelimit')}"
