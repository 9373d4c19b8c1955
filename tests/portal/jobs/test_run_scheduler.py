"""The scheduler as a process of its own."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from portal.jobs import registry
from portal.jobs.models import Job
from tests.infrastructure.databases import database_url
from tests.infrastructure.workers import wait_for


@pytest.fixture
def start_scheduler(transactional_db: None, var_dir: Path) -> Iterator[Any]:
    started: list[subprocess.Popen[bytes]] = []
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "DATABASE_URL": database_url(),
        "PORTAL_VAR": str(var_dir),
        "JOBS_TICK_SECONDS": "30",
    }
    env.pop("PYTEST_XDIST_WORKER", None)

    def start() -> subprocess.Popen[bytes]:
        command = [sys.executable, "manage.py", "run_scheduler"]
        process = subprocess.Popen(
            command, cwd=settings.BASE_DIR, env=env, stdout=subprocess.PIPE, start_new_session=True
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def test_two_schedulers_at_once_and_a_clean_end(start_scheduler: Any) -> None:
    processes = [start_scheduler(), start_scheduler()]
    kinds = sorted(period.kind for period in registry.periods())
    wait_for(lambda: Job.objects.count() >= len(kinds))
    for process in processes:
        assert process.stdout.readline() == b"scheduler: running\n"
    processes[0].send_signal(signal.SIGTERM)
    processes[1].send_signal(signal.SIGINT)
    # A tick lasts 30 s: an end before that means that the sleep was interrupted.
    assert [process.wait(20) for process in processes] == [0, 0]
    assert [process.stdout.readline() for process in processes] == [b"scheduler: stopped\n"] * 2
    assert sorted(Job.objects.values_list("kind", flat=True)) == kinds
