"""The province lets a bureau or base hold plans of its own."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from portal.organisations.models import Body


class Entrustment(models.Model):
    """One workflow entrusted to one body, from … until; ended, never deleted."""

    workflow = models.CharField(max_length=40)
    body = models.ForeignKey(Body, models.PROTECT, related_name="entrustments")
    note = models.CharField(max_length=200, blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["workflow", "body"],
                condition=Q(ended_at=None),
                name="plans_entrusted_once",
            ),
            models.CheckConstraint(
                name="plans_entrustment_ends_after_it_began",
                condition=Q(ended_at=None) | Q(ended_at__gte=F("given_at")),
            ),
            models.CheckConstraint(
                name="plans_entrustment_ended_by_somebody_is_ended",
                condition=Q(ended_by=None) | Q(ended_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.workflow} · {self.body}"
