"""One transition for many cases: asked for here, worked off by a job, with a result for each."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from celery.exceptions import SoftTimeLimitExceeded
from django.db import IntegrityError, transaction
from django.urls import reverse

from portal.approvals import flow as flows
from portal.approvals.actors import Actor, staff
from portal.approvals.errors import ApprovalError, NotAllowed, ReasonNeeded, Stale
from portal.approvals.models import BulkItem, BulkResult, BulkRun
from portal.approvals.queries.inbox import Filters, inbox
from portal.approvals.queries.scoping import seen
from portal.approvals.services.applying import apply
from portal.approvals.services.stating import statement
from portal.audit.services import record
from portal.clock import now
from portal.jobs.run import JobRun
from portal.jobs.services import enqueue
from portal.organisations.queries import scope_of

if TYPE_CHECKING:
    from accounts.models import User

BULK_JOB = "approvals.bulk"
_BATCH = 500
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class BulkOrder:
    """What is to be done: `ticked` are (case, version) as the list showed them; `filters` instead
    means all that match."""

    flow: str
    transition: str
    ticked: tuple[tuple[int, int], ...] = ()
    filters: Filters | None = None
    opinion: str = ""
    reasons: tuple[str, ...] = ()


@transaction.atomic
def start_bulk(order: BulkOrder, user: "User", token: UUID) -> BulkRun:
    """A run with its job. NotAllowed or ReasonNeeded when the order itself is wrong.

    The same token twice is the same run.
    """
    if known := BulkRun.objects.filter(token=token, user=user).first():
        return known
    check_order(order)
    chosen = selection(order, user)
    if not chosen:
        raise NotAllowed("没有选中可以办理的申请。")
    return _run(order, user, token, chosen)


def check_order(order: BulkOrder) -> None:
    """A reason is needed in bulk where it is needed singly (Y1)."""
    flow = flows.get(order.flow)
    transition = flow.transition(order.transition)
    if not transition.bulk:
        raise NotAllowed(f"{transition.label}不能批量办理。")
    statement(flow, transition, opinion=order.opinion, codes=order.reasons, marks=(), markable={})


def selection(order: BulkOrder, user: "User") -> list[tuple[int, int]]:
    """(case, version) of what was ticked and may be seen, or of all that match."""
    scope = scope_of(user)
    if order.filters is not None:
        matching = inbox(scope, order.filters).filter(flow=order.flow)
        return list(matching.values_list("pk", "version"))
    visible = seen(scope).filter(pk__in=[pk for pk, _ in order.ticked], flow=order.flow)
    known = set(visible.values_list("pk", flat=True))
    return [(pk, version) for pk, version in dict(order.ticked).items() if pk in known]


def _run(order: BulkOrder, user: "User", token: UUID, chosen: Sequence[tuple[int, int]]) -> BulkRun:
    try:
        with transaction.atomic():
            run = BulkRun.objects.create(
                token=token,
                user=user,
                flow=order.flow,
                transition=order.transition,
                opinion=order.opinion,
                reasons=list(order.reasons),
                created_at=now(),
            )
    except IntegrityError:
        return BulkRun.objects.get(token=token, user=user)
    items = (BulkItem(run=run, case_id=pk, version=version) for pk, version in chosen)
    BulkItem.objects.bulk_create(items, batch_size=_BATCH)
    job = enqueue(
        BULK_JOB,
        {"run": run.pk},
        owner=user,
        key=str(run.pk),
        next_url=reverse("approvals:bulk-run", args=[run.pk]),
    )
    run.job = job.pk
    run.save(update_fields=["job"])
    record(
        "approvals.bulk",
        actor=user,
        subject=f"approvals.bulkrun:{run.pk}",
        detail={"flow": run.flow, "transition": run.transition, "cases": len(chosen)},
    )
    return run


def work_off(run: JobRun) -> dict[str, int]:
    """The job: every waiting case, scope and state checked anew; it can be killed and goes on."""
    bulk = BulkRun.objects.select_related("user").get(pk=run.payload["run"])
    total = bulk.items.count()
    waiting = list(_waiting(bulk))
    done = total - len(waiting)
    run.progress(done, total)
    for pk in waiting:
        _one(bulk, pk)
        done += 1
        run.progress(done, total)
    BulkRun.objects.filter(pk=bulk.pk, finished_at=None).update(finished_at=now())
    return {"done": bulk.items.filter(result=BulkResult.DONE).count(), "total": total}


def _waiting(bulk: BulkRun) -> Iterable[int]:
    items = bulk.items.filter(result=BulkResult.WAITING).order_by("pk")
    return items.values_list("pk", flat=True)


def _one(bulk: BulkRun, item_id: int) -> None:
    """Decision and result are one transaction: a case is never decided without being reported."""
    try:
        with transaction.atomic():
            item = BulkItem.objects.select_for_update().get(pk=item_id)
            if item.result != BulkResult.WAITING:
                return
            # The scope is asked anew each time: a role may end while the run goes on.
            _apply(bulk, item, staff(bulk.user))
            BulkItem.objects.filter(pk=item_id).update(result=BulkResult.DONE)
    except ApprovalError as error:
        _report(item_id, _result_of(error), str(error))
    except (SoftTimeLimitExceeded, MemoryError):
        raise
    except Exception as error:
        # One broken case must neither stop the others nor go unreported.
        _log.error("bulk item %s: %s", item_id, type(error).__name__)
        _report(item_id, BulkResult.REFUSED, "处理时出错，请单独办理这一件。")


def _apply(bulk: BulkRun, item: BulkItem, actor: Actor) -> None:
    apply(
        item.case_id,
        bulk.transition,
        actor,
        version=item.version,
        opinion=bulk.opinion,
        reasons=bulk.reasons,
    )


def _result_of(error: ApprovalError) -> BulkResult:
    return BulkResult.STALE if isinstance(error, Stale) else BulkResult.REFUSED


def _report(item_id: int, result: BulkResult, message: str) -> None:
    BulkItem.objects.filter(pk=item_id).update(result=result, message=message[:300])


__all__ = [
    "BULK_JOB",
    "BulkOrder",
    "ReasonNeeded",
    "check_order",
    "selection",
    "start_bulk",
    "work_off",
]
