"""A real prefork Celery worker in a process of its own, on the test's database and broker."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from celery import current_app
from django.conf import settings

from tests.infrastructure.databases import database_url

START_SECONDS = 60.0
STOP_SECONDS = 20.0
QUIET = ("--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel=INFO")


class WorkerProcess:
    """One `celery worker`; `kill()` is kill -9 of it and its children, `stop()` is SIGTERM."""

    def __init__(self, queues: str, processes: int, env: dict[str, str], log: Path) -> None:
        self.log = log
        celery = (sys.executable, "-m", "celery", "--app=portal", "worker", "--pool=prefork")
        shape = (f"--queues={queues}", f"--concurrency={processes}", f"--hostname={log.stem}@test")
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                [*celery, *shape, *QUIET],
                cwd=settings.BASE_DIR,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        return self.process.pid

    def output(self) -> str:
        return self.log.read_text(errors="replace")

    def wait_until_ready(self) -> None:
        wait_for(lambda: " ready." in self.output() or self.process.poll() is not None)
        if self.process.poll() is not None:
            pytest.fail(f"The worker ended at its start:\n{self.output()}", pytrace=False)

    def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            pass
        finally:
            self.kill()


def wait_for(condition: Callable[[], Any], seconds: float = START_SECONDS) -> Any:
    """Return the condition's value once it is true; fail when the time is over."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if value := condition():
            return value
        time.sleep(0.05)
    pytest.fail(f"Not true within {seconds:g} s: {condition}", pytrace=False)


def file_broker(folder: Path) -> dict[str, Any]:
    return {
        "data_folder_in": str(folder / "queue"),
        "data_folder_out": str(folder / "queue"),
        "processed_folder": str(folder / "processed"),
        "control_folder": str(folder / "control"),
        "store_processed": False,
        "polling_interval": 0.1,
    }


@contextlib.contextmanager
def sending_to(url: str, options: dict[str, Any]) -> Iterator[None]:
    """Let this process's messages go to the worker's broker instead of the one in memory."""
    conf = current_app.conf
    before = {name: conf[name] for name in ("broker_url", "broker_transport_options")}
    conf.update(broker_url=url, broker_transport_options=options)
    current_app._after_fork()
    try:
        yield
    finally:
        conf.update(before)
        current_app._after_fork()


@pytest.fixture
def broker_url(var_dir: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """An empty broker: Redis where `./dev test` runs, else files (the embedded default)."""
    url, options = "filesystem://", file_broker(var_dir / "broker")
    if os.environ.get("REDIS_URL"):
        url, options = request.getfixturevalue("redis_url"), {}
        import redis

        with redis.Redis.from_url(url) as server:
            server.flushdb()
    else:
        for folder in ("queue", "processed", "control"):
            (var_dir / "broker" / folder).mkdir(parents=True, exist_ok=True)
    with sending_to(url, options):
        yield url


@pytest.fixture
def celery_worker_process(
    transactional_db: None, broker_url: str, var_dir: Path
) -> Iterator[Callable[..., WorkerProcess]]:
    """`celery_worker_process("default", processes=1)` starts a worker that listens."""
    var_dir.mkdir(parents=True, exist_ok=True)
    started: list[WorkerProcess] = []
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "DATABASE_URL": database_url(),
        "TEST_BROKER_URL": broker_url,
        "PORTAL_VAR": str(var_dir),
        "OCR_MODEL_DIR": str(settings.OCR_MODEL_DIR),
        "FONT_DIR": str(settings.FONT_DIR),
        "TMPDIR": str(var_dir),
    }
    # Both URLs name this test process's own databases already.
    env.pop("PYTEST_XDIST_WORKER", None)
    if "REDIS_URL" in env:
        env["REDIS_URL"] = broker_url

    def start(queues: str = "default", *, processes: int = 1) -> WorkerProcess:
        log = var_dir / f"worker{len(started) + 1}.log"
        worker = WorkerProcess(queues, processes, env, log)
        started.append(worker)
        worker.wait_until_ready()
        return worker

    yield start
    for worker in started:
        worker.stop()
