"""What the province decides about certificates: each saving is a row, the newest is in force."""

from django.conf import settings
from django.db import models


class CredentialRules(models.Model):
    """`covers`: {kind: {stage: condition}}, "" for no condition; what is not there does not fit.

    `system_since`: {province: year}, "" for all others: certificates since that year come from the
    system. Before the first row the standard counts (identity/data/credential_rules.json).
    """

    version = models.PositiveIntegerField(unique=True)
    covers = models.JSONField()
    system_since = models.JSONField()
    reason = models.CharField(max_length=300)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-version"]

    def __str__(self) -> str:
        return f"{self.version}"
