"""Coded reasons: data that bureaus keep."""

from django.db import models


class ReasonCode(models.Model):
    """A coded reason of one transition; `consequence` is what follows from it, in the flow's words.

    Retired, never deleted: old decisions name it.
    """

    flow = models.CharField(max_length=40)
    transition = models.CharField(max_length=40)
    code = models.CharField(max_length=20)
    text = models.CharField(max_length=200)
    consequence = models.CharField(max_length=40, blank=True)
    needs_text = models.BooleanField(default=False)
    position = models.PositiveIntegerField(default=0)
    is_active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["flow", "transition", "position", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["flow", "transition", "code"], name="approvals_reason_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.text}"
