"""What was printed: the bytes never change, and each has a code that proves it."""

import uuid

from django.db import models
from django.db.models import Q

from portal.printing.codes import new_code


class Print(models.Model):
    """The `number`-th print of a subject ("app.model:pk"), of the data with this hash.

    The bytes lie under `storage_name`, sealed with the key `sealed_with`. A newer print of other
    data supersedes it; of one subject there is one current print.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    code = models.CharField(max_length=32, unique=True, default=new_code, editable=False)
    data_hash = models.CharField(max_length=64)
    pages = models.PositiveSmallIntegerField()
    size = models.PositiveIntegerField()
    storage_name = models.CharField(max_length=120, unique=True)
    sealed_with = models.CharField(max_length=40, db_index=True)
    created_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject"],
                condition=Q(superseded_at=None),
                name="printing_one_current",
            ),
            models.UniqueConstraint(
                fields=["kind", "subject", "number"], name="printing_numbered_once"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="printing_counts_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} ({self.number})"

    @property
    def superseded(self) -> bool:
        return self.superseded_at is not None

    @property
    def version(self) -> str:
        """What stands at the foot of a form."""
        return self.data_hash[:8]
