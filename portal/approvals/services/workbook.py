"""A list as a workbook, whatever it lists: asked for, written by a job, downloaded once (Y8)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any

import xlsxwriter
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from portal.approvals.models import ListExport
from portal.audit.services import record
from portal.clock import now
from portal.jobs.run import JobRun
from portal.jobs.services import enqueue

if TYPE_CHECKING:
    from accounts.models import User

_BATCH = 200


@dataclass(frozen=True)
class Sheet:
    """Titles with widths, and what a row of the list says under each."""

    columns: Mapping[str, int]
    values: Callable[[Any], Sequence[str]]


@transaction.atomic
def order(
    kind: str,
    filters: Mapping[str, Any],
    user: "User",
    *,
    action: str,
    request: HttpRequest | None = None,
) -> ListExport:
    """An export with its job of this kind; `action` is what the audit calls it."""
    export = ListExport.objects.create(user=user, filters=dict(filters), created_at=now())
    url = reverse("approvals:export", args=[export.pk])
    job = enqueue(kind, {"export": export.pk}, owner=user, key=str(export.pk), next_url=url)
    export.job = job.pk
    export.save(update_fields=["job"])
    record(
        action,
        actor=user,
        subject=f"approvals.listexport:{export.pk}",
        detail={"filters": export.filters},
        request=request,
    )
    return export


def ordered(run: JobRun) -> ListExport:
    """The export that the job is to write."""
    return ListExport.objects.select_related("user").get(pk=run.payload["export"])


def fill(
    export: ListExport,
    run: JobRun,
    sheet: Sheet,
    rows: QuerySet[Any],
    note_look: Callable[[Any], None],
) -> dict[str, int]:
    """The job's work: writes the rows, each after its look is on record (X9)."""
    buffer = BytesIO()
    export.rows = _write(buffer, sheet, _looked_at(run, rows, note_look))
    export.content = buffer.getvalue()
    export.save(update_fields=["rows", "content"])
    return {"rows": export.rows}


def _looked_at(run: JobRun, rows: QuerySet[Any], note_look: Callable[[Any], None]) -> Iterator[Any]:
    total, done = rows.count(), 0
    found = rows.iterator(chunk_size=_BATCH)
    while some := list(islice(found, _BATCH)):
        # Progress stays outside: it must be seen at once, and its row not be held.
        with transaction.atomic():
            for row in some:
                note_look(row)
        yield from some
        done += len(some)
        run.progress(done, max(done, total))


def _write(buffer: BytesIO, sheet: Sheet, rows: Iterator[Any]) -> int:
    """Every value as a string: a name that begins with "=" stays a name."""
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "constant_memory": True})
    page = book.add_worksheet("名单")
    bold = book.add_format({"bold": True})
    for column, (title, width) in enumerate(sheet.columns.items()):
        page.set_column(column, column, width)
        page.write_string(0, column, title, bold)
    page.freeze_panes(1, 0)
    number = 0
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(sheet.values(row)):
            page.write_string(number, column, value)
    book.close()
    return number
