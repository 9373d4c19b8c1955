"""A throw-away Redis for the tests: nothing on disk, loopback only."""

import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager

from deploy.console import Stop
from deploy.ports import answers, free_port

START_SECONDS = 10.0


@contextmanager
def temporary_redis() -> Iterator[str]:
    """The URL of a new Redis server, gone at the end."""
    program = shutil.which("redis-server")
    if program is None:
        raise Stop("No redis-server on this machine.")
    with tempfile.TemporaryDirectory(prefix="portal-redis-") as folder:
        port = free_port()
        flags = f"--port {port} --bind 127.0.0.1 --appendonly no --databases 64".split()
        server = subprocess.Popen(
            [program, *flags, "--save", "", "--dir", folder],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            wait_until_up(server, port)
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            server.terminate()
            server.wait()


def wait_until_up(server: "subprocess.Popen[bytes]", port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not answers("127.0.0.1", port):
        if server.poll() is not None or time.monotonic() > deadline:
            raise Stop("redis-server did not start.")
        time.sleep(0.05)
