"""A teacher's certificates (教师资格证书) and how each was registered over the years."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from identity.enums import (
    CredentialKind,
    CredentialSource,
    CredentialState,
    RegistrationKind,
    RegistrationOutcome,
)
from identity.models.person import Person
from portal.crypto.fields import EncryptedTextField, LookupHashField

IN_FORCE = (CredentialState.VALID, CredentialState.REPLACED)


class Credential(models.Model):
    """One certificate. 任教学科 "" is 无.

    系统核验 (`verified_at`, the reference of the answer) and 人工核验 (`checked_at`, `checked_by`)
    are two facts: neither is ever derived from the other. `typed` is what the person had typed
    where the system later knew the certificate by other words (plain text, dates in ISO).
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="credentials")
    number = EncryptedTextField()
    number_hash = LookupHashField(source="number", db_index=True)
    kind = models.CharField(max_length=1, choices=CredentialKind.choices)
    subject = models.CharField(max_length=60, blank=True)
    issuer_name = models.CharField(max_length=120)
    issued_on = models.DateField()
    source = models.CharField(max_length=10, choices=CredentialSource.choices)
    picture = models.UUIDField(null=True, blank=True)
    state = models.CharField(
        max_length=10, choices=CredentialState.choices, default=CredentialState.VALID
    )
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_reference = models.CharField(max_length=80, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    typed = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "number_hash"], name="identity_credential_once"
            ),
            models.CheckConstraint(
                condition=~Q(number_hash=""), name="identity_credential_has_number"
            ),
            models.CheckConstraint(
                condition=Q(verified_at=None, verified_reference="")
                | (Q(verified_at__isnull=False) & ~Q(verified_reference="")),
                name="identity_credential_verified_with_reference",
            ),
            models.CheckConstraint(
                condition=~Q(source=CredentialSource.SYSTEM) | Q(verified_at__isnull=False),
                name="identity_credential_of_the_system_verified",
            ),
            models.CheckConstraint(
                condition=Q(checked_at=None, checked_by=None)
                | Q(checked_at__isnull=False, checked_by__isnull=False),
                name="identity_credential_checked_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def subject_of_audit(self) -> str:
        return f"identity.credential:{self.pk}"

    @property
    def in_force(self) -> bool:
        return self.state in IN_FORCE


class RegistrationRecord(models.Model):
    """The conclusion of a year's registration of one certificate.

    `valid_until` is there when it was passed, and only then. `institution` is its name then.
    """

    credential = models.ForeignKey(Credential, models.PROTECT, related_name="registrations")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=RegistrationKind.choices)
    outcome = models.CharField(max_length=10, choices=RegistrationOutcome.choices)
    decided_on = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    institution = models.CharField(max_length=120)

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["credential", "year"], name="identity_registration_once_a_year"
            ),
            models.CheckConstraint(
                condition=Q(outcome=RegistrationOutcome.PASSED, valid_until__isnull=False)
                | (~Q(outcome=RegistrationOutcome.PASSED) & Q(valid_until=None)),
                name="identity_registration_valid_when_passed",
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gt=F("decided_on")),
                name="identity_registration_valid_after_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.get_kind_display()} {self.get_outcome_display()}"
