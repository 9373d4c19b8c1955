from collections.abc import Callable
from typing import Any

import pytest

from portal.audit.actors import SystemActor
from portal.audit.models import Entry
from portal.audit.sealing import seal
from portal.audit.services import record
from portal.clock import now


@pytest.fixture
def make_user(db: None) -> Callable[..., Any]:
    from accounts.models import User

    def make(name: str, **values: Any) -> User:
        columns = {"display_name": name, "created_at": now(), **values}
        return User.objects.create(username=name, **columns)

    return make


def write(action: str = "tests.act", **values: Any) -> Entry:
    return record(action, actor=SystemActor("tests"), **values)


def sealed_runs(*sizes: int) -> list[Entry]:
    """Entries under one seal per size; in order of their positions."""
    for size in sizes:
        for _ in range(size):
            write()
        assert seal() == size
    return list(Entry.objects.exclude(position=None).order_by("position"))
