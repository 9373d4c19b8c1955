import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand

from portal.jobs.scheduling import run_until


class Command(BaseCommand):
    help = "Start periodic jobs and mend lost ones, until SIGTERM or Ctrl-C."

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        self.stdout.write("scheduler: running")
        run_until(stop)
        self.stdout.write("scheduler: stopped")
