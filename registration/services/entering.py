"""What a school says of a teacher's year: one row, a change appended for each saving."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest

from ceducation.queries.teachers import works_at
from identity.models import Person
from portal.audit.services import record
from portal.clock import now, today
from portal.organisations.models import Body
from registration.enums import Appraisal, Morals, Post
from registration.errors import Refused, Stale
from registration.models import YearRecord, YearRecordChange
from registration.rules.needs import entry_years

PAGE, AUTOSAVE, IMPORT = "page", "autosave", "import"
LONGEST_NOTE = 100
_ALLOWED = {"appraisal": Appraisal.values, "morals": Morals.values, "post": Post.values}
_NOT_HERE = "此人现在不是本校教师。"


@dataclass(frozen=True)
class YearValues:
    """As stored; "" is not entered."""

    appraisal: str = ""
    morals: str = ""
    post: str = ""
    note: str = ""

    @property
    def is_blank(self) -> bool:
        return not any(asdict(self).values())


@dataclass(frozen=True)
class Row:
    """One row of the grid: `version` is the one it was shown at, 0 where there was none."""

    person: Person
    values: YearValues
    version: int


@dataclass(frozen=True)
class Saved:
    """What came of a page: who was saved, and why the others were not, by person."""

    saved: tuple[int, ...]
    refused: dict[int, str]


@dataclass(frozen=True)
class Hand:
    """Who enters a year, for which school, and how."""

    school: Body
    year: int
    actor: Any
    way: str = PAGE
    request: HttpRequest | None = None


def save_rows(hand: Hand, rows: Iterable[Row]) -> Saved:
    """Each row by itself: what somebody else changed meanwhile stops none of the others."""
    saved: list[int] = []
    refused: dict[int, str] = {}
    for row in _differing(hand.year, list(rows)):
        try:
            save_row(hand, row)
            saved.append(row.person.pk)
        except Refused as problem:
            refused[row.person.pk] = str(problem)
    return Saved(tuple(saved), refused)


def _differing(year: int, rows: list[Row]) -> list[Row]:
    """Those that say something else than is stored: one query, and no more for the rest."""
    people = [row.person for row in rows]
    found = YearRecord.objects.filter(person__in=people, year=year)
    by_person = {known.person_id: known for known in found}
    return [row for row in rows if stored(by_person.get(row.person.pk)) != row.values]


def save_year(
    school: Body, person: Person, year: int, values: YearValues, *, version: int, actor: Any
) -> YearRecord | None:
    """One row, as `save_row`."""
    return save_row(Hand(school, year, actor), Row(person, values, version))


@transaction.atomic
def save_row(hand: Hand, row: Row) -> YearRecord | None:
    """The row as it is now (None: there was none, and nothing to enter).

    Stale when it is no longer at the version it was shown at; Refused for who does not work
    there, a year that cannot be entered, and a word nobody knows. The same values change nothing:
    two who enter the same do not stand in each other's way.
    """
    _demand(hand, row)
    known = YearRecord.objects.filter(person=row.person, year=hand.year).first()
    before = stored(known)
    if before == row.values:
        return known
    if (known.version if known else 0) != row.version:
        raise Stale
    made = _changed(known, hand, row.values) if known else _new(hand, row)
    _append(made, before, row.values, hand.way)
    _note(hand, row.person)
    return made


def stored(row: YearRecord | None) -> YearValues:
    if row is None:
        return YearValues()
    return YearValues(row.appraisal, row.morals, row.post, row.note)


def _demand(hand: Hand, row: Row) -> None:
    if hand.year not in entry_years(today()):
        raise Refused("这个年度不能录入。", "year")
    for name, allowed in _ALLOWED.items():
        value = getattr(row.values, name)
        if value and value not in allowed:
            raise Refused("请从列表中选择。", name)
    if len(row.values.note) > LONGEST_NOTE:
        raise Refused(f"备注最多 {LONGEST_NOTE} 个字。", "note")
    if not works_at(hand.school, row.person.pk):
        raise Refused(_NOT_HERE)


def _new(hand: Hand, row: Row) -> YearRecord:
    """The constraint decides between two who enter the same year at once."""
    try:
        with transaction.atomic():
            return YearRecord.objects.create(
                person=row.person, year=hand.year, **_fields(hand, row.values)
            )
    except IntegrityError:
        raise Stale from None


def _changed(known: YearRecord, hand: Hand, values: YearValues) -> YearRecord:
    """One conditional UPDATE: who comes second finds another version."""
    fields = {**_fields(hand, values), "version": known.version + 1}
    if not YearRecord.objects.filter(pk=known.pk, version=known.version).update(**fields):
        raise Stale
    for name, value in fields.items():
        setattr(known, name, value)
    return known


def _fields(hand: Hand, values: YearValues) -> dict[str, Any]:
    who = {"body": hand.school, "entered_by": by(hand.actor), "entered_at": now()}
    return {**asdict(values), **who}


def _append(row: YearRecord, before: YearValues, after: YearValues, way: str) -> None:
    old, new = asdict(before), asdict(after)
    names = [name for name in new if new[name] != old[name]]
    YearRecordChange.objects.create(
        record=row,
        version=row.version,
        body=row.body,
        by=row.entered_by,
        at=row.entered_at,
        way=way,
        before={name: old[name] for name in names},
        after={name: new[name] for name in names},
    )


def by(actor: Any) -> Any:
    """The user, where one acts: a system actor has no key."""
    return actor if getattr(actor, "pk", None) else None


def _note(hand: Hand, person: Person) -> None:
    record(
        "registration.enter_year",
        actor=hand.actor,
        subject=f"identity.person:{person.pk}",
        person_id=person.pk,
        body_id=hand.school.pk,
        detail={"year": hand.year, "way": hand.way},
        request=hand.request,
    )
