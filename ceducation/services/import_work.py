"""The two jobs of an import: the dry run, and crediting. Each may be killed and begin again."""

import base64
import logging
import traceback
from typing import Any

from celery.exceptions import SoftTimeLimitExceeded
from django.db import DatabaseError, transaction

from ceducation.enums import ImportState, RowState, Source
from ceducation.errors import Refused
from ceducation.models import HoursEntry, HoursImport, ImportRow
from ceducation.queries import teachers
from ceducation.services.checking import Checker, Verdict
from ceducation.services.crediting import credit
from ceducation.workbooks.columns import LAYOUT
from ceducation.workbooks.parsing import parsed
from portal.clock import now
from portal.imports.errors import Unreadable
from portal.imports.reading import SheetRow, rows_of
from portal.jobs.run import JobRun
from portal.organisations.models import Body
from portal.organisations.queries import scope_of

_log = logging.getLogger(__name__)
_BROKEN = "处理时出错，请稍后单独录入这一条。"
_NO_RIGHT = "您已没有为这所学校登记学时的权限。"
_BATCH = 500


def read(run: JobRun) -> dict[str, int]:
    """The dry run: every row with what is wrong, or why the file cannot be read."""
    found = HoursImport.objects.select_related("unit").get(pk=run.payload["import"])
    if found.state != ImportState.READING:
        return {}
    try:
        rows = rows_of(base64.b64decode(found.content), LAYOUT)
    except Unreadable as problem:
        _give_up(found, str(problem))
        return {"rows": 0}
    verdicts = _checked(found.unit, rows, run)
    _keep(found, verdicts)
    return {"rows": len(rows), "wrong": sum(bool(each.message) for each in verdicts)}


def _checked(school: Body, rows: list[SheetRow], run: JobRun) -> list[Verdict]:
    verdicts: list[Verdict] = []
    run.progress(0, len(rows))
    for batch in Checker(school).check(rows):
        verdicts += batch
        run.progress(len(verdicts), len(rows))
    return verdicts


def _give_up(found: HoursImport, problem: str) -> None:
    HoursImport.objects.filter(pk=found.pk, state=ImportState.READING).update(
        state=ImportState.UNREADABLE,
        problem=problem[:300],
        content="",
        finished_at=now(),
        forgotten_at=now(),
    )


@transaction.atomic
def _keep(found: HoursImport, verdicts: list[Verdict]) -> None:
    """All rows at once, and only while they are still wanted."""
    wanted = HoursImport.objects.filter(pk=found.pk, state=ImportState.READING)
    if not wanted.update(state=ImportState.CHECKED, content=""):
        return
    rows = (_row(found, verdict) for verdict in verdicts)
    ImportRow.objects.bulk_create(rows, batch_size=_BATCH)


def _row(found: HoursImport, verdict: Verdict) -> ImportRow:
    return ImportRow(
        run=found,
        number=verdict.row.number,
        data=dict(verdict.row.values),
        person=verdict.person,
        state=RowState.WRONG if verdict.message else RowState.READY,
        message=verdict.message,
    )


def work_off(run: JobRun) -> dict[str, int]:
    """Credits every row that still waits; the progress counts those done before, too."""
    found = HoursImport.objects.select_related("unit", "user").defer("content").get(
        pk=run.payload["import"]
    )  # fmt: skip
    chosen = found.rows.exclude(state=RowState.WRONG)
    total = chosen.count()
    waiting = list(chosen.filter(state=RowState.READY).values_list("pk", flat=True))
    done = total - len(waiting)
    run.progress(done, total)
    for pk in waiting:
        _one(found, pk)
        done += 1
        run.progress(done, total)
    HoursImport.objects.filter(pk=found.pk, finished_at=None).update(
        state=ImportState.DONE, finished_at=now()
    )
    return {"done": chosen.filter(state=RowState.DONE).count(), "total": total}


def _one(found: HoursImport, pk: int) -> None:
    """One broken row must neither stop the others nor go unreported."""
    try:
        _credited(found, pk)
    except Refused as refused:
        _refuse(pk, str(refused))
    except (DatabaseError, SoftTimeLimitExceeded):
        raise
    except Exception as error:
        # Not the exception's own text: it may quote personal data.
        trace = "".join(traceback.format_tb(error.__traceback__))
        _log.error("import row %s: %s\n%s", pk, type(error).__name__, trace)
        _refuse(pk, _BROKEN)


@transaction.atomic
def _credited(found: HoursImport, pk: int) -> None:
    """The entry and the row's fate are one transaction: a kill leaves both or neither."""
    row: Any = ImportRow.objects.select_for_update(of=("self",)).select_related("person").get(pk=pk)
    if row.state != RowState.READY:
        return
    row.entry, row.state = _entry(found, row), RowState.DONE
    row.save(update_fields=["entry", "state"])


def _entry(found: HoursImport, row: Any) -> HoursEntry:
    """A role may have ended since the file was checked, and so may an employment."""
    try:
        school = teachers.school_in(scope_of(found.user), found.unit_id, *teachers.KEEPERS)
    except Body.DoesNotExist:
        raise Refused(_NO_RIGHT) from None
    return credit(
        row.person,
        school,
        parsed(row.data).learned,
        source=Source.SCHOOL_IMPORT,
        reference=f"{found.pk}:{row.number}",
        actor=found.user,
    )


def _refuse(pk: int, message: str) -> None:
    ImportRow.objects.filter(pk=pk, state=RowState.READY).update(
        state=RowState.REFUSED, message=message[:500]
    )
