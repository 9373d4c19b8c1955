"""The two jobs of an import: the dry run, and storing. Each may be killed and begin again."""

import base64
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace

from django.db import transaction

from ceducation.enums import ImportState, RowState
from identity.models import Person
from identity.queries.rows import Roll, roll_of
from portal.clock import now, today
from portal.imports.errors import Unreadable
from portal.imports.reading import SheetRow, rows_of
from portal.jobs.run import JobRun
from portal.organisations.models import Body
from portal.organisations.queries import scope_of
from registration.errors import Refused
from registration.models import YearImport, YearRecord
from registration.queries import schools
from registration.rules.needs import entry_years
from registration.services.entering import IMPORT, Hand, Row, YearValues, save_row, stored
from registration.services.importing import counted, lines_of
from registration.words import spoken_change
from registration.workbooks import LAYOUT, Line, parsed

_BATCH = 200
_PROGRESS = 20
_NO_RIGHT = "您已没有为这所学校录入的权限。"

Known = dict[tuple[int, int], YearRecord]


def read(run: JobRun) -> dict[str, int]:
    """The dry run: every row with what is wrong, or why the file cannot be read."""
    found = YearImport.objects.select_related("unit").get(pk=run.payload["import"])
    if found.state != ImportState.READING:
        return {}
    try:
        rows = rows_of(base64.b64decode(found.content), LAYOUT)
    except Unreadable as problem:
        _finish(found, ImportState.READING, ImportState.UNREADABLE, problem=str(problem)[:300],
                content="", forgotten_at=now())  # fmt: skip
        return {"rows": 0}
    lines = list(_checked(found.unit, rows, run))
    _finish(
        found,
        ImportState.READING,
        ImportState.CHECKED,
        content="",
        rows=[line.plain() for line in lines],
        counts=counted(lines),
    )
    return {"rows": len(lines)}


def _finish(found: YearImport, before: ImportState, after: ImportState, **fields: object) -> None:
    """Only while it is still wanted."""
    if after != ImportState.CHECKED:
        fields["finished_at"] = now()
    YearImport.objects.filter(pk=found.pk, state=before).update(state=after, **fields)


def _checked(school: Body, rows: list[SheetRow], run: JobRun) -> Iterator[Line]:
    seen: dict[tuple[int, int], int] = {}
    done = 0
    run.progress(done, len(rows))
    for batch in _batches(rows, _BATCH):
        roll = roll_of(school, [row.values["id_number"] for row in batch], today())
        known = _known(roll)
        for row in batch:
            yield _line(row, roll, known, seen)
        done += len(batch)
        run.progress(done, len(rows))


def _batches(rows: Sequence[SheetRow], size: int) -> Iterator[Sequence[SheetRow]]:
    for first in range(0, len(rows), size):
        yield rows[first : first + size]


def _known(roll: Roll) -> Known:
    rows = YearRecord.objects.filter(person__in=list(roll.people.values()))
    return {(row.person_id, row.year): row for row in rows}


def _line(row: SheetRow, roll: Roll, known: Known, seen: dict[tuple[int, int], int]) -> Line:
    cells = dict(row.values)
    person, of_person = roll.find(cells["name"], cells["id_number"], row.problems)
    said = parsed(cells, entry_years(today()))
    of_cells = [text for column, text in said.problems.items() if column not in row.problems]
    found = [*row.problems.values(), *of_person, *of_cells]
    if found or person is None:
        return Line(row.number, cells, RowState.WRONG, message="；".join(found)[:500])
    key = (person.pk, said.year)
    if (first := seen.setdefault(key, row.number)) != row.number:
        text = f"与第 {first} 行重复：同一人同一年度只能有一行"
        return Line(row.number, cells, RowState.WRONG, message=text)
    record = known.get(key)
    before = stored(record)
    after = said.over(before)
    return Line(
        row.number, cells, RowState.READY, person.pk, said.year, asdict(after),
        record.version if record else 0, spoken_change(before, after),
    )  # fmt: skip


def work_off(run: JobRun) -> dict[str, int]:
    """Stores every row without a problem. Again after a kill: what was stored says the same."""
    found = YearImport.objects.select_related("unit", "user").get(pk=run.payload["import"])
    if found.state != ImportState.IMPORTING:
        return {}
    lines = lines_of(found)
    people = Person.objects.in_bulk([line.person for line in lines if line.person])
    may = _may(found)
    done: list[Line] = []
    for line in lines:
        done.append(_stored(found, line, people, may) if line.state == RowState.READY else line)
        if len(done) % _PROGRESS == 0:
            run.progress(len(done), len(lines))
    run.progress(len(lines), len(lines))
    plain = [line.plain() for line in done]
    _finish(found, ImportState.IMPORTING, ImportState.DONE, rows=plain, counts=counted(done))
    return {"done": counted(done).get(RowState.DONE, 0), "total": len(lines)}


def _may(found: YearImport) -> bool:
    """A role may have ended since the file was checked."""
    try:
        schools.school_in(scope_of(found.user), found.unit_id, *schools.KEEPERS)
    except Body.DoesNotExist:
        return False
    return True


def _stored(found: YearImport, line: Line, people: dict[int, Person], may: bool) -> Line:
    person = people.get(line.person or 0)
    if not may or person is None or line.values is None:
        return replace(line, state=RowState.REFUSED, message=_NO_RIGHT)
    hand = Hand(found.unit, line.year, found.user, IMPORT)
    try:
        with transaction.atomic():
            save_row(hand, Row(person, YearValues(**line.values), line.version))
    except Refused as refused:
        return replace(line, state=RowState.REFUSED, message=str(refused))
    return replace(line, state=RowState.DONE)
