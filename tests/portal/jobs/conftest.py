from pathlib import Path
from typing import Any

import pytest

from portal.clock import now
from portal.jobs.models import Job
from portal.jobs.services import enqueue
from tests.portal.jobs import probes


@pytest.fixture
def notebook(tmp_path: Path) -> Path:
    return tmp_path / "notes"


@pytest.fixture
def probe(db: None, notebook: Path) -> Any:
    """`probe("probe.note", name="a")` enqueues a probe that writes into the notebook."""
    assert probes

    def make(
        kind: str = "probe.note", *, options: dict[str, Any] | None = None, **more: Any
    ) -> Job:
        return enqueue(kind, {"file": str(notebook), **more}, **(options or {}))

    return make


@pytest.fixture
def make_user(db: None) -> Any:
    from accounts.models import User

    def make(name: str) -> User:
        return User.objects.create(username=name, display_name=name, created_at=now())

    return make
