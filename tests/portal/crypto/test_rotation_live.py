"""Rotation while the portal runs, and the command as a process that is interrupted."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection

from identity.models import Person
from identity.queries import person_by_number
from portal.crypto import rotation
from tests.infrastructure.databases import database_url
from tests.portal.crypto.conftest import entry
from tests.portal.crypto.people import make_person

PEOPLE = 60


def number(index: int) -> str:
    return f"4401011990010{index:05}"


@pytest.fixture
def people(transactional_db: None) -> list[Person]:
    return [make_person(number(index), address="0") for index in range(PEOPLE)]


class Editor(threading.Thread):
    """Edits and looks up people, round after round, until told to stop."""

    def __init__(self, keys: list[int]) -> None:
        super().__init__()
        self.keys = keys
        self.stop = threading.Event()
        self.rounds = 0
        self.not_found: list[int] = []

    def run(self) -> None:
        try:
            while not self.stop.is_set():
                self.rounds += 1
                for index, key in enumerate(self.keys):
                    self._edit(index, key)
        finally:
            connection.close()

    def _edit(self, index: int, key: int) -> None:
        person = Person.objects.get(pk=key)
        person.address = str(self.rounds)
        person.save(update_fields=["address"])
        if person_by_number("resident", number(index)) != person:
            self.not_found.append(index)


@pytest.mark.postgres
def test_no_edit_is_lost_and_everybody_is_found_meanwhile(
    people: list[Person], use_keys: Any
) -> None:
    use_keys("k2", "k1")
    editor = Editor([person.pk for person in people])
    editor.start()
    outcome = rotation.rotate(7, threading.Event(), lambda line: None)
    editor.stop.set()
    editor.join()
    assert outcome.failed == []
    assert rotation.rotate(7, threading.Event(), lambda line: None).complete
    use_keys("k2")
    assert editor.not_found == []
    assert {person.address for person in Person.objects.all()} == {str(editor.rounds)}


@pytest.mark.postgres
def test_two_rotations_at_once_end_well(people: list[Person], use_keys: Any) -> None:
    use_keys("k2", "k1")
    outcomes: list[rotation.Outcome] = []

    def run() -> None:
        outcomes.append(rotation.rotate(5, threading.Event(), lambda line: None))
        connection.close()

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(outcome.turned for outcome in outcomes) == PEOPLE
    assert [outcome.failed for outcome in outcomes] == [[]] * 3
    assert rotation.rotate(5, threading.Event(), lambda line: None).complete


def start_command(var_dir: Path) -> subprocess.Popen[str]:
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        "DATABASE_URL": database_url(),
        "FIELD_KEYS": f"{entry('k2')},{entry('k1')}",
        "PORTAL_VAR": str(var_dir),
        "PYTHONUNBUFFERED": "1",
    }
    command = [sys.executable, "manage.py", "rotate_keys", "--batch", "1"]
    pipe = subprocess.PIPE
    return subprocess.Popen(
        command, cwd=django_settings.BASE_DIR, env=env, stdout=pipe, stderr=pipe, text=True
    )


def test_ctrl_c_ends_after_the_batch_and_the_next_run_goes_on(
    people: list[Person], use_keys: Any, var_dir: Path
) -> None:
    first = start_command(var_dir)
    assert first.stdout is not None
    while "identity.Person: 3" not in first.stdout.readline():
        assert first.poll() is None
    first.send_signal(signal.SIGINT)
    _, errors = first.communicate(timeout=30)
    turned = Person.objects.filter(id_number_hash__startswith="k2:").count()
    assert first.returncode == 130, errors
    assert "run it again" in errors
    assert 3 <= turned < PEOPLE

    second = start_command(var_dir)
    said, errors = second.communicate(timeout=60)
    assert second.returncode == 0, errors
    assert f"{PEOPLE - turned} turned" in said
    use_keys("k2")
    assert all(person_by_number("resident", number(index)) for index in range(PEOPLE))
