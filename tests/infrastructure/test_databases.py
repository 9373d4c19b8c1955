"""What stays and what goes when a transactional test has ended."""

import pytest
from django.db import DatabaseError

from portal.audit.actors import SystemActor
from portal.audit.models import Entry
from portal.audit.services import record
from portal.reference.models import Division


@pytest.mark.parametrize("time", [1, 2])
def test_reference_data_is_there_each_time(
    reference_data: None, transactional_db: None, time: int
) -> None:
    assert Division.objects.count() > 3000


@pytest.mark.parametrize("time", [1, 2])
def test_entries_written_once_are_gone_and_their_triggers_stay(
    transactional_db: None, time: int
) -> None:
    assert not Entry.objects.exists()
    record("tests.act", actor=SystemActor("tests"))
    with pytest.raises(DatabaseError):
        Entry.objects.update(action="tests.other")
