import json
from typing import Any

import pytest

from portal.audit import sealfile
from portal.audit.digests import START_OF_CHAIN, link
from portal.audit.models import Entry, Seal
from portal.audit.sealing import seal
from portal.jobs.services import enqueue
from tests.portal.audit.conftest import sealed_runs, write

pytestmark = pytest.mark.django_db


def test_entries_get_positions_and_a_chain() -> None:
    entries = sealed_runs(3)
    chain = START_OF_CHAIN
    for position, entry in enumerate(entries, start=1):
        chain = link(chain, position, entry.digest)
        assert (entry.position, entry.chain) == (position, chain)


def test_each_seal_continues_the_one_before() -> None:
    sealed_runs(2, 3)
    first, second = Seal.objects.order_by("number")
    assert (first.number, first.first_position, first.last_position) == (1, 1, 2)
    assert (second.number, second.first_position, second.last_position) == (2, 3, 5)
    assert (first.previous, second.previous) == (START_OF_CHAIN, first.chain)
    assert second.chain == Entry.objects.get(position=5).chain


def test_nothing_new_makes_no_seal() -> None:
    sealed_runs(1)
    assert seal() == 0
    assert Seal.objects.count() == 1


def test_more_than_a_batch_is_several_seals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.audit.sealing.BATCH", 2)
    sealed_runs(5)
    assert [s.last_position for s in Seal.objects.order_by("number")] == [2, 4, 5]


def test_every_seal_is_a_line_outside() -> None:
    sealed_runs(2, 3)
    lines = [json.loads(line) for line in sealfile.seal_file().read_text().splitlines()]
    assert lines == [sealfile.line_of(found) for found in Seal.objects.order_by("number")]
    assert [(line["number"], line["first"], line["last"]) for line in lines] == [
        (1, 1, 2),
        (2, 3, 5),
    ]


def test_a_line_that_was_not_written_follows_with_the_next() -> None:
    sealed_runs(1, 1)
    whole = sealfile.seal_file().read_text()
    sealfile.seal_file().write_text(whole.splitlines(keepends=True)[0])
    assert sealfile.append_missing() == 1
    assert sealfile.seal_file().read_text() == whole


def test_a_torn_line_is_written_again_on_a_line_of_its_own() -> None:
    sealed_runs(1, 1)
    whole = sealfile.seal_file().read_text()
    sealfile.seal_file().write_text(whole[:-30])
    assert sealfile.append_missing() == 1
    lines = sealfile.seal_file().read_text().splitlines()
    assert len(lines) == 3
    assert lines[2] == whole.splitlines()[1]


def test_the_last_line_is_found_in_a_long_file() -> None:
    sealed_runs(*[1] * 30)
    assert sealfile.seal_file().stat().st_size > 4096
    assert sealfile.append_missing() == 0


def test_the_folder_is_for_the_portal_alone() -> None:
    sealed_runs(1)
    assert sealfile.seal_file().parent.stat().st_mode & 0o077 == 0


def test_the_job_seals(run_jobs: Any) -> None:
    write()
    job = enqueue("audit.seal", {})
    run_jobs()
    job.refresh_from_db()
    assert job.result == {"sealed": 1}
