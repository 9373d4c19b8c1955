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
from ceducation.workbooks.reading import SheetRow
from identity.enums import IdKind
from identity.models import Person
from identity.rules import check_id_number, name_key, normalise_id_number
from portal.clock import today
from portal.organisations.models import Body

BATCH = 200
_UNKNOWN = "平台上没有这个证件号码的教师；新教师请先注册"
_ANOTHER_NAME = "姓名与证件号码登记的不一致"
_NOT_HERE = "此人现在不是本校教师"
_NO_NAME = "没有填写姓名"
_NO_BIRTHDAY = "第7至14位不是可用的出生日期"
_NO_NUMBER = "没有填写证件号码"

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

    people: dict[tuple[str, str], Person]
    here: set[int]
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
        people = imports.people_by_number(
            {number for row in batch for _, number in _documents(row, self.day)}
        )
        return _Known(
            people,
            imports.working_at(self.school, people.values()),
            imports.credited(people.values()),
        )

    def _verdict(self, row: SheetRow, known: _Known) -> Verdict:
        person, of_person = self._person(row, known)
        said = parsed(row.values)
        of_learned = said.problems(self.asked.limits(said.learned.year), self.day)
        # Of a cell whose formula was refused it is not said, too, that it is empty.
        refused = [text for column, text in of_learned.items() if column not in row.problems]
        found = [*row.problems.values(), *of_person, *refused]
        if not found and person is not None:
            found = self._doubles(row, person, said.learned, known)
        here = person if person and person.pk in known.here else None
        return Verdict(row, here, "；".join(found)[:500])

    def _person(self, row: SheetRow, known: _Known) -> tuple[Person | None, list[str]]:
        nameless = [] if row.values["name"] or "name" in row.problems else [_NO_NAME]
        if not row.values["id_number"]:
            return None, nameless + ([] if "id_number" in row.problems else [_NO_NUMBER])
        documents = _documents(row, self.day)
        if not documents:
            return None, nameless + _number_problems(row, self.day)
        person = next((known.people[d] for d in documents if d in known.people), None)
        if person is None:
            return None, [*nameless, _UNKNOWN]
        if person.pk not in known.here:
            return None, [*nameless, _NOT_HERE]
        same = name_key(row.values["name"]) == person.name_key
        return person, nameless or ([] if same else [_ANOTHER_NAME])

    def _doubles(self, row: SheetRow, person: Person, learned: Learned, known: _Known) -> list[str]:
        key = (person.pk, learned.year, title_key(learned.title))
        if (first := self.seen.setdefault(key, row.number)) != row.number:
            return [f"与第 {first} 行重复：同一人同一年度的同名内容"]
        earlier = known.credited.get(key)
        return [duplicate(earlier)] if earlier else []


def _documents(row: SheetRow, day: date) -> list[tuple[str, str]]:
    """The kinds of document whose rule the number meets, and the number as they keep it."""
    number = row.values["id_number"]
    return [
        (kind, normalise_id_number(kind, number))
        for kind in IdKind.values
        if not check_id_number(kind, number, today=day)
    ]


def _number_problems(row: SheetRow, day: date) -> list[str]:
    """As of a resident's number, which is what it nearly always is; no part of it is quoted."""
    found = check_id_number(IdKind.RESIDENT, row.values["id_number"], today=day)
    texts = [_NO_BIRTHDAY if p.code.startswith("birth") else p.message for p in found]
    return [f"证件号码：{'，'.join(text.rstrip('。') for text in texts)}"]
