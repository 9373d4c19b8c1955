"""Orders: many prints in one go, counted, called off, fetched and forgotten."""

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

from portal.audit import services as audit
from portal.clock import now
from portal.documents import vault
from portal.jobs import services as jobs
from portal.printing import queries
from portal.printing.enums import RunForm
from portal.printing.errors import Refused
from portal.printing.kinds import find
from portal.printing.models import PrintItem, PrintRun

if TYPE_CHECKING:
    from accounts.models import User

RUN_JOB = "printing.run"
MOST_IN_A_RUN = 500
MOST_SPECIMENS = 20
KEPT = timedelta(hours=24)


@transaction.atomic
def order(
    kind_name: str,
    subjects: Iterable[str],
    *,
    owner: "User",
    form: str = RunForm.MERGED,
    title: str = "",
    back_url: str = "",
    next_url: str = "",
    request: HttpRequest | None = None,
) -> PrintRun:
    """Prints of all subjects, in order, for `owner`, whose right to each the caller has checked.

    `Refused` (Chinese) for none or too many. `back_url` is the local path of where it was asked,
    `next_url` where the progress leads in the end: the run's own page unless given.
    """
    kind, wanted = find(kind_name), list(dict.fromkeys(subjects))
    _refuse_wrong_numbers(len(wanted), form)
    at = now()
    run = PrintRun.objects.create(
        kind=kind.name,
        form=form,
        title=(title or kind.label)[:100],
        owner=owner,
        back_url=back_url,
        total=len(wanted),
        created_at=at,
        expires_at=at + KEPT,
    )
    PrintItem.objects.bulk_create(
        PrintItem(run=run, position=position, subject=subject)
        for position, subject in enumerate(wanted, start=1)
    )
    _start(run, next_url)
    _record("printing.order", run, request)
    return run


def _refuse_wrong_numbers(number: int, form: str) -> None:
    most = MOST_SPECIMENS if form == RunForm.PREVIEW else MOST_IN_A_RUN
    if not number:
        raise Refused("没有选择要打印的内容。")
    if number > most:
        raise Refused(f"一次最多打印 {most} 份，现在选了 {number} 份。请分几次打印。")


def _start(run: PrintRun, next_url: str) -> None:
    url = next_url or reverse("printing:run", args=[run.pk])
    job = jobs.enqueue(
        RUN_JOB, {"run": str(run.pk)}, owner=run.owner, key=str(run.pk), next_url=url
    )
    run.job = job.pk
    run.save(update_fields=["job"])


@transaction.atomic
def cancel(run: PrintRun, *, request: HttpRequest | None = None) -> None:
    """Call it off; what is printed already stays printed. `Refused` when it is over."""
    if run.job is None or not jobs.cancel(run.job):
        raise Refused("打印已经结束，不能再取消。")
    run.cancelled_at = now()
    run.save(update_fields=["cancelled_at"])
    _record("printing.cancel", run, request)


def take(run: PrintRun, *, request: HttpRequest | None = None) -> bytes:
    """The file, on record; `Refused` (Chinese) when there is none, or none any more."""
    if not run.storage_name:
        raise Refused("文件还没有生成，或者已经过期删除。需要时请重新打印。")
    content = queries.run_content(run)
    _record("printing.download", run, request)
    return content


def forget_expired() -> int:
    """Delete the files of runs whose time is over; returns how many."""
    due = list(queries.forgettable()[:200])
    for run in due:
        _forget(run)
    return len(due)


@transaction.atomic
def _forget(run: PrintRun) -> None:
    name = run.storage_name
    PrintRun.objects.filter(pk=run.pk, storage_name=name).update(storage_name="", sealed_with="")
    transaction.on_commit(lambda: vault.delete(name))


def _record(action: str, run: PrintRun, request: HttpRequest | None) -> None:
    audit.record(
        action,
        actor=run.owner,
        subject=f"printing.printrun:{run.pk}",
        detail={"kind": run.kind, "form": run.form, "prints": run.total},
        request=request,
    )
