"""The test database in a file where it is SQLite, and a real Redis."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
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


spared: set[str] = set()


def lifted_triggers() -> tuple[list[str], list[str]]:
    """SQLite empties tables by DELETE, which our triggers refuse: statements around it."""
    if connection.vendor != "sqlite":
        return [], []
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
    return [f'DROP TRIGGER "{name}"' for name, _ in triggers], [sql for _, sql in triggers]


@pytest.fixture(autouse=True, scope="session")
def emptying_between_tests() -> Iterator[None]:
    """After a transactional test all tables are emptied, but for those in `spared`."""
    # Patched on the class: with Playwright's event loop in the thread Django makes a second
    # connection object.
    operations = type(connection.ops)
    real = operations.sql_flush

    def sql_flush(self: Any, style: Any, tables: Iterable[str], **options: Any) -> list[str]:
        before, after = lifted_triggers()
        rest = [table for table in tables if table not in spared]
        return [*before, *real(self, style, rest, **options), *after]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations, "sql_flush", sql_flush)
        yield


@pytest.fixture(scope="session")
def reference_data(django_db_setup: None, django_db_blocker: Any) -> None:
    """The national code tables, loaded once; they stay when the database is emptied."""
    with django_db_blocker.unblock():
        call_command("load_reference", verbosity=0)
    models = apps.get_app_config("reference").get_models()
    spared.update(model._meta.db_table for model in models)
