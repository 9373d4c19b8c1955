"""A workbook between upload and ledger: read and checked first, imported once it is confirmed."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from ceducation.enums import ImportState, RowState
from ceducation.models.entry import HoursEntry
from identity.models import Person
from portal.crypto.fields import EncryptedJSONField, EncryptedTextField
from portal.organisations.models import Body


class HoursImport(models.Model):
    """One uploaded workbook of a school.

    `token` comes from the upload page, so that a form sent twice is one import. `content` is the
    file (base64) until it was read. `problem` says why it could not be. `forgotten_at` is when the
    rows' contents were deleted.
    """

    token = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Body, models.PROTECT, related_name="hours_imports")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=120)
    content = EncryptedTextField(blank=True, default="")
    state = models.CharField(
        max_length=12, choices=ImportState.choices, default=ImportState.READING
    )
    problem = models.CharField(max_length=300, blank=True)
    read_job = models.UUIDField(null=True)
    job = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(job=None) | Q(state__in=[ImportState.IMPORTING, ImportState.DONE]),
                name="ceducation_import_job_was_confirmed",
            ),
        ]
        indexes = [models.Index(fields=["unit", "-created_at"], name="ceducation_imports_of")]

    def __str__(self) -> str:
        return f"import #{self.pk}"

    @property
    def subject(self) -> str:
        return f"ceducation.hoursimport:{self.pk}"


class ImportRow(models.Model):
    """One row of the sheet: `number` is the sheet's own, `data` what stood in its columns.

    `data` holds an ID number: encrypted, and emptied after a week. `message` says what is wrong,
    without it.
    """

    run = models.ForeignKey(HoursImport, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    data = EncryptedJSONField(default=dict)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=RowState.choices)
    message = models.CharField(max_length=500, blank=True)
    entry = models.ForeignKey(HoursEntry, models.PROTECT, null=True, related_name="import_rows")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="ceducation_row_once"),
            models.CheckConstraint(
                condition=Q(state=RowState.DONE, entry__isnull=False)
                | (~Q(state=RowState.DONE) & Q(entry=None)),
                name="ceducation_imported_row_has_its_entry",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[RowState.READY, RowState.DONE]) | ~Q(message=""),
                name="ceducation_wrong_row_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.number} {self.state}"
