"""Sealers and writers at the same time, on PostgreSQL."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from portal.audit.models import Entry, Seal
from portal.audit.sealing import seal
from portal.audit.verification import verify
from tests.portal.audit.conftest import write

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

WAIT_SECONDS = 30


def together(*works: Callable[[], None]) -> None:
    """Run each in a thread with a connection of its own; what one raises is raised here."""
    raised: list[BaseException] = []

    def guarded(work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as error:
            raised.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=guarded, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WAIT_SECONDS)
    if raised:
        raise raised[0]


def test_an_entry_that_commits_late_comes_later_in_the_chain() -> None:
    written, go_on = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            write("tests.slow")
            written.set()
            assert go_on.wait(WAIT_SECONDS)

    def quick() -> None:
        assert written.wait(WAIT_SECONDS)
        write("tests.quick")
        assert seal() == 1
        go_on.set()

    together(slow, quick)
    assert seal() == 1
    slow_entry, quick_entry = Entry.objects.order_by("id")
    assert (slow_entry.action, slow_entry.position) == ("tests.slow", 2)
    assert (quick_entry.action, quick_entry.position) == ("tests.quick", 1)
    assert verify().problems == []


def test_sealers_in_parallel_never_give_a_position_twice() -> None:
    start = threading.Barrier(7)

    def writer() -> None:
        start.wait()
        for _ in range(25):
            write()

    def sealer() -> None:
        start.wait()
        for _ in range(10):
            seal()

    together(*[writer] * 3, *[sealer] * 4)
    seal()
    report = verify()
    assert (report.entries, report.unsealed, report.problems) == (75, 0, [])
    assert report.seals == report.lines == Seal.objects.count() > 1


def test_verifying_while_entries_are_sealed_is_no_false_alarm() -> None:
    done = threading.Event()

    def worker() -> None:
        for _ in range(20):
            write()
            seal()
        done.set()

    def verifier() -> None:
        while not done.is_set():
            assert verify().problems == []

    together(worker, verifier)
