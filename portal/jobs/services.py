"""Asking for background work, and calling it off."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from portal.clock import now
from portal.jobs import registry
from portal.jobs.enums import OPEN_STATES, JobState
from portal.jobs.models import Job
from portal.jobs.queries import SESSION_TOKENS
from portal.jobs.wakeups import wake_after_commit, wake_delay

if TYPE_CHECKING:
    from accounts.models import User

_KEPT_TOKENS = 50
_SCHEDULED = "scheduled"


def enqueue(
    kind: str,
    payload: Mapping[str, Any],
    *,
    owner: "User | None" = None,
    key: str = "",
    queue: str = "",
    next_url: str = "",
) -> Job:
    """A queued job in the caller's transaction; the wake-up goes after commit.

    A non-empty `key` is unique among a kind's open jobs: the open one is returned, and it may
    already be running. `queue` defaults to the kind's. `next_url` is a local path the progress
    fragment leads to at the end; ValueError for anything else.
    """
    registered = registry.find(kind)
    _refuse_foreign(next_url)
    values = {
        "kind": kind,
        "payload": dict(payload),
        "owner": owner,
        "key": key,
        "queue": queue or registered.queue,
        "next_url": next_url,
    }
    return _keyed(values) if key else _create(values)


def enqueue_slot(kind: str, slot: str) -> Job | None:
    """The scheduler's job of one period.

    None when another scheduler was first, or while the job of an earlier period is still open.
    """
    values = {"kind": kind, "queue": registry.find(kind).queue, "slot": slot, "key": _SCHEDULED}
    earlier = Q(kind=kind, key=_SCHEDULED, state__in=OPEN_STATES)
    if Job.objects.filter(Q(slot=slot) | earlier).exists():
        return None
    try:
        with transaction.atomic():
            return _create(values)
    except IntegrityError:
        return None


def cancel(job_id: UUID | str) -> bool:
    """Call off an open job; a running handler learns it at its next progress."""
    changed = Job.objects.filter(pk=job_id, state__in=OPEN_STATES).update(
        state=JobState.CANCELLED, finished_at=now()
    )
    return bool(changed)


def give_to_session(request: HttpRequest, job: Job) -> None:
    """Let this anonymous visitor see the job's progress."""
    tokens = [token for token in request.session.get(SESSION_TOKENS, []) if token != job.token]
    request.session[SESSION_TOKENS] = [*tokens, job.token][-_KEPT_TOKENS:]


def _keyed(values: dict[str, Any]) -> Job:
    same = Job.objects.filter(kind=values["kind"], key=values["key"], state__in=OPEN_STATES)
    while True:
        if found := same.first():
            return found
        try:
            with transaction.atomic():
                return _create(values)
        except IntegrityError:
            # Another transaction has just opened it; it may also have closed it by now.
            continue


def _create(values: dict[str, Any]) -> Job:
    at = now()
    job = Job.objects.create(**values, created_at=at, not_before=at, wake_at=at + wake_delay(0))
    wake_after_commit(job)
    return job


def _refuse_foreign(next_url: str) -> None:
    if not next_url:
        return
    if not next_url.startswith("/") or not url_has_allowed_host_and_scheme(next_url, None):
        raise ValueError("next_url must be a path of this portal")
