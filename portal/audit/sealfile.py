"""The seals outside the database: one line of JSON each, appended and synced, never rewritten."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path
from typing import IO, Any

from django.conf import settings

from portal.audit.models import Seal

_TAIL_BYTES = 4096


def seal_file() -> Path:
    return Path(settings.AUDIT_SEAL_DIR) / "seals.jsonl"


def line_of(seal: Seal) -> dict[str, Any]:
    return {
        "number": seal.number,
        "at": seal.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "first": seal.first_position,
        "last": seal.last_position,
        "previous": seal.previous,
        "chain": seal.chain,
    }


def append_missing() -> int:
    """Append the committed seals that the file does not have yet; how many."""
    with _locked() as file:
        missing = Seal.objects.filter(number__gt=_last_number(file)).order_by("number")
        written = 0
        for seal in missing.iterator():
            file.write(json.dumps(line_of(seal)).encode() + b"\n")
            written += 1
        if written:
            file.flush()
            os.fsync(file.fileno())
    return written


def size() -> int:
    """Bytes written so far; the lines up to here are of seals committed by now."""
    return seal_file().stat().st_size if seal_file().exists() else 0


def lines(end: int) -> Iterator[dict[str, Any]]:
    """The lines of the first `end` bytes, in order.

    A torn line is skipped: its seal follows on a whole line, or is found missing.
    """
    if not end:
        return
    with seal_file().open("rb") as file:
        while file.tell() < end:
            parsed = _parsed(file.readline())
            if parsed:
                yield parsed


@contextmanager
def _locked() -> Iterator[IO[bytes]]:
    path = seal_file()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with path.open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file


def _last_number(file: IO[bytes]) -> int:
    end = file.seek(0, os.SEEK_END)
    file.seek(max(0, end - _TAIL_BYTES))
    tail = file.read().splitlines(keepends=True)
    if tail and not tail[-1].endswith(b"\n"):
        # The machine stopped in mid-line: keep the torn piece as evidence, on a line of its own.
        file.write(b"\n")
    numbers = [parsed["number"] for line in tail if (parsed := _parsed(line))]
    return max(numbers, default=0)


def _parsed(line: bytes) -> dict[str, Any] | None:
    try:
        value = json.loads(line)
    except ValueError:
        return None
    return value if isinstance(value, dict) and isinstance(value.get("number"), int) else None
