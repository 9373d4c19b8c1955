"""Many prints in one go, for one person to download."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal.printing.enums import ItemState, RunForm
from portal.printing.models.prints import Print


class PrintRun(models.Model):
    """One order. Its file is there from `finished_at` until it is forgotten at `expires_at`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40)
    form = models.CharField(max_length=8, choices=RunForm.choices)
    title = models.CharField(max_length=100)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="print_runs")
    job = models.UUIDField(null=True, unique=True)
    back_url = models.CharField(max_length=400, blank=True)
    total = models.PositiveIntegerField()
    pages = models.PositiveIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)
    storage_name = models.CharField(max_length=120, blank=True)
    sealed_with = models.CharField(max_length=40, blank=True, db_index=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(storage_name="") | Q(finished_at__isnull=False),
                name="printing_file_when_finished",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.total})"


class PrintItem(models.Model):
    """One subject of a run and what became of it; `reason` says in Chinese why not."""

    run = models.ForeignKey(PrintRun, models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    subject = models.CharField(max_length=80)
    state = models.CharField(max_length=8, choices=ItemState.choices, default=ItemState.QUEUED)
    print = models.ForeignKey(Print, models.PROTECT, null=True, related_name="items")
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "position"], name="printing_one_per_place"),
            models.UniqueConstraint(fields=["run", "subject"], name="printing_once_in_a_run"),
            models.CheckConstraint(
                condition=~Q(state=ItemState.FAILED) | ~Q(reason=""),
                name="printing_failure_has_reason",
            ),
        ]
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.position} {self.subject}"
