"""/healthz asks nothing; /readyz names the part that is not ready, and no secret."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from portal.web.health import readiness


def test_healthz_needs_no_database(client: Client) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.content == b"ok\n"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_only_reading_is_allowed(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405


@pytest.mark.django_db
def test_readyz_when_all_is_well(client: Client) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 200
    body = answer.json()
    assert body["ready"] is True
    assert {"database", "migrations", "broker"} <= set(body["parts"])


@pytest.mark.django_db
def test_a_migration_not_applied_is_counted(client: Client) -> None:
    MigrationRecorder.Migration.objects.filter(app="sessions").delete()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["parts"]["migrations"] == "1 migrations are not applied"


@pytest.fixture
def part() -> Iterator[Callable[[Any], None]]:
    before = dict(readiness._checks)
    yield lambda check: readiness.add("part", check)
    readiness._checks = before


@pytest.mark.django_db
def test_a_part_that_says_what_is_wrong(client: Client, part: Callable[[Any], None]) -> None:
    part(lambda: "the oldest message waits 900 s")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["parts"]["part"] == "the oldest message waits 900 s"


@pytest.mark.django_db
def test_a_part_that_breaks_tells_no_secret(client: Client, part: Callable[[Any], None]) -> None:
    def broken() -> None:
        raise ConnectionError("redis://user:secret@10.0.0.5 refused")

    part(broken)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["parts"]["part"] == "does not answer"
    assert b"secret" not in answer.content
