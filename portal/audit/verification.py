"""Proving the trail: entries against their digests, the chain, the seals, the seals outside."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection, transaction

from portal.audit import sealfile
from portal.audit.digests import START_OF_CHAIN, digest_of, link
from portal.audit.models import Entry, Seal
from portal.clock import now

# Between a seal's commit and its line in the file lies a moment, or a worker that died.
LINE_DUE_AFTER = timedelta(minutes=10)
_CHUNK = 2000


@dataclass(frozen=True)
class Problem:
    """`place` names the position, entry, seal or line; `what` says what is wrong there."""

    place: str
    what: str


@dataclass
class Report:
    """What was proved, and everything that was found wrong."""

    entries: int
    unsealed: int
    seals: int
    lines: int
    problems: list[Problem]


def verify() -> Report:
    """Read the whole trail in one snapshot, so that a sealer at work is no false alarm."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        return _Verifier().run()


class _Verifier:
    def __init__(self) -> None:
        self.seals = {seal.last_position: seal for seal in Seal.objects.order_by("number")}
        self.problems: list[Problem] = []
        self.entries = 0

    def run(self) -> Report:
        last_position = self._walk_entries()
        unsealed = self._check_unsealed()
        self._check_seals(last_position)
        lines = self._check_lines()
        return Report(self.entries, unsealed, len(self.seals), lines, self.problems)

    def _walk_entries(self) -> int:
        """Follow the chain; the last position found."""
        expected, chain = 1, START_OF_CHAIN
        sealed = Entry.objects.exclude(position=None).order_by("position")
        for entry in sealed.iterator(chunk_size=_CHUNK):
            position = entry.position or 0
            if position != expected:
                self._missing(expected, position - 1)
            elif link(chain, position, entry.digest) != entry.chain:
                self._wrong(_at(entry), "does not follow the entry before it: changed or moved")
            self._check_content(entry)
            self._check_sealed(entry)
            expected, chain = position + 1, entry.chain
            self.entries += 1
        return expected - 1

    def _check_content(self, entry: Entry) -> None:
        if digest_of(entry) != entry.digest:
            self._wrong(_at(entry), "content was changed")

    def _check_sealed(self, entry: Entry) -> None:
        seal = self.seals.get(entry.position or 0)
        if seal and seal.chain != entry.chain:
            self._wrong(f"seal {seal.number}", f"does not close the chain at {_at(entry)}")

    def _check_unsealed(self) -> int:
        unsealed = Entry.objects.filter(position=None).order_by("id")
        count = 0
        for count, entry in enumerate(unsealed.iterator(chunk_size=_CHUNK), start=1):
            self._check_content(entry)
        return count

    def _check_seals(self, last_position: int) -> None:
        """Seals form one run without gaps, and end where the entries end."""
        number, position, chain = 1, 1, START_OF_CHAIN
        for seal in self.seals.values():
            if (seal.number, seal.first_position, seal.previous) != (number, position, chain):
                self._wrong(f"seal {seal.number}", f"does not follow seal {number - 1}")
            number, position, chain = seal.number + 1, seal.last_position + 1, seal.chain
        if last_position < position - 1:
            self._missing(last_position + 1, position - 1, "cut off at the end")
        if last_position > position - 1:
            self._wrong(f"positions {position} to {last_position}", "the seal is missing")

    def _check_lines(self) -> int:
        """Every line outside is a seal here, and every seal but the newest is a line there."""
        here = {seal.number: seal for seal in self.seals.values()}
        expected = 1
        for line in _readable_lines():
            number = line["number"]
            if number != expected:
                self._wrong(f"seal file, seal {expected}", f"seal {number} stands in its place")
            self._compare(line, here.get(number))
            expected = number + 1
        self._check_not_outside(here, expected)
        return expected - 1

    def _compare(self, line: dict[str, Any], seal: Seal | None) -> None:
        number, first, last = line["number"], line.get("first"), line.get("last")
        if seal is None:
            what = f"is in the file but not in the database: positions {first} to {last} cut off"
            self._wrong(f"seal {number}", what)
        elif sealfile.line_of(seal) != line:
            what = f"is not what the file says (positions {first} to {last})"
            self._wrong(f"seal {number}", what)

    def _check_not_outside(self, here: dict[int, Seal], first_missing: int) -> None:
        due = now() - LINE_DUE_AFTER
        for number, seal in here.items():
            if number >= first_missing and seal.at < due:
                self._wrong(f"seal {number}", "is not in the file outside the database")

    def _missing(self, first: int, last: int, how: str = "missing") -> None:
        place = f"position {first}" if first == last else f"positions {first} to {last}"
        self._wrong(place, how)

    def _wrong(self, place: str, what: str) -> None:
        self.problems.append(Problem(place, what))


def _at(entry: Entry) -> str:
    if entry.position is None:
        return f"entry {entry.pk} (not sealed yet)"
    return f"position {entry.position} (entry {entry.pk})"


def _readable_lines() -> Iterator[dict[str, Any]]:
    """A torn line is skipped: its seal follows on a whole line, or is found missing."""
    return (line for line in sealfile.lines() if line is not None)
