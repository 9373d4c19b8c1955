"""试用期考核: what first registration waits for."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from identity.models import Person
from portal.organisations.models import Body
from registration.enums import ProbationResult


class Probation(models.Model):
    """One for each person. `passed_on` is the day of the assessment that was passed."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="probation")
    result = models.CharField(max_length=8, choices=ProbationResult.choices)
    passed_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=100, blank=True)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    entered_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(result=ProbationResult.PASSED, passed_on__isnull=False)
                | Q(result=ProbationResult.FAILED, passed_on=None),
                name="registration_probation_passed_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.result}"

    @property
    def subject(self) -> str:
        return f"registration.probation:{self.pk}"


class ProbationChange(models.Model):
    """Append-only, as `YearRecordChange`."""

    probation = models.ForeignKey(Probation, models.PROTECT, related_name="changes")
    version = models.PositiveIntegerField()
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["probation", "version"], name="registration_probation_change_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.probation_id} v{self.version}"
