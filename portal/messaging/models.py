"""The outbox, the SMS codes and the counters that limit them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal.crypto.fields import EncryptedJSONField, EncryptedTextField, LookupHashField
from portal.messaging.enums import Channel, CodePurpose, MessageState


class Message(models.Model):
    """One message over one channel. `id` is the number the gateway knows it by.

    `params` fill the gateway's template and are cleared once a code was sent. A decoy takes the
    same course as an SMS and never leaves: nobody learns from the page whether a number is known.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=160)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    template = models.CharField(max_length=60)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="messages"
    )
    mobile = EncryptedTextField(blank=True, default="")
    email = EncryptedTextField(blank=True, default="")
    subject = models.CharField(max_length=80, blank=True, db_index=True)
    title = models.CharField(max_length=100, blank=True)
    body = EncryptedTextField(blank=True, default="")
    params = EncryptedJSONField(default=dict)
    link = models.CharField(max_length=200, blank=True)
    decoy = models.BooleanField(default=False)
    state = models.CharField(
        max_length=10, choices=MessageState.choices, default=MessageState.QUEUED
    )
    reason = models.CharField(max_length=200, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    provider_id = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    good_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "channel"], name="messaging_sent_once"),
            models.CheckConstraint(
                condition=~Q(channel=Channel.PORTAL) | Q(recipient__isnull=False),
                name="messaging_portal_has_recipient",
            ),
            models.CheckConstraint(
                condition=~Q(state=MessageState.FAILED) | ~Q(reason=""),
                name="messaging_failure_has_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["recipient", "channel", "read_at"], name="messaging_inbox"),
            models.Index(fields=["state", "due_at"], name="messaging_due"),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.template} {self.pk}"


class SmsCode(models.Model):
    """A code that was asked for: only its keyed hash is kept."""

    mobile = EncryptedTextField()
    mobile_hash = LookupHashField(source="mobile")
    purpose = models.CharField(max_length=20, choices=CodePurpose.choices)
    code_hash = models.CharField(max_length=64)
    message = models.ForeignKey(Message, models.PROTECT, related_name="codes")
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["mobile_hash", "purpose", "created_at"], name="messaging_code")
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"


class Allowance(models.Model):
    """How often something was done in the window that began with its first use."""

    key = models.CharField(max_length=120, unique=True)
    count = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key
