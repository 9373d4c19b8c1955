"""Uploaded files. The row stays when the file's time is over."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal.crypto.fields import EncryptedTextField
from portal.documents.enums import DocumentKind, DocumentState


class Document(models.Model):
    """One checked upload. Its bytes lie under `storage_name`, sealed with the key `sealed_with`.

    It belongs to a user, or, before there is one, to whoever holds `token` (a sign-up's).
    `subject` names the record it serves ("accounts.signup:12"); `width` and `height` are pixels
    as stored, before the EXIF turn; `pages` are those of a PDF; `source` is the picture this one
    was made from.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=DocumentKind.choices)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="documents"
    )
    token = models.UUIDField(null=True, blank=True, db_index=True)
    subject = models.CharField(max_length=80, blank=True, db_index=True)
    source = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="made_from"
    )
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveIntegerField()
    mime = models.CharField(max_length=40)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    pages = models.PositiveIntegerField(default=1)
    original_name = EncryptedTextField(blank=True, default="")
    storage_name = models.CharField(max_length=120, blank=True)
    sealed_with = models.CharField(max_length=40, blank=True, db_index=True)
    state = models.CharField(max_length=12, choices=DocumentState.choices, default=DocumentState.OK)
    doubt = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True, db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(owner__isnull=False) | Q(token__isnull=False),
                name="documents_belongs_to_someone",
            ),
            models.CheckConstraint(
                condition=(Q(state=DocumentState.DELETED) & Q(storage_name=""))
                | (~Q(state=DocumentState.DELETED) & ~Q(storage_name="")),
                name="documents_file_until_deleted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"


class PageImage(models.Model):
    """A page drawn as a picture, so that the second look is quick; `width` is that of its box.

    It can always be drawn again: nothing is lost with it.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="page_images")
    number = models.PositiveIntegerField()
    width = models.PositiveIntegerField()
    storage_name = models.CharField(max_length=120)
    sealed_with = models.CharField(max_length=40, db_index=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "number", "width"], name="documents_page_drawn_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.number}"
