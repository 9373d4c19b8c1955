"""Each time the national database was asked for a person's certificates, and what came of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from identity.enums import SyncOutcome
from identity.models.person import Person


class CredentialSync(models.Model):
    """`outcome` is empty while it is under way; `job` is the job that does it.

    `found` certificates were in the answer; of these so many were new (`added`) or said something
    else than before (`changed`).
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="credential_syncs")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    job = models.UUIDField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=20, choices=SyncOutcome.choices, blank=True)
    reference = models.CharField(max_length=80, blank=True)
    found = models.PositiveSmallIntegerField(default=0)
    added = models.PositiveSmallIntegerField(default=0)
    changed = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at=None, outcome="")
                | (Q(finished_at__isnull=False) & ~Q(outcome="")),
                name="identity_sync_ends_with_an_outcome",
            ),
        ]
        indexes = [models.Index(fields=["person", "-asked_at"], name="identity_syncs_of_person")]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d %H:%M} {self.outcome}"
