"""The dry run: what is wrong with each row, in words that say what to do. Nothing is credited."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from ceducation.models import HoursEntry
from ceducation.queries import imports
from ceducation.queries.requirements import Requirements, requirements_at
from ceducation.rules import Learned, title_key
from ceducation.services.crediting import duplicate
from ceducation.workbooks.parsing import parsed
from identity.models import Person
from identity.queries.rows import Roll, roll_of
from portal.clock import today
from portal.imports.reading import SheetRow
from portal.organisations.models import Body

BATCH = 200
Key = tuple[int, int, str]


@dataclass(frozen=True)
class Verdict:
    """A row and what was found: whom it is of, and what is wrong ("" for nothing)."""

    row: SheetRow
    person: Person | None
    message: str


@dataclass(frozen=True)
class _Known:
    """What the database says of the people of one batch."""

    roll: Roll
    credited: dict[Key, HoursEntry]


@dataclass
class Checker:
    """Checks a school's rows batch by batch; remembers what came before in the file."""

    school: Body
    asked: Requirements = field(init=False)
    day: date = field(init=False)
    seen: dict[Key, int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.asked, self.day = requirements_at(self.school), today()

    def check(self, rows: Iterable[SheetRow]) -> Iterator[list[Verdict]]:
        waiting = iter(rows)
        while batch := list(islice(waiting, BATCH)):
            known = self._known(batch)
            yield [self._verdict(row, known) for row in batch]

    def _known(self, batch: Sequence[SheetRow]) -> _Known:
        roll = roll_of(self.school, [row.values["id_number"] for row in batch], self.day)
        return _Known(roll, imports.credited(roll.people.values()))

    def _verdict(self, row: SheetRow, known: _Known) -> Verdict:
        name, number = row.values["name"], row.values["id_number"]
        person, of_person = known.roll.find(name, number, row.problems)
        said = parsed(row.values)
        of_learned = said.problems(self.asked.limits(said.learned.year), self.day)
        # Of a cell whose formula was refused it is not said, too, that it is empty.
        refused = [text for column, text in of_learned.items() if column not in row.problems]
        found = [*row.problems.values(), *of_person, *refused]
        if not found and person is not None:
            found = self._doubles(row, person, said.learned, known)
        return Verdict(row, person, "；".join(found)[:500])

    def _doubles(self, row: SheetRow, person: Person, learned: Learned, known: _Known) -> list[str]:
        key = (person.pk, learned.year, title_key(learned.title))
        if (first := self.seen.setdefault(key, row.number)) != row.number:
            return [f"与第 {first} 行重复：同一人同一年度的同名内容"]
        earlier = known.credited.get(key)
        return [duplicate(earlier)] if earlier else []
