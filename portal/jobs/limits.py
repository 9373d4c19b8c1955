"""A memory limit for one run, in a worker process that goes on living afterwards."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_MEGABYTE = 1024 * 1024


@contextmanager
def memory_limit(megabytes: int | None) -> Iterator[None]:
    """Within the block the process may map this much more; beyond it, MemoryError.

    Counted from what is mapped at the start: libraries with large arenas are loaded already.
    """
    if megabytes is None:
        yield
        return
    before = resource.getrlimit(resource.RLIMIT_AS)
    wanted = _mapped_bytes() + megabytes * _MEGABYTE
    ceiling = min((limit for limit in before if limit != resource.RLIM_INFINITY), default=wanted)
    resource.setrlimit(resource.RLIMIT_AS, (min(wanted, ceiling), before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


def _mapped_bytes() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    return pages * resource.getpagesize()
