"""Bulk runs and their results, for who started them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, QuerySet

from portal.approvals.models import BulkItem, BulkResult, BulkRun

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Figure:
    result: str
    label: str
    count: int


def run_for(user: "User", pk: int) -> BulkRun:
    """The run, when it is theirs; else BulkRun.DoesNotExist."""
    return BulkRun.objects.get(pk=pk, user=user)


def items_of(run: BulkRun, result: str = "") -> QuerySet[BulkItem]:
    items = run.items.select_related("case", "case__unit").order_by("pk")
    return items.filter(result=result) if result else items


def figures_of(run: BulkRun) -> list[Figure]:
    """How many cases came to each result, in a fixed order."""
    rows = run.items.order_by().values_list("result").annotate(n=Count("pk"))
    counted = dict(rows)
    return [
        Figure(result.value, str(result.label), counted[result.value])
        for result in BulkResult
        if counted.get(result.value)
    ]
