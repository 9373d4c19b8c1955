"""Whom the rows of a school's spreadsheet are of: looked up batch by batch."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date

from identity.enums import IdKind
from identity.models import Employment, Person
from identity.rules import check_id_number, name_key, normalise_id_number
from portal.crypto.fields import hashes_for
from portal.organisations.models import Body

_UNKNOWN = "平台上没有这个证件号码的教师；新教师请先注册"
_ANOTHER_NAME = "姓名与证件号码登记的不一致"
_NOT_HERE = "此人现在不是本校教师"
_NO_NAME = "没有填写姓名"
_NO_BIRTHDAY = "第7至14位不是可用的出生日期"
_NO_NUMBER = "没有填写证件号码"


@dataclass(frozen=True)
class Roll:
    """The people behind the ID numbers of some rows, and who of them works at the school now."""

    people: dict[tuple[str, str], Person]
    here: frozenset[int]
    day: date

    def find(
        self, name: str, number: str, refused: Container[str] = ()
    ) -> tuple[Person | None, list[str]]:
        """Whom a row is of, and what is wrong with its name and number.

        Of a cell that was `refused` ("name", "id_number") it is not said, too, that it is empty.
        """
        nameless = [] if name or "name" in refused else [_NO_NAME]
        if not number:
            return None, nameless + ([] if "id_number" in refused else [_NO_NUMBER])
        possible = documents(number, self.day)
        if not possible:
            return None, nameless + _number_problems(number, self.day)
        person = next((self.people[d] for d in possible if d in self.people), None)
        if person is None:
            return None, [*nameless, _UNKNOWN]
        if person.pk not in self.here:
            return None, [*nameless, _NOT_HERE]
        same = name_key(name) == person.name_key
        return person, nameless or ([] if same else [_ANOTHER_NAME])


def roll_of(school: Body, numbers: Iterable[str], day: date) -> Roll:
    """Two queries, however many rows there are."""
    people = _people_by_number({number for n in numbers for _, number in documents(n, day)})
    rows = Employment.objects.filter(body=school, ended_on=None, person__in=people.values())
    return Roll(people, frozenset(rows.values_list("person", flat=True)), day)


def documents(number: str, day: date) -> list[tuple[str, str]]:
    """The kinds of document whose rule the number meets, and the number as they keep it."""
    return [
        (kind, normalise_id_number(kind, number))
        for kind in IdKind.values
        if not check_id_number(kind, number, today=day)
    ]


def _people_by_number(numbers: Iterable[str]) -> dict[tuple[str, str], Person]:
    """Persons under (kind of document, number), under whichever key they were hashed."""
    hashed = {h: n for n in numbers for h in hashes_for(Person, "id_number_hash", n)}
    found = Person.objects.filter(id_number_hash__in=hashed, id_kind__in=IdKind.values)
    return {(person.id_kind, hashed[person.id_number_hash]): person for person in found}


def _number_problems(number: str, day: date) -> list[str]:
    """As of a resident's number, which is what it nearly always is; no part of it is quoted."""
    found = check_id_number(IdKind.RESIDENT, number, today=day)
    texts = [_NO_BIRTHDAY if p.code.startswith("birth") else p.message for p in found]
    return [f"证件号码：{'，'.join(text.rstrip('。') for text in texts)}"]
