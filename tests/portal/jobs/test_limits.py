import resource
from collections.abc import Iterator
from threading import Event, Thread

import pytest

from portal.jobs.limits import memory_limit

MEGABYTE = 1024 * 1024


def soft() -> int:
    return resource.getrlimit(resource.RLIMIT_AS)[0]


@pytest.fixture
def restore() -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_AS)
    yield
    resource.setrlimit(resource.RLIMIT_AS, before)


def test_the_limit_holds_inside_and_is_lifted_afterwards() -> None:
    before = soft()
    with memory_limit(300):
        assert 300 * MEGABYTE < soft() < 100_000 * MEGABYTE
        with pytest.raises(MemoryError):
            bytearray(600 * MEGABYTE)
        bytearray(100 * MEGABYTE)
    assert soft() == before
    bytearray(600 * MEGABYTE)


def test_it_is_lifted_after_an_error_too() -> None:
    before = soft()
    with pytest.raises(ZeroDivisionError), memory_limit(300):
        _ = 1 // 0
    assert soft() == before


def test_no_limit_changes_nothing() -> None:
    before = soft()
    with memory_limit(None):
        assert soft() == before


def test_a_narrower_limit_of_the_machine_stays(restore: None) -> None:
    with memory_limit(1000):
        narrow = soft()
    resource.setrlimit(resource.RLIMIT_AS, (narrow, resource.getrlimit(resource.RLIMIT_AS)[1]))
    with memory_limit(1_000_000):
        assert soft() == narrow


def test_a_run_within_a_run_is_held_to_the_narrower_one() -> None:
    before = soft()
    with memory_limit(900):
        wide = soft()
        with memory_limit(300):
            assert soft() < wide
        assert soft() == wide
    assert soft() == before


def test_runs_side_by_side_leave_no_limit_behind() -> None:
    """Threads enter and leave in any order: the last one out lifts the limit."""
    before, inside, go_on = soft(), Event(), Event()

    def other() -> None:
        with memory_limit(900):
            inside.set()
            go_on.wait(10)

    thread = Thread(target=other)
    with memory_limit(300):
        alone = soft()
        thread.start()
        assert inside.wait(10)
        assert soft() > alone
    # The first is out while the other still runs.
    assert before != soft()
    go_on.set()
    thread.join()
    assert soft() == before
