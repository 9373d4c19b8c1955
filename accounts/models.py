"""Accounts, and the sign-ups they come from."""

import uuid

from django.contrib.auth.models import AbstractBaseUser
from django.db import models

from accounts.enums import MobileChangeState
from accounts.managers import UserManager
from identity.models import Person
from portal.approvals.models import Case
from portal.crypto.fields import EncryptedJSONField, EncryptedTextField, LookupHashField
from portal.organisations.models import Body
from portal.reference.fields import PinyinField


class User(AbstractBaseUser):
    """An account. Found by the person's ID number, the mobile number, or (staff) the user name."""

    username = models.CharField(max_length=60, unique=True)
    person = models.OneToOneField(Person, models.PROTECT, null=True, related_name="user")
    display_name = models.CharField(max_length=100)
    sort_key = PinyinField("display_name", person=True)
    mobile = EncryptedTextField(blank=True, default="")
    mobile_hash = LookupHashField(source="mobile", db_index=True)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    large_type = models.BooleanField(default=False)
    page_size = models.PositiveSmallIntegerField(default=20)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["display_name"]
    objects = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["mobile_hash"],
                condition=~models.Q(mobile_hash=""),
                name="accounts_mobile_once",
            )
        ]

    def __str__(self) -> str:
        return self.display_name


class SignUp(models.Model):
    """A sign-up from its first step on. What was typed is in `data`, encrypted, step by step.

    `submitted` is what was sent last, `submitted_before` the time before: a reviewer never reads
    an edit that is not sent yet. `card` and `photo` are documents. `case` exists from the first
    submission.
    """

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    mobile = EncryptedTextField()
    mobile_hash = LookupHashField(source="mobile", db_index=True)
    password = models.CharField(max_length=128)
    data = EncryptedJSONField(default=dict)
    submitted = EncryptedJSONField(default=dict)
    submitted_before = EncryptedJSONField(default=dict)
    id_number = EncryptedTextField(blank=True, default="")
    id_number_hash = LookupHashField(source="id_number", db_index=True)
    card = models.UUIDField(null=True, blank=True)
    photo = models.UUIDField(null=True, blank=True)
    photo_job = models.UUIDField(null=True, blank=True)
    consented_at = models.DateTimeField(null=True, blank=True)
    unit = models.ForeignKey(Body, models.PROTECT, null=True, related_name="sign_ups")
    case = models.OneToOneField(Case, models.PROTECT, null=True, related_name="sign_up")
    user = models.OneToOneField(User, models.PROTECT, null=True, related_name="sign_up")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.token)


class CardScan(models.Model):
    """One reading of an uploaded ID card, kept to be shown to the reviewer beside what was typed.

    `fields` maps a field to {"value", "confidence", "sure"}, `crops` a field to a JPEG in base64;
    both are None until the job is done.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sign_up = models.ForeignKey(SignUp, models.CASCADE, related_name="scans")
    document = models.UUIDField()
    job = models.UUIDField(null=True)
    fields = EncryptedJSONField(null=True)
    crops = EncryptedJSONField(null=True)
    warnings = models.JSONField(default=list)
    failed = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return str(self.id)


class RecoveryLink(models.Model):
    """A link mailed to set a new password: only its hash is kept; good once, for 24 hours."""

    user = models.ForeignKey(User, models.CASCADE, related_name="recovery_links")
    token_hash = models.CharField(max_length=100, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.user} {self.created_at}"


class MobileChange(models.Model):
    """A lost mobile number to be replaced: asked for by one person, agreed to by another (A10).

    `requested_by` is the administrator who asked, or the owner after a real-name check. The new
    number was proved by a code when the owner asked.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="mobile_changes")
    mobile = EncryptedTextField()
    mobile_hash = LookupHashField(source="mobile")
    reason = models.CharField(max_length=200)
    requested_by = models.ForeignKey(User, models.PROTECT, related_name="mobile_changes_asked")
    created_at = models.DateTimeField()
    state = models.CharField(
        max_length=10, choices=MobileChangeState.choices, default=MobileChangeState.OPEN
    )
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="mobile_changes_decided"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(state=MobileChangeState.OPEN),
                name="accounts_one_open_mobile_change",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by=None)
                | ~models.Q(decided_by=models.F("requested_by")),
                name="accounts_two_persons_change_mobile",
            ),
            models.CheckConstraint(
                condition=models.Q(state=MobileChangeState.OPEN, decided_by=None)
                | (~models.Q(state=MobileChangeState.OPEN) & models.Q(decided_by__isnull=False)),
                name="accounts_mobile_change_decided_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.get_state_display()}"
