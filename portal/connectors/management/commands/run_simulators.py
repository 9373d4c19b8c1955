"""The outside systems' doubles: SMS gateway, real-name check, certificates, mail server."""

import signal
from threading import Event
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from portal.connectors.simulator.running import Simulators


class Command(BaseCommand):
    help = "Runs the simulators of the outside systems until it is told to stop."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        stop = Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        with Simulators(
            settings.SIMULATOR_DIR,
            port=settings.SIMULATOR_PORT,
            smtp_port=settings.SIMULATOR_SMTP_PORT,
        ) as simulators:
            self.stdout.write(f"simulators at {simulators.url}, mail {simulators.smtp_port}")
            self.stdout.flush()
            stop.wait()
