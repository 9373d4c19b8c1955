"""`./dev shots`, for maintainers: docs/screenshots anew, from a portal of its own."""

import os
import signal
import subprocess
import sys
import tempfile
import time

from deploy.console import Stop, say
from deploy.environment import prepare
from deploy.packages import TEST, install_packages
from deploy.paths import PYTHON, ROOT
from deploy.ports import free_port
from deploy.running import Announcer
from deploy.stages import made_at_set_up

START_SECONDS = 600.0


def shots() -> int:
    install_packages(TEST)
    prepare("main", "dev")
    address = f"127.0.0.1:{free_port()}"
    with tempfile.TemporaryDirectory(prefix="portal-shots-") as folder:
        env = {
            **os.environ,
            "PORTAL_VAR": folder,
            "PORTAL_ADDR": address,
            **made_at_set_up(),
            "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        }
        portal = subprocess.Popen([sys.executable, ROOT / "dev", "run"], cwd=ROOT, env=env)
        try:
            wait_until_ready(portal, address)
            command = [str(PYTHON), "-m", "tests.screenshots", f"http://{address}"]
            return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode
        finally:
            portal.send_signal(signal.SIGTERM)
            portal.wait()


def wait_until_ready(portal: "subprocess.Popen[bytes]", address: str) -> None:
    asker = Announcer(address, "")
    deadline = time.monotonic() + START_SECONDS
    while asker.ask() != "ready":
        if portal.poll() is not None or time.monotonic() > deadline:
            raise Stop("The portal for the pictures did not start.")
        time.sleep(0.5)
    say("Taking the pictures")
