"""A background job: the row is the truth, the Celery message only wakes a worker."""

import secrets
import uuid

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from portal.jobs.enums import OPEN_STATES, JobState


def new_token() -> str:
    return secrets.token_urlsafe(32)


class Job(models.Model):
    """One piece of work. `payload` and `result` hold ids and counts, never personal data.

    `attempts` counts claims and is the fencing token of the running one. `wake_at` is when the
    next wake-up is due if nobody took the job; before `not_before` nobody may take it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=60)
    queue = models.CharField(max_length=20)
    payload = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    note = models.CharField(max_length=200, blank=True)
    result = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    error = models.CharField(max_length=200, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="jobs"
    )
    token = models.CharField(max_length=64, default=new_token, unique=True, editable=False)
    next_url = models.CharField(max_length=400, blank=True)
    key = models.CharField(max_length=160, blank=True)
    slot = models.CharField(max_length=100, blank=True)
    wakes = models.PositiveSmallIntegerField(default=0)
    wake_at = models.DateTimeField()
    not_before = models.DateTimeField()
    worker = models.CharField(max_length=100, blank=True)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"],
                condition=Q(state__in=OPEN_STATES) & ~Q(key=""),
                name="jobs_one_open_per_key",
            ),
            models.UniqueConstraint(
                fields=["slot"], condition=~Q(slot=""), name="jobs_one_per_slot"
            ),
            models.CheckConstraint(
                condition=~Q(state=JobState.RUNNING) | Q(heartbeat_at__isnull=False),
                name="jobs_running_beats",
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN_STATES, finished_at=None)
                | (~Q(state__in=OPEN_STATES) & Q(finished_at__isnull=False)),
                name="jobs_finished_or_open",
            ),
        ]
        indexes = [
            models.Index(
                fields=["wake_at"], condition=Q(state=JobState.QUEUED), name="jobs_to_wake"
            ),
            models.Index(
                fields=["heartbeat_at"], condition=Q(state=JobState.RUNNING), name="jobs_beating"
            ),
            models.Index(fields=["finished_at"], name="jobs_finished"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"
