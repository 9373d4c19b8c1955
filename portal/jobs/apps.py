from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    name = "portal.jobs"
    label = "jobs"

    def ready(self) -> None:
        import_module("portal.jobs.checks")
        import_module("portal.jobs.worker")
        # The web process sends wake-ups too, so it needs the broker and every kind.
        import_module("portal.celery")
        autodiscover_modules("tasks")
        from portal.jobs.health import queue
        from portal.web.health import readiness

        readiness.add("queue", queue)
