"""`./dev run`: set everything up, then keep the portal running."""

import fcntl
import os
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from deploy.console import Stop, run_quietly, say
from deploy.environment import prepare, tree_fingerprint
from deploy.packages import RUN, install_packages
from deploy.paths import FONTS, LOGS, MODELS, PYTHON, REQUIREMENTS, ROOT, VAR
from deploy.ports import free_port, is_taken
from deploy.programs import all_programs
from deploy.supervisor import Supervisor

DEFAULT_ADDRESS = "127.0.0.1:8000"
SIMULATOR_PORTS = {"SIMULATOR_PORT": 8090, "SIMULATOR_SMTP_PORT": 8091}
READY_SECONDS = 90.0

# Each is idempotent and quick when there is nothing to do.
DATABASE_STEPS = (
    ("Migrating the database", "migrate", "--noinput", "--verbosity=0"),
    ("Making the cache table", "createcachetable"),
    ("Loading reference data", "load_reference"),
    ("Loading the demo province", "load_demo"),
)


def split_address(text: str) -> tuple[str, int]:
    """`host:port` as given in PORTAL_ADDR."""
    host, _, port = text.rpartition(":")
    if not host or not port.isdigit() or not 0 < int(port) < 65536:
        raise Stop(f"PORTAL_ADDR must be host:port, such as {DEFAULT_ADDRESS}; it is {text!r}.")
    return host, int(port)


def run_environment(address: str) -> dict[str, str]:
    """What every program of the running portal gets."""
    env = {**os.environ, "PORTAL_ADDR": address, "PYTHONUNBUFFERED": "1"}
    env.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    env["TMPDIR"] = str(VAR / "tmp")
    # A proxy of the newcomer's shell must not be asked for the simulators on this machine.
    for name in ("NO_PROXY", "no_proxy"):
        env[name] = ",".join(filter(None, (env.get(name), "127.0.0.1", "localhost")))
    env["OCR_MODEL_DIR"] = str(MODELS)
    env["FONT_DIR"] = str(FONTS)
    env["PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK"] = "True"
    for name, port in SIMULATOR_PORTS.items():
        if name not in env:
            env[name] = str(free_port() if is_taken("127.0.0.1", port) else port)
    return env


@contextmanager
def only_portal_here() -> Iterator[None]:
    """Two portals must not share one var/."""
    VAR.mkdir(exist_ok=True)
    with (VAR / "run.lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Stop("./dev run is already running on this folder's var/.") from None
        yield


def set_up_data() -> None:
    # The file broker wants its folders to be there.
    for folder in ("tmp", "log", "broker/queue", "broker/processed", "broker/control"):
        (VAR / folder).mkdir(parents=True, exist_ok=True)
    for log in LOGS.glob("*.log"):
        log.replace(log.with_suffix(".log.before"))
    say("Database and files")
    for what, *command in DATABASE_STEPS:
        run_quietly(what, [PYTHON, "manage.py", *command])
    collect_static_files()


def collect_static_files() -> None:
    """Only when they changed: hashing and compressing takes a while."""
    stamp = VAR / "static.stamp"
    settings = ROOT / "portal" / "settings" / "base.py"
    present = tree_fingerprint(ROOT / "static", settings, REQUIREMENTS / "main.lock")
    if stamp.is_file() and stamp.read_text() == present:
        return
    command = ("collectstatic", "--noinput", "--clear", "--verbosity=0")
    run_quietly("Collecting static files", [PYTHON, "manage.py", *command])
    stamp.write_text(present)


class Announcer:
    """Waits, between the supervisor's rounds, until the portal is ready, then says so once."""

    def __init__(self, address: str, accounts: str) -> None:
        host, port = split_address(address)
        reachable = "127.0.0.1" if host in ("0.0.0.0", "[::]") else host  # noqa: S104
        self.url = f"http://{reachable}:{port}"
        self.accounts = accounts
        self.deadline = time.monotonic() + READY_SECONDS
        self.done = False
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def __call__(self) -> None:
        if self.done:
            return
        state = self.ask()
        if state != "ready" and time.monotonic() < self.deadline:
            return
        self.done = True
        if state != "ready":
            say(f"Not ready after {READY_SECONDS:g} s: {state} Logs: {LOGS}")
        say(f"\n{self.accounts}\n\nThe portal is at {self.url}/   (logs in {LOGS}; Ctrl-C ends it)")

    def ask(self) -> str:
        try:
            with self.opener.open(f"{self.url}/readyz", timeout=3):
                return "ready"
        except urllib.error.HTTPError as error:
            return error.read(2000).decode(errors="replace")
        except OSError as error:
            return str(error)


def run() -> int:
    address = os.environ.get("PORTAL_ADDR", DEFAULT_ADDRESS)
    host, port = split_address(address)
    with only_portal_here():
        if is_taken(host, port):
            raise Stop(f"Port {port} on {host} is in use. Choose another: PORTAL_ADDR=host:port")
        install_packages(RUN)
        prepare("main")
        os.environ.update(run_environment(address))
        set_up_data()
        accounts = run_quietly("Demo accounts", [PYTHON, "manage.py", "demo_accounts"])
        supervisor = Supervisor(all_programs(), ROOT, LOGS, tell=say)
        say("Starting")
        supervisor.run(on_tick=Announcer(address, accounts.strip()))
        say("Ended.")
    return 0
