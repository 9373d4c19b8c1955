"""One year of one teacher as their school vouches for it: one row, and every change of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from identity.models import Person
from portal.organisations.models import Body
from registration.enums import Appraisal, Morals, Post


class YearRecord(models.Model):
    """The present word about person × year; "" is not entered yet. Hours are the ledger's.

    `body` is the school that spoke last.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="year_records")
    year = models.PositiveSmallIntegerField()
    appraisal = models.CharField(max_length=12, choices=Appraisal.choices, blank=True)
    morals = models.CharField(max_length=12, choices=Morals.choices, blank=True)
    post = models.CharField(max_length=12, choices=Post.choices, blank=True)
    note = models.CharField(max_length=100, blank=True)
    body = models.ForeignKey(Body, models.PROTECT, related_name="year_records")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    entered_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["person", "year"], name="registration_year_once"),
            models.CheckConstraint(
                condition=Q(appraisal__in=["", *Appraisal.values])
                & Q(morals__in=["", *Morals.values])
                & Q(post__in=["", *Post.values]),
                name="registration_year_known_words",
            ),
            models.CheckConstraint(
                condition=Q(year__gte=1990, year__lte=2200), name="registration_year_is_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.year}"

    @property
    def subject(self) -> str:
        return f"registration.yearrecord:{self.pk}"


class YearRecordChange(models.Model):
    """Append-only. `before` and `after` hold the changed fields, as stored; `way` is how."""

    record = models.ForeignKey(YearRecord, models.PROTECT, related_name="changes")
    version = models.PositiveIntegerField()
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    way = models.CharField(max_length=10)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["record", "version"], name="registration_year_change_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record_id} v{self.version}"
