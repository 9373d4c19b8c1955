"""A school's workbook: taken in, confirmed or given up, and its contents forgotten."""

import base64
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse

from ceducation.enums import ImportState, RowState
from ceducation.errors import Refused
from ceducation.models import HoursImport, ImportRow
from portal.audit.services import record
from portal.clock import now
from portal.imports.inspecting import look_at
from portal.jobs.services import enqueue
from portal.organisations.models import Body

if TYPE_CHECKING:
    from accounts.models import User

READ_JOB = "ceducation.read_import"
IMPORT_JOB = "ceducation.import"
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
) -> HoursImport:
    """Takes a workbook in and has it checked by a job; Unreadable for what is plainly none.

    The same token twice is the same import. The caller knows the scope.
    """
    look_at(content)
    try:
        with transaction.atomic():
            file = {"file_name": name[-_LONGEST_NAME:], "content": _packed(content)}
            run = _taken(school, user, token, file)
            _note("ceducation.upload", run, user, request, {"bytes": len(content)})
            return run
    except IntegrityError:
        return HoursImport.objects.get(token=token, user=user, unit=school)


def _packed(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _taken(school: Body, user: "User", token: UUID, file: dict[str, str]) -> HoursImport:
    run = HoursImport.objects.create(token=token, unit=school, user=user, created_at=now(), **file)
    job = enqueue(READ_JOB, {"import": run.pk}, owner=user, key=str(run.pk), next_url=page_of(run))
    run.read_job = job.pk
    run.save(update_fields=["read_job"])
    return run


def page_of(run: HoursImport) -> str:
    return reverse("ceducation:import", args=[run.unit_id, run.pk])


@transaction.atomic
def confirm(run: HoursImport, user: "User", request: HttpRequest | None = None) -> HoursImport:
    """The job that credits the rows without a problem; a second click finds the first one's."""
    latest = HoursImport.objects.select_for_update().defer("content").get(pk=run.pk)
    if latest.job is not None:
        return latest
    ready = latest.rows.filter(state=RowState.READY).count()
    if latest.state != ImportState.CHECKED or not ready:
        raise Refused("这份表现在不能导入，请重新上传。")
    job = enqueue(
        IMPORT_JOB, {"import": run.pk}, owner=user, key=str(run.pk), next_url=page_of(run)
    )
    # Where row locks are none (SQLite), the condition decides who was first.
    if HoursImport.objects.filter(pk=run.pk, state=ImportState.CHECKED).update(
        state=ImportState.IMPORTING, job=job.pk, user=user, confirmed_at=now()
    ):
        _note("ceducation.import", run, user, request, {"rows": ready})
    latest.refresh_from_db(fields=["state", "job", "user", "confirmed_at"])
    return latest


@transaction.atomic
def discard(run: HoursImport, user: "User", request: HttpRequest | None = None) -> None:
    """Given up before it was confirmed: nothing of it stays but that it was there."""
    given_up = HoursImport.objects.filter(
        pk=run.pk, state__in=[ImportState.READING, ImportState.CHECKED]
    ).update(state=ImportState.DISCARDED, content="", forgotten_at=now(), finished_at=now())
    if not given_up:
        raise Refused("这份表已经导入或放弃。")
    ImportRow.objects.filter(run=run).delete()
    _note("ceducation.discard", run, user, request)


def note_report(run: HoursImport, user: "User", request: HttpRequest | None = None) -> None:
    """The report holds ID numbers: who took it is on record."""
    _note("ceducation.report", run, user, request)


@transaction.atomic
def forget_contents() -> int:
    """After a week no ID number of an upload is kept; returns how many imports it was."""
    old = HoursImport.objects.filter(created_at__lt=now() - KEEP, forgotten_at=None)
    keys = list(old.exclude(state=ImportState.IMPORTING).values_list("pk", flat=True))
    ImportRow.objects.filter(run__in=keys).update(data={})
    forgotten = HoursImport.objects.filter(pk__in=keys)
    forgotten.update(content="", forgotten_at=now())
    waiting = Q(state=ImportState.READING) | Q(state=ImportState.CHECKED)
    forgotten.filter(waiting).update(state=ImportState.DISCARDED)
    return len(keys)


def _note(
    action: str,
    run: HoursImport,
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
