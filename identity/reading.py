"""The card reader of this installation: loaded when an OCR worker starts, else at first use."""

import logging
from functools import cache
from typing import TYPE_CHECKING, Any

from celery.signals import celeryd_after_setup, worker_process_init
from django.conf import settings

if TYPE_CHECKING:
    from identity.cardreading.engine import Engine

logger = logging.getLogger(__name__)
QUEUE = "ocr"


@cache
def engine() -> "Engine":
    """One engine for each process, with the models and threads of the settings."""
    # Imported here: the models' libraries weigh too much for the web process.
    from identity.cardreading.engine import Engine

    return Engine(settings.OCR_MODEL_DIR, settings.OCR_THREADS)


def load_models(**_: Any) -> None:
    """So that the first card of a new worker takes no longer than the others."""
    try:
        engine().load()
    except (ImportError, OSError, RuntimeError):
        # Each job says so too; typing by hand goes on without the reader.
        logger.exception("the card reader's models are not loaded")


def load_in_ocr_workers(instance: Any, **_: Any) -> None:
    """Only a worker that does nothing else loads the models before it takes work."""
    if set(instance.app.amqp.queues.consume_from) == {QUEUE}:
        worker_process_init.connect(load_models)


celeryd_after_setup.connect(load_in_ocr_workers)
