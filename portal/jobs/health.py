"""The queue's part of /readyz."""

from portal.jobs.queries import queue_health


def queue() -> str | None:
    """None while jobs are taken up in time; else how many wait, and for how long."""
    health = queue_health()
    if health.ok:
        return None
    return (
        f"{health.queued} jobs wait, the oldest for {health.oldest_wait_s:.0f} s; "
        f"{health.stale} went silent"
    )
