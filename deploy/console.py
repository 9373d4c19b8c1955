"""What `./dev` prints, and the one way it runs a quiet command."""

import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from deploy.paths import ROOT

TAIL = 40


class Stop(Exception):
    """Ends `./dev` with a message for the person at the keyboard."""


def say(text: str = "") -> None:
    print(text, flush=True)


def run_quietly(
    what: str,
    argv: Sequence[str | Path],
    env: Mapping[str, str] | None = None,
) -> str:
    """Run a step, print one line with its time; on failure show the end of what it said."""
    print(f"  {what} …", end="", flush=True)
    started = time.monotonic()
    done = subprocess.run(
        [str(part) for part in argv],
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    print(f" {time.monotonic() - started:.1f} s", flush=True)
    if done.returncode:
        print("\n".join(done.stdout.splitlines()[-TAIL:]), file=sys.stderr)
        raise Stop(f"Failed: {what} (exit code {done.returncode}).")
    return done.stdout
