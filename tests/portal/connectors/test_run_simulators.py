"""`manage.py run_simulators` as the supervisor runs it."""

import os
import signal
import subprocess
import sys

import httpx
import pytest
from django.conf import settings

from tests.infrastructure.workers import wait_for


@pytest.fixture
def simulators_process(var_dir, free_tcp_port_factory):
    ports = free_tcp_port_factory(), free_tcp_port_factory()
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "PORTAL_VAR": str(var_dir),
        "SIMULATOR_PORT": str(ports[0]),
        "SIMULATOR_SMTP_PORT": str(ports[1]),
    }
    command = [sys.executable, "manage.py", "run_simulators"]
    process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=env, stdout=subprocess.PIPE)
    yield process, f"http://127.0.0.1:{ports[0]}"
    process.kill()
    process.wait()
    process.stdout.close()


def is_up(url):
    try:
        return httpx.get(f"{url}/healthz").json()["ok"]
    except httpx.TransportError:
        return False


def test_it_answers_and_ends_when_told_to(simulators_process, var_dir):
    process, url = simulators_process
    wait_for(lambda: is_up(url) or process.poll() is not None)
    assert "模拟器正在运行" in httpx.get(url).text
    assert httpx.get(f"{url}/nothing").status_code == 404
    assert (var_dir / "simulators").is_dir()
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0
