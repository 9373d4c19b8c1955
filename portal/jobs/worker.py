"""What a Celery worker does at its start, before it takes work."""

import logging
from typing import Any

from celery.signals import celeryd_init, worker_ready
from django.db import DatabaseError, connection

from portal.jobs.sweeping import sweep
from portal.jobs.wakeups import make_broker_folders

logger = logging.getLogger(__name__)


def prepare_broker(**_: Any) -> None:
    make_broker_folders()


def mend_what_was_lost(**_: Any) -> None:
    """The scheduler sweeps too; this one makes a restarted worker go on at once."""
    try:
        swept = sweep()
    except DatabaseError as error:
        logger.warning("no sweep at worker start (%s)", type(error).__name__)
    else:
        logger.info("swept: %d taken back, %d woken", swept.taken_back, swept.woken)
    finally:
        connection.close()


celeryd_init.connect(prepare_broker)
worker_ready.connect(mend_what_was_lost)
