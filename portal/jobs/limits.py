"""A memory limit for one run, in a worker process that goes on living afterwards."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

_MEGABYTE = 1024 * 1024
# The limit is the process's: threads that run jobs side by side (tests do) share the widest, and
# the last one out lifts it.
_lock = Lock()
_wanted: dict[object, int] = {}
_outside: list[tuple[int, int]] = []


@contextmanager
def memory_limit(megabytes: int | None) -> Iterator[None]:
    """Within the block the process may map this much more; beyond it, MemoryError.

    Counted from what is mapped at the start: libraries with large arenas are loaded already.
    """
    if megabytes is None:
        yield
        return
    mine = object()
    with _lock:
        if not _wanted:
            _outside[:] = [resource.getrlimit(resource.RLIMIT_AS)]
        _wanted[mine] = _mapped_bytes() + megabytes * _MEGABYTE
        _apply()
    try:
        yield
    finally:
        with _lock:
            del _wanted[mine]
            _apply()


def _apply() -> None:
    soft, hard = _outside[0]
    if not _wanted:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
        return
    limits = [limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min([max(_wanted.values()), *limits]), hard))


def _mapped_bytes() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    return pages * resource.getpagesize()
