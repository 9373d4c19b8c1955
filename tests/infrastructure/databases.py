"""The test database in a file where it is SQLite, and a real Redis."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from deploy.redis_server import temporary_redis


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite's test database is a file, so that worker processes and server threads see it too."""
    if connection.vendor == "sqlite":
        file = tmp_path_factory.mktemp("database") / "test.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(file)


def database_url() -> str:
    """The URL under which another process reaches the test database."""
    values: dict[str, Any] = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{Path(str(values['NAME'])).resolve()}"
    place = f"{values['HOST']}:{values['PORT']}/{values['NAME']}"
    return f"postgres://{values['USER']}:{values['PASSWORD']}@{place}"


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """A Redis database of this test process's own: the one of `./dev test`, or a new server."""
    if given := os.environ.get("REDIS_URL"):
        worker = os.environ.get("PYTEST_XDIST_WORKER", "")
        yield f"{given.rpartition('/')[0]}/{worker.removeprefix('gw')}" if worker else given
        return
    with temporary_redis() as url:
        yield url
