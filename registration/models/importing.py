"""A school's workbook of years on its way: checked first, imported once it is confirmed."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from ceducation.enums import ImportState
from portal.crypto.fields import EncryptedJSONField, EncryptedTextField
from portal.organisations.models import Body


class YearImport(models.Model):
    """One uploaded workbook. `token` comes from the upload page: a form sent twice is one import.

    `content` is the file (base64) until it was read, `rows` what was found in it (plain
    `workbooks.Line`s): both hold ID numbers, are encrypted, and are emptied after a week
    (`forgotten_at`). `counts` is how many rows came to what.
    """

    token = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Body, models.PROTECT, related_name="year_imports")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=120)
    content = EncryptedTextField(blank=True, default="")
    rows = EncryptedJSONField(default=list)
    counts = models.JSONField(default=dict)
    state = models.CharField(
        max_length=12, choices=ImportState.choices, default=ImportState.READING
    )
    problem = models.CharField(max_length=300, blank=True)
    job = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ImportState.UNREADABLE) ^ Q(problem=""),
                name="registration_import_unreadable_says_why",
            ),
        ]
        indexes = [models.Index(fields=["unit", "-created_at"], name="registration_imports_of")]

    def __str__(self) -> str:
        return f"import #{self.pk}"

    @property
    def subject(self) -> str:
        return f"registration.yearimport:{self.pk}"
