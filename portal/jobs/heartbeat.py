"""A thread that says the work goes on while a handler is busy."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import DatabaseError, connection

from portal.jobs.claims import beat
from portal.jobs.models import Job

logger = logging.getLogger(__name__)


@contextmanager
def beating(job: Job) -> Iterator[None]:
    """Within the block the row's heartbeat is kept fresh."""
    stop = threading.Event()
    thread = threading.Thread(target=_beat_until, args=(job, stop), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _beat_until(job: Job, stop: threading.Event) -> None:
    try:
        while not stop.wait(settings.JOBS_HEARTBEAT_SECONDS):
            try:
                if not beat(job):
                    return
            except DatabaseError as error:
                # SQLite while the handler writes, or a database that restarts: beat again later.
                logger.warning("job %s: heartbeat missed (%s)", job.pk, type(error).__name__)
                connection.close()
    finally:
        connection.close()
