"""`./dev` itself: stamps, packages, addresses, locks, and the supervisor with real processes."""

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deploy.console import Stop
from deploy.environment import is_current, write_stamp
from deploy.locking import leaks
from deploy.packages import Need, install_line, library, missing_packages, program
from deploy.paths import ROOT
from deploy.running import run_environment, split_address
from deploy.supervisor import LONGEST_PAUSE, pause_before
from deploy.testing import Outcome, summary
from tests.infrastructure.workers import wait_for


def test_a_stamp_is_current_until_its_source_changes(tmp_path: Path) -> None:
    lock, stamp = tmp_path / "main.lock", tmp_path / "stamps" / "main"
    lock.write_text("django==5.2.19\n")
    assert not is_current(stamp, lock)
    write_stamp(stamp, lock)
    assert is_current(stamp, lock)
    lock.write_text("django==5.2.20\n")
    assert not is_current(stamp, lock)


def test_only_what_is_missing_is_named() -> None:
    needs = [Need("python3", program, "python3"), Need("no-such", program, "no-such-program")]
    assert missing_packages(needs) == ["no-such"]
    assert install_line(["a", "b"]) == "apt-get install -y --no-install-recommends a b"


def test_a_library_is_recognised_by_loading_it() -> None:
    assert library("libc.so.6")
    assert not library("libno-such.so.1")


def test_an_address_is_host_and_port() -> None:
    assert split_address("0.0.0.0:8001") == ("0.0.0.0", 8001)


@pytest.mark.parametrize("text", ["8000", "localhost", "host:", ":80", "h:0", "h:65536", "h:x"])
def test_another_address_is_explained(text: str) -> None:
    with pytest.raises(Stop, match="host:port"):
        split_address(text)


def test_a_proxy_is_never_asked_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "intranet")
    assert run_environment("127.0.0.1:1")["no_proxy"] == "intranet,127.0.0.1,localhost"


def test_a_lock_that_names_a_place_is_found() -> None:
    assert leaks("django==5.2.19 \\\n    --hash=sha256:00\n") == []
    assert leaks("--extra-index-url somewhere\n") == ["--extra-index-url somewhere"]


def test_the_locks_name_no_place() -> None:
    for lock in (ROOT / "requirements").glob("*.lock"):
        assert leaks(lock.read_text()) == [], lock.name


def test_the_summary_marks_what_failed() -> None:
    text = summary([Outcome("ruff", 0, 1.25), Outcome("mypy", 1, 30.0)])
    assert [line.split()[0] for line in text.splitlines()[2:]] == ["ok", "FAILED"]


def test_an_unknown_command_prints_the_usage() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "dev", "fly"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "./dev run" in done.stderr


@pytest.mark.parametrize(("deaths", "pause"), [(1, 0.5), (2, 1), (3, 2), (50, LONGEST_PAUSE)])
def test_the_pause_grows_to_a_limit(deaths: int, pause: float) -> None:
    assert pause_before(deaths) == pause


class Portal:
    """A supervisor in a process of its own, over small programs that write their process id."""

    def __init__(self, folder: Path, programs: dict[str, str], grace: float) -> None:
        self.folder = folder
        lines = [
            f"Program({name!r}, [sys.executable, '-c', {body!r}])"
            for name, body in programs.items()
        ]
        script = folder / "supervise.py"
        script.write_text(
            "import sys\nfrom pathlib import Path\n"
            "from deploy.supervisor import Program, Supervisor\n"
            f"folder = Path({str(folder)!r})\n"
            f"Supervisor([{', '.join(lines)}], folder, folder / 'log', grace={grace},"
            " tell=lambda text: print(text, flush=True)).run()\n"
        )
        self.process = subprocess.Popen(
            [sys.executable, script],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def pid_of(self, name: str) -> int:
        file = self.folder / f"{name}.pid"
        return wait_for(lambda: file.exists() and file.read_text() and int(file.read_text()), 10)

    def next_line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline()

    def finish(self) -> str:
        """What it said, once it has ended."""
        return self.process.communicate(timeout=20)[0]

    def clear_away(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def start_portal(tmp_path: Path) -> Iterator[Callable[..., Portal]]:
    started: list[Portal] = []

    def start(programs: dict[str, str], grace: float = 5) -> Portal:
        started.append(Portal(tmp_path, programs, grace))
        return started[-1]

    yield start
    for portal in started:
        portal.clear_away()


StartPortal = Callable[..., Portal]


def writes_pid(name: str, then: str) -> str:
    return textwrap.dedent(f"""
        import os, pathlib, signal, subprocess, sys, time
        spare = pathlib.Path("{name}.new")
        spare.write_text(str(os.getpid()))
        {then}
        spare.rename("{name}.pid")
        while True: time.sleep(60)
    """)


def is_alive(pid: int) -> bool:
    status = Path(f"/proc/{pid}/status")
    return status.exists() and "State:\tZ" not in status.read_text()


STUBBORN = "signal.signal(signal.SIGTERM, signal.SIG_IGN)"
WITH_HELPER = (
    "helper = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); "
    "pathlib.Path('helper.pid').write_text(str(helper.pid))"
)


def test_a_killed_child_comes_back_and_all_end_on_sigterm(
    start_portal: StartPortal, tmp_path: Path
) -> None:
    portal = start_portal({n: writes_pid(n, "pass") for n in ("web", "worker")})
    first, other = portal.pid_of("worker"), portal.pid_of("web")
    (tmp_path / "worker.pid").unlink()
    os.kill(first, signal.SIGKILL)
    second = portal.pid_of("worker")
    assert second != first
    assert is_alive(other)
    portal.process.send_signal(signal.SIGTERM)
    assert "worker ended (signal 9); it starts again in 0.5 s." in portal.finish()
    assert portal.process.returncode == 0
    assert not is_alive(second)
    assert not is_alive(other)


def test_what_a_dead_child_started_is_ended_before_its_next_start(
    start_portal: StartPortal, tmp_path: Path
) -> None:
    portal = start_portal({"worker": writes_pid("worker", WITH_HELPER)})
    first = portal.pid_of("worker")
    helper = portal.pid_of("helper")
    (tmp_path / "worker.pid").unlink()
    os.kill(first, signal.SIGKILL)
    portal.pid_of("worker")
    assert not is_alive(helper)
    portal.process.send_signal(signal.SIGINT)
    portal.finish()


def test_a_child_that_does_not_end_is_killed_after_the_grace_time(
    start_portal: StartPortal, tmp_path: Path
) -> None:
    portal = start_portal({"web": writes_pid("web", STUBBORN)}, grace=0.3)
    child = portal.pid_of("web")
    portal.process.send_signal(signal.SIGTERM)
    assert "web did not end by itself and was killed." in portal.finish()
    assert not is_alive(child)


def test_a_second_signal_hurries(start_portal: StartPortal, tmp_path: Path) -> None:
    portal = start_portal({"web": writes_pid("web", STUBBORN)}, grace=3600)
    child = portal.pid_of("web")
    portal.process.send_signal(signal.SIGINT)
    assert "again" in portal.next_line()
    portal.process.send_signal(signal.SIGINT)
    portal.finish()
    assert not is_alive(child)


def test_children_end_with_a_supervisor_that_is_killed(
    start_portal: StartPortal, tmp_path: Path
) -> None:
    portal = start_portal({"web": writes_pid("web", "pass")})
    child = portal.pid_of("web")
    portal.process.kill()
    portal.finish()
    wait_for(lambda: not is_alive(child), 5)


def test_a_child_that_ends_by_itself_shows_its_last_words(
    start_portal: StartPortal, tmp_path: Path
) -> None:
    programs = {"web": "import sys; sys.exit('no such setting')"}
    portal = start_portal(programs)
    log = tmp_path / "log" / "web.log"
    wait_for(lambda: log.exists() and log.read_text().count("no such") >= 2, 10)
    portal.process.send_signal(signal.SIGTERM)
    said = portal.finish()
    assert portal.process.returncode == 0
    assert "web ended (exit code 1); it starts again in 0.5 s.\n    no such setting" in said
