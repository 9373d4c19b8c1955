"""Bulk actions, with a result per case."""

import uuid

from django.conf import settings
from django.db import models

from portal.approvals.models.case import Case


class BulkRun(models.Model):
    """One bulk action: what to do, and by whom; its items are the cases, each with its result.

    `token` comes from the confirming page, so that a form sent twice starts one run.
    """

    token = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    job = models.UUIDField(null=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="bulk_runs")
    flow = models.CharField(max_length=40)
    transition = models.CharField(max_length=40)
    opinion = models.TextField(blank=True)
    reasons = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.flow}.{self.transition} #{self.pk}"


class BulkResult(models.TextChoices):
    WAITING = "waiting", "等待处理"
    DONE = "done", "成功"
    STALE = "stale", "已被他人处理"
    REFUSED = "refused", "不能处理"


class BulkItem(models.Model):
    """One case of a bulk action, at the version its list showed."""

    run = models.ForeignKey(BulkRun, models.CASCADE, related_name="items")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    result = models.CharField(max_length=10, choices=BulkResult.choices, default=BulkResult.WAITING)
    message = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["run", "case"], name="approvals_bulk_case_once"),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.case_id} {self.result}"
