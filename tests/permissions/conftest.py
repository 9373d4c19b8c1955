"""One world for the whole table; every question is undone after its answer."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from tests.permissions.asking import Askers
from tests.permissions.world import World


@pytest.fixture(scope="module")
def media(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("media")


@pytest.fixture(scope="module")
def askers(django_db_setup: None, django_db_blocker: Any, media: Path) -> Iterator[Askers]:
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(MEDIA_ROOT=media):
            yield Askers(World())
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def world_files(var_dir: Path, settings: Any, media: Path) -> None:
    """A test has a folder of its own; the world's documents lie in the module's."""
    settings.MEDIA_ROOT = media
