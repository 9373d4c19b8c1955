"""Certificates and their numbers."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from certification.dual_qualified.enums import CertificateState, Level, Standing, Track
from certification.dual_qualified.models.application import Application
from certification.dual_qualified.rules.standing import standing_of
from identity.enums import Sex
from identity.models import Person
from portal.clock import today
from portal.organisations.models import Body
from portal.plans.models import Plan


class NumberRule(models.Model):
    """How a plan's certificates are numbered: `stem` with {year} {region} {track} {level} filled
    in, then a serial of so many digits.
    """

    plan = models.OneToOneField(Plan, models.CASCADE, related_name="number_rule")
    stem = models.CharField(max_length=60, default="{year}{region}{track}{level}")
    digits = models.PositiveSmallIntegerField(default=6)

    def __str__(self) -> str:
        return f"{self.stem} + {self.digits}"


class Series(models.Model):
    """The serials under one stem, without gaps: `last` is the newest one given."""

    stem = models.CharField(max_length=60, unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.stem}: {self.last}"


class Certificate(models.Model):
    """A certificate as issued; what it says never changes. Revoked, never deleted.

    `number` is the stem of its series with the serial behind it; `id_number_shown` is masked.
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="certificates")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="certificates")
    person = models.ForeignKey(Person, models.PROTECT, related_name="dual_qualified_certificates")
    series = models.ForeignKey(Series, models.PROTECT, related_name="certificates")
    serial = models.PositiveIntegerField()
    number = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=100)
    sex = models.CharField(max_length=1, choices=Sex.choices, blank=True)
    id_number_shown = models.CharField(max_length=40, blank=True)
    track = models.CharField(max_length=20, choices=Track.choices)
    level = models.CharField(max_length=20, choices=Level.choices)
    major = models.CharField(max_length=120)
    unit = models.ForeignKey(Body, models.PROTECT, related_name="dual_qualified_certificates")
    unit_name = models.CharField(max_length=120)
    issuer = models.ForeignKey(Body, models.PROTECT, related_name="issued_dual_qualified")
    issuer_name = models.CharField(max_length=120)
    photo = models.UUIDField(null=True, blank=True)
    issued_on = models.DateField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    valid_until = models.DateField()
    state = models.CharField(
        max_length=10, choices=CertificateState.choices, default=CertificateState.VALID
    )
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    revoked_reason = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state=CertificateState.VALID),
                name="dual_qualified_one_valid",
            ),
            models.UniqueConstraint(fields=["series", "serial"], name="dual_qualified_serial_once"),
            models.CheckConstraint(
                condition=Q(valid_until__gt=models.F("issued_on")),
                name="dual_qualified_valid_after_issue",
            ),
            models.CheckConstraint(
                condition=Q(state=CertificateState.VALID, revoked_at=None, revoked_by=None)
                | (
                    Q(state=CertificateState.REVOKED, revoked_at__isnull=False)
                    & ~Q(revoked_reason="")
                ),
                name="dual_qualified_revoked_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["issuer", "state", "issued_on"], name="dual_qualified_of_issuer"),
            models.Index(fields=["person", "state"], name="dual_qualified_of_person"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        """What its prints, notices and audit entries are about."""
        return f"dual_qualified.certificate:{self.pk}"

    @property
    def standing(self) -> Standing:
        return standing_of(self.state, self.valid_until, today())
