"""Keeps a handful of child processes running until it is told to stop.

Each child leads a session of its own, so that Ctrl-C in the terminal reaches it only through
here, once. A child that ends is started again after a growing pause; what it leaves behind in its
process group is killed first. Output goes to one log file per child.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
SETTLED_AFTER = 30.0
POLL = 0.2
PR_SET_PDEATHSIG = 1

_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Program:
    """What to start, under which name."""

    name: str
    argv: Sequence[str]
    env: Mapping[str, str] = field(default_factory=dict)


def pause_before(quick_deaths: int) -> float:
    """Seconds to wait before the next start after so many short lives in a row."""
    return min(FIRST_PAUSE * 2.0 ** (quick_deaths - 1), LONGEST_PAUSE)


def _die_with_parent() -> None:
    """A supervisor killed outright takes its children along (Linux; elsewhere they stay)."""
    if hasattr(_libc, "prctl"):
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Child:
    """One supervised program: its process, and when it may start again."""

    def __init__(self, program: Program, cwd: Path, logs: Path) -> None:
        self.program = program
        self.cwd = cwd
        self.log = logs / f"{program.name}.log"
        self.process: subprocess.Popen[bytes] | None = None
        self.quick_deaths = 0
        self.started_at = 0.0
        self.start_at = 0.0

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.program.argv,
                cwd=self.cwd,
                env={**os.environ, **self.program.env},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_die_with_parent,
            )
        self.started_at = time.monotonic()

    def has_ended(self) -> bool:
        """True once the process is over; its group is killed before its id can be used again."""
        if self.process is None or self.process.returncode is not None:
            return True
        flags = os.WEXITED | os.WNOHANG | os.WNOWAIT
        if os.waitid(os.P_PID, self.process.pid, flags) is None:
            return False
        self.kill_group()
        self.process.wait()
        return True

    def reap(self) -> int:
        """Forget the ended process, set the next start; its exit code."""
        assert self.process is not None
        code = self.process.returncode
        now = time.monotonic()
        lived_long = now - self.started_at >= SETTLED_AFTER
        self.quick_deaths = 1 if lived_long else self.quick_deaths + 1
        self.start_at = now + pause_before(self.quick_deaths)
        self.process = None
        return code

    def terminate(self) -> None:
        # Not Popen.terminate, which would reap a child that has just ended.
        if self.process is not None:
            os.kill(self.process.pid, signal.SIGTERM)

    def kill_group(self) -> None:
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)

    def last_words(self, lines: int = 15) -> str:
        text = self.log.read_text(errors="replace") if self.log.exists() else ""
        return "\n".join(f"    {line}" for line in text.splitlines()[-lines:])


class Supervisor:
    """Runs the programs until `stop` is set (SIGINT and SIGTERM set it; a second one hurries)."""

    def __init__(
        self,
        programs: Sequence[Program],
        cwd: Path,
        logs: Path,
        grace: float = 15.0,
        tell: Callable[[str], None] = print,
    ) -> None:
        logs.mkdir(parents=True, exist_ok=True)
        self.children = [Child(program, cwd, logs) for program in programs]
        self.grace = grace
        self.tell = tell
        self.stop = threading.Event()
        self.hurry = threading.Event()

    def run(self, on_tick: Callable[[], None] = lambda: None) -> None:
        """Start all, keep all running, and end all when told to."""
        self._catch_signals()
        try:
            while not self.stop.is_set():
                self._tend()
                on_tick()
                self.stop.wait(POLL)
        finally:
            self._end_all()

    def _catch_signals(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        if self.stop.is_set():
            self.hurry.set()
        self.stop.set()

    def _tend(self) -> None:
        for child in self.children:
            if child.process is not None and child.has_ended():
                self._report(child, child.reap())
            if child.process is None and time.monotonic() >= child.start_at:
                child.start()

    def _report(self, child: Child, code: int) -> None:
        how = f"signal {-code}" if code < 0 else f"exit code {code}"
        pause = pause_before(child.quick_deaths)
        self.tell(f"{child.program.name} ended ({how}); it starts again in {pause:g} s.")
        if code >= 0 and child.quick_deaths == 1:
            self.tell(child.last_words())

    def _end_all(self) -> None:
        running = [child for child in self.children if child.process is not None]
        self.tell("Ending all programs; the same signal again ends them at once.")
        for child in running:
            child.terminate()
        deadline = time.monotonic() + self.grace
        while (running := [c for c in running if not c.has_ended()]) and not self.hurry.is_set():
            if time.monotonic() > deadline:
                break
            self.hurry.wait(0.05)
        for child in running:
            self.tell(f"{child.program.name} did not end by itself and was killed.")
            child.kill_group()
        for child in self.children:
            if child.process is not None:
                child.process.wait()
                child.process = None
