"""What `./dev test` checks, in order: each stage is one command in an environment of its own."""

import base64
import os
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from deploy.paths import FONTS, MODELS, PYTHON, tool

MOST_WORKERS = 4


@dataclass(frozen=True)
class Stage:
    name: str
    argv: Sequence[str]
    env: Mapping[str, str] = field(default_factory=dict)


def manage(*command: str) -> tuple[str, ...]:
    return (str(PYTHON), "manage.py", *command)


def production_environment() -> dict[str, str]:
    """The four variables that portal.settings.prod insists on, invented for the check."""
    key = base64.b64encode(secrets.token_bytes(32)).decode()
    return {
        "DJANGO_SETTINGS_MODULE": "portal.settings.prod",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "portal.example",
        "DATABASE_URL": "postgres://portal:portal@127.0.0.1/portal",
        "FIELD_KEYS": f"check1:{key}",
    }


def made_at_set_up() -> dict[str, str]:
    """Where models and fonts are: one place for every portal of this machine."""
    return {"OCR_MODEL_DIR": str(MODELS), "FONT_DIR": str(FONTS)}


def scratch_environment(folder: Path) -> dict[str, str]:
    """A portal of its own in an empty folder, on SQLite, with the installed models and fonts."""
    return {
        "PORTAL_VAR": str(folder),
        **made_at_set_up(),
        "DATABASE_URL": f"sqlite:///{folder / 'scratch.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
    }


def static_stages(scratch: Path) -> list[Stage]:
    here = scratch_environment(scratch)
    return [
        Stage("ruff check", (tool("ruff"), "check", ".")),
        Stage("ruff format", (tool("ruff"), "format", "--check", "--quiet", ".")),
        Stage("djlint", (tool("djlint"), "templates", "--lint", "--quiet")),
        Stage("layers", (tool("lint-imports"),)),
        Stage("mypy", (tool("mypy"),), here),
        Stage("migrations made", manage("makemigrations", "--check", "--dry-run"), here),
        Stage(
            "check --deploy",
            manage("check", "--deploy", "--fail-level", "WARNING"),
            production_environment(),
        ),
        Stage("flow documentation", manage("flow_docs", "--check"), here),
        Stage("demo: migrate", manage("migrate", "--noinput", "--verbosity=0"), here),
        Stage("demo: cache table", manage("createcachetable"), here),
        Stage("demo: reference data", manage("load_reference"), here),
        Stage("demo: province", manage("load_demo"), here),
        Stage("demo: audit trail", manage("verify_audit"), here),
    ]


def pytest_command(*arguments: str) -> tuple[str, ...]:
    return (str(PYTHON), "-m", "pytest", *arguments)


def parallel() -> tuple[str, ...]:
    return ("-q", "-n", str(max(2, min(os.cpu_count() or 2, MOST_WORKERS))), "--dist=loadgroup")


def postgres_stage(database: str, redis: str, arguments: Sequence[str]) -> Stage:
    """Everything, on PostgreSQL and Redis."""
    env = {"DATABASE_URL": database, "REDIS_URL": redis, **made_at_set_up()}
    return Stage("pytest on PostgreSQL and Redis", pytest_command(*arguments), env)


def sqlite_stage() -> Stage:
    """Services, flows, migrations and one journey on the embedded default's database."""
    command = pytest_command("-m", "sqlite", *parallel())
    return Stage("pytest on SQLite", command, made_at_set_up())
