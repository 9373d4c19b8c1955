"""Kinds of job that only the tests have; each notes in a file what it does."""

import time
from pathlib import Path
from typing import Any

from portal.jobs.registry import job
from portal.jobs.run import JobFailed, JobRun

GATE_SECONDS = 60.0


def note(run: JobRun, text: str) -> None:
    with Path(run.payload["file"]).open("a") as file:
        file.write(f"{text} {run.payload.get('name', '')}\n")


def notes(file: Path) -> list[str]:
    return file.read_text().split("\n")[:-1] if file.exists() else []


@job("probe.note")
def write(run: JobRun) -> dict[str, Any]:
    note(run, "wrote")
    return {"attempt": run.attempt}


@job("probe.hold", queue="pdf")
def hold(run: JobRun) -> dict[str, Any]:
    """Wait, half done, until the file `gate` is there."""
    note(run, f"began {run.attempt}")
    run.progress(1, 2)
    deadline = time.monotonic() + GATE_SECONDS
    while not Path(run.payload["gate"]).exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    note(run, f"ended {run.attempt}")
    run.progress(2, 2)
    return {}


@job("probe.endless", time_limit=1, max_attempts=1)
def endless(run: JobRun) -> dict[str, Any]:
    time.sleep(GATE_SECONDS)
    return {}


@job("probe.greedy", memory_mb=200, max_attempts=1)
def greedy(run: JobRun) -> dict[str, Any]:
    return {"bytes": len(bytearray(run.payload["bytes"]))}


@job("probe.breaks", max_attempts=2)
def breaks(run: JobRun) -> dict[str, Any]:
    raise ValueError(f"{run.payload['typed']} must never be kept")


@job("probe.gives_up")
def gives_up(run: JobRun) -> dict[str, Any]:
    raise JobFailed("表格里没有一行数据")


@job("probe.counts")
def counts(run: JobRun) -> dict[str, Any]:
    for number in range(1, 101):
        run.progress(number, 100, f"第 {number} 行")
    return {"rows": 100}
