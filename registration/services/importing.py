"""A school's workbook of years: taken in, checked, confirmed or given up, and forgotten."""

import base64
from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.urls import reverse

from ceducation.enums import ImportState, RowState
from portal.audit.services import record
from portal.clock import now
from portal.imports.inspecting import look_at
from portal.jobs.services import enqueue
from portal.organisations.models import Body
from registration.errors import Refused
from registration.models import YearImport
from registration.workbooks import Line

if TYPE_CHECKING:
    from accounts.models import User

READ_JOB = "registration.read_import"
IMPORT_JOB = "registration.import"
KEEP = timedelta(days=7)
_LONGEST_NAME = 120


def upload(
    school: Body,
    user: "User",
    *,
    name: str,
    content: bytes,
    token: UUID,
    request: HttpRequest | None = None,
) -> YearImport:
    """Takes a workbook in and has it checked by a job; Unreadable for what is plainly none.

    The same token twice is the same import. The caller knows the scope.
    """
    look_at(content)
    packed = base64.b64encode(content).decode()
    try:
        with transaction.atomic():
            run = YearImport.objects.create(
                token=token, unit=school, user=user, created_at=now(),
                file_name=name[-_LONGEST_NAME:], content=packed,
            )  # fmt: skip
            _start(run, READ_JOB, user)
            _note("registration.upload", run, user, request, {"bytes": len(content)})
            return run
    except IntegrityError:
        return YearImport.objects.get(token=token, user=user, unit=school)


def page_of(run: YearImport) -> str:
    return reverse("registration:import", args=[run.unit_id, run.pk])


def _start(run: YearImport, kind: str, user: "User") -> None:
    job = enqueue(kind, {"import": run.pk}, owner=user, key=str(run.pk), next_url=page_of(run))
    run.job = job.pk
    YearImport.objects.filter(pk=run.pk).update(job=job.pk)


@transaction.atomic
def confirm(run: YearImport, user: "User", request: HttpRequest | None = None) -> None:
    """Has the rows without a problem imported; a second click changes nothing."""
    if not run.counts.get(RowState.READY):
        raise Refused("这份表现在不能导入，请重新上传。")
    waiting = YearImport.objects.filter(pk=run.pk, state=ImportState.CHECKED)
    if not waiting.update(state=ImportState.IMPORTING, user=user):
        return
    _start(run, IMPORT_JOB, user)
    _note("registration.import", run, user, request, {"rows": run.counts[RowState.READY]})


@transaction.atomic
def discard(run: YearImport, user: "User", request: HttpRequest | None = None) -> None:
    """Given up before it was confirmed: nothing of it stays but that it was there."""
    given_up = YearImport.objects.filter(
        pk=run.pk, state__in=[ImportState.READING, ImportState.CHECKED]
    )
    if not given_up.update(state=ImportState.DISCARDED, finished_at=now(), **_emptied()):
        raise Refused("这份表已经导入或放弃。")
    _note("registration.discard", run, user, request)


def note_report(run: YearImport, user: "User", request: HttpRequest | None = None) -> None:
    """The report holds ID numbers: who took it is on record."""
    _note("registration.report", run, user, request)


@transaction.atomic
def forget_contents() -> int:
    """After a week no ID number of an upload is kept; returns how many imports it was."""
    old = YearImport.objects.filter(created_at__lt=now() - KEEP, forgotten_at=None)
    old = old.exclude(state=ImportState.IMPORTING)
    keys = list(old.values_list("pk", flat=True))
    waiting = YearImport.objects.filter(
        pk__in=keys, state__in=[ImportState.READING, ImportState.CHECKED]
    )
    waiting.update(state=ImportState.DISCARDED)
    YearImport.objects.filter(pk__in=keys).update(**_emptied())
    return len(keys)


def _emptied() -> dict[str, Any]:
    return {"content": "", "rows": [], "forgotten_at": now()}


def counted(lines: Iterable[Line]) -> dict[str, int]:
    return dict(Counter(line.state for line in lines))


def lines_of(run: YearImport) -> list[Line]:
    return [Line(**row) for row in run.rows]


def _note(
    action: str,
    run: YearImport,
    user: "User",
    request: HttpRequest | None,
    detail: dict[str, int] | None = None,
) -> None:
    record(
        action,
        actor=user,
        subject=run.subject,
        body_id=run.unit_id,
        detail=detail,
        request=request,
    )
