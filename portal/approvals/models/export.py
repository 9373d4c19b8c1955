"""Lists written to a workbook."""

from django.conf import settings
from django.db import models

from portal.crypto.fields import EncryptedJSONField


class ListExport(models.Model):
    """A list written to a workbook for its owner, who downloads it once (Y8)."""

    job = models.UUIDField(null=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="list_exports")
    # Encrypted: a list may have been searched by an ID number.
    filters = EncryptedJSONField(default=dict)
    rows = models.PositiveIntegerField(default=0)
    content = models.BinaryField(null=True)
    created_at = models.DateTimeField()
    downloaded_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"export #{self.pk}"
