"""The outside systems' doubles, in this process, on free ports."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import stamina

from portal.connectors.simulator.running import Simulators
from portal.connectors.simulator.web import Routes, SimulatorServer


@pytest.fixture
def quick_retries() -> Iterator[None]:
    """Calls are repeated as often as always, without waiting."""
    with stamina.set_testing(True, attempts=2, cap=True):
        yield


@pytest.fixture
def simulators(quick_retries: None, var_dir: Path, settings: Any) -> Iterator[Simulators]:
    """Running simulators that every client of the test reaches."""
    running = Simulators(var_dir / "simulators", port=0, smtp_port=0, receipt_after=3, late=30)
    with running:
        point_to(settings, running.url, running.smtp_port)
        yield running


@pytest.fixture
def nobody_answers(quick_retries: None, settings: Any, free_tcp_port: int) -> None:
    """Every outside system is down."""
    point_to(settings, f"http://127.0.0.1:{free_tcp_port}", free_tcp_port)


def point_to(settings: Any, url: str, smtp_port: int) -> None:
    settings.SIMULATOR_URL = url
    settings.SMS_GATEWAY_URL = f"{url}/sms"
    settings.REAL_NAME_URL = f"{url}/real-name"
    settings.TEACHER_CERTIFICATES_URL = f"{url}/teacher-certificates"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", smtp_port
    settings.READ_TIMEOUT = 5.0


@contextmanager
def serving(routes: Routes) -> Iterator[str]:
    """An outside system that answers as a test says; the URL of its root."""
    server = SimulatorServer(0, routes)
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
