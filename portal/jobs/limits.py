"""A memory limit for one run, in a worker process that goes on living afterwards."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock, get_ident

_MEGABYTE = 1024 * 1024
# The limit is the process's. A run within a run is held to the narrower one; threads that run jobs
# side by side (tests do) share the widest, and the last one out lifts it.
_lock = Lock()
_by_thread: dict[int, list[int]] = {}
_outside: list[tuple[int, int]] = []


@contextmanager
def memory_limit(megabytes: int | None) -> Iterator[None]:
    """Within the block the process may map this much more; beyond it, MemoryError.

    Counted from what is mapped at the start: libraries with large arenas are loaded already.
    """
    if megabytes is None:
        yield
        return
    _enter(_mapped_bytes() + megabytes * _MEGABYTE)
    try:
        yield
    finally:
        _leave()


def _enter(limit: int) -> None:
    with _lock:
        if not _by_thread:
            _outside[:] = [resource.getrlimit(resource.RLIMIT_AS)]
        _by_thread.setdefault(get_ident(), []).append(limit)
        _apply()


def _leave() -> None:
    with _lock:
        mine = _by_thread[get_ident()]
        mine.pop()
        if not mine:
            del _by_thread[get_ident()]
        _apply()


def _apply() -> None:
    soft, hard = _outside[0]
    limits = [limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY]
    if _by_thread:
        limits.append(max(min(nested) for nested in _by_thread.values()))
    resource.setrlimit(resource.RLIMIT_AS, (min(limits, default=soft), hard))


def _mapped_bytes() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    return pages * resource.getpagesize()
