"""A run's work, in a worker: every item, then the file. A killed worker's is taken up again."""

import io
import logging
import traceback
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

from celery.exceptions import SoftTimeLimitExceeded
from django.db import DatabaseError

from portal.clock import now
from portal.documents import vault
from portal.documents.vault import FileLost
from portal.jobs.run import JobFailed
from portal.printing import paging, queries
from portal.printing.enums import ItemState, RunForm
from portal.printing.errors import PrintFailed
from portal.printing.kinds import find
from portal.printing.models import PrintItem, PrintRun
from portal.printing.naming import unique_names
from portal.printing.services.drawing import TOO_LARGE, specimen
from portal.printing.services.rendering import FOLDER, render
from portal.printing.services.runs import KEPT

logger = logging.getLogger(__name__)
Progress = Callable[[int, int, str], None]


def make(run_id: UUID, progress: Progress) -> dict[str, int]:
    """Returns how many were made and how many were not; `JobFailed` when none was."""
    run = PrintRun.objects.select_related("owner").get(pk=run_id)
    if run.finished_at is None:
        if run.form == RunForm.PREVIEW:
            _file(run, _specimens(run, progress))
        else:
            _print_items(run, progress)
            _bundle(run, progress)
    figures = queries.figures_of(run)
    return {"done": figures[ItemState.DONE], "failed": figures[ItemState.FAILED]}


def _print_items(run: PrintRun, progress: Progress) -> None:
    """Each that is still to be made; the progress counts those made before, too."""
    items = list(queries.items_of(run, ItemState.QUEUED))
    before = run.total - len(items)
    progress(before, run.total, "")
    for number, item in enumerate(items, start=before + 1):
        with _own_failure(item):
            made = render(run.kind, item.subject, actor=run.owner)
            _close(item, state=ItemState.DONE, print=made)
        progress(number, run.total, "")


@contextmanager
def _own_failure(item: PrintItem) -> Iterator[None]:
    """What is wrong with one item does not stop the others; what is wrong with us does."""
    try:
        yield
    except (DatabaseError, SoftTimeLimitExceeded):
        raise
    except PrintFailed as failure:
        _fail(item, str(failure))
    except MemoryError:
        _fail(item, TOO_LARGE)
    except FileLost:
        _fail(item, "需要的照片或文件已经不在了。")
    except Exception as error:
        # Not the exception's own text: it may quote what a person typed.
        trace = "".join(traceback.format_tb(error.__traceback__))
        logger.error("print of %s: %s\n%s", item.subject, type(error).__name__, trace)
        _fail(item, f"内部错误（{type(error).__name__}），请联系管理员。")


def _fail(item: PrintItem, reason: str) -> None:
    _close(item, state=ItemState.FAILED, reason=reason[:200])


def _close(item: PrintItem, **values: object) -> None:
    PrintItem.objects.filter(pk=item.pk, state=ItemState.QUEUED).update(**values)


def _bundle(run: PrintRun, progress: Progress) -> None:
    items = list(queries.items_of(run, ItemState.DONE))
    _refuse_nothing(run, len(items))
    progress(run.total, run.total, "正在合成文件")
    parts = (queries.content(item.print) for item in items if item.print)
    run.pages = sum(item.print.pages for item in items if item.print)
    if run.form == RunForm.ZIP:
        _file(run, _packed(run, items, parts))
    else:
        _file(run, paging.merged(parts))


def _packed(run: PrintRun, items: list[PrintItem], parts: Iterator[bytes]) -> bytes:
    kind = find(run.kind)
    names = unique_names(kind.file_name(item.subject) for item in items)
    target = io.BytesIO()
    # PDFs are compressed in themselves.
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, part in zip(names, parts, strict=True):
            archive.writestr(f"{name}.pdf", part)
    return target.getvalue()


def _specimens(run: PrintRun, progress: Progress) -> bytes:
    """Drawn, marked and not stored as prints: what a killed worker drew is drawn again."""
    kind, drawn = find(run.kind), []
    for number, item in enumerate(queries.items_of(run), start=1):
        with _own_failure(item):
            drawn.append(specimen(kind, kind.data(item.subject)))
            _close(item, state=ItemState.DONE)
        progress(number, run.total, "")
    _refuse_nothing(run, len(drawn))
    run.pages = sum(each.pages for each in drawn)
    return paging.merged(each.content for each in drawn)


def _refuse_nothing(run: PrintRun, made: int) -> None:
    if not made:
        first = queries.items_of(run, ItemState.FAILED).first()
        raise JobFailed(f"没有一份能够生成：{first.reason if first else ''}"[:200])


def _file(run: PrintRun, content: bytes) -> None:
    """Keep the file; a run called off meanwhile has none."""
    at = now()
    name = vault.write(content, FOLDER)
    mine = PrintRun.objects.filter(pk=run.pk, finished_at=None, cancelled_at=None)
    kept = mine.update(
        storage_name=name,
        sealed_with=vault.current_key_id(),
        pages=run.pages,
        size=len(content),
        finished_at=at,
        expires_at=at + KEPT,
    )
    if not kept:
        vault.delete(name)
