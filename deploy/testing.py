"""`./dev test`: make what the tests need, run every stage, say how each ended."""

import os
import subprocess
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from deploy.console import say
from deploy.environment import prepare
from deploy.packages import TEST, install_packages
from deploy.paths import ROOT
from deploy.postgres import temporary_postgres
from deploy.redis_server import temporary_redis
from deploy.stages import Stage, parallel, postgres_stage, sqlite_stage, static_stages

# Settings of the person's own portal must not reach the tests.
OWN_SETTINGS = ("DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "FIELD_KEYS", "PORTAL_VAR")


@dataclass(frozen=True)
class Outcome:
    stage: str
    exit_code: int
    seconds: float


def run_stage(stage: Stage) -> Outcome:
    say(f"\n=== {stage.name}")
    clean = {name: value for name, value in os.environ.items() if name not in OWN_SETTINGS}
    started = time.monotonic()
    done = subprocess.run(
        stage.argv, cwd=ROOT, env={**clean, **stage.env}, stdin=subprocess.DEVNULL, check=False
    )
    return Outcome(stage.name, done.returncode, time.monotonic() - started)


def summary(outcomes: Iterable[Outcome]) -> str:
    """One line for each stage, with its time; what failed is marked."""
    lines = [
        f"  {'ok    ' if outcome.exit_code == 0 else 'FAILED'} "
        f"{outcome.stage:<32} {outcome.seconds:7.1f} s"
        for outcome in outcomes
    ]
    return "\n".join(["", "Summary", *lines])


def run_all_stages() -> list[Outcome]:
    """Every stage runs, whatever the earlier ones said."""
    with tempfile.TemporaryDirectory(prefix="portal-check-") as scratch:
        outcomes = [run_stage(stage) for stage in static_stages(Path(scratch))]
    with temporary_postgres() as database, temporary_redis() as redis:
        outcomes.append(run_stage(postgres_stage(database, redis, parallel())))
    outcomes.append(run_stage(sqlite_stage()))
    return outcomes


def run_chosen(arguments: Sequence[str]) -> int:
    """Only pytest, with these arguments, on PostgreSQL and Redis."""
    with temporary_postgres() as database, temporary_redis() as redis:
        return run_stage(postgres_stage(database, redis, arguments)).exit_code


def test(arguments: Sequence[str]) -> int:
    install_packages(TEST)
    prepare("main", "dev")
    if arguments:
        return run_chosen(arguments)
    outcomes = run_all_stages()
    say(summary(outcomes))
    failed = [outcome.stage for outcome in outcomes if outcome.exit_code]
    say(f"Failed: {', '.join(failed)}" if failed else "All stages passed.")
    return 1 if failed else 0
