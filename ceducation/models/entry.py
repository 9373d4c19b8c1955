"""One line of the ledger. Balances are sums of lines, never a column of their own."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q

from ceducation.enums import HoursKind, Source
from ceducation.errors import EntryIsFinal
from identity.models import Person
from portal.organisations.models import Body


class HoursEntryQuerySet(models.QuerySet["HoursEntry"]):
    """Reads and adds; the database has a trigger for who goes around it."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise EntryIsFinal("entries are not updated")

    def delete(self) -> NoReturn:
        raise EntryIsFinal("entries are not deleted")


class HoursEntry(models.Model):
    """Hours of one person in one year. Never changed, never deleted.

    `unit` is the body that vouches for them. `hours` are lessons of 45 minutes; negative only in a
    counter-entry, which takes back exactly the entry it `reverses`. `proof` is the number of the
    certificate, where there is one. `(source, reference)` is given once, so that what is credited
    again changes nothing. `reason` is why a correction was made.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="hours_entries")
    unit = models.ForeignKey(Body, models.PROTECT, related_name="hours_entries")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=HoursKind.choices)
    hours = models.DecimalField(max_digits=6, decimal_places=1)
    source = models.CharField(max_length=16, choices=Source.choices)
    reference = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    proof = models.CharField(max_length=80, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="hours_entered"
    )
    at = models.DateTimeField()
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversed_by")

    objects = HoursEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["source", "reference"], name="ceducation_entry_once"),
            models.CheckConstraint(
                condition=Q(reverses=None, hours__gt=0) | Q(reverses__isnull=False, hours__lt=0),
                name="ceducation_negative_only_to_reverse",
            ),
            models.CheckConstraint(
                condition=~Q(source=Source.CORRECTION) | ~Q(reason=""),
                name="ceducation_correction_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(reverses=None) | Q(source=Source.CORRECTION),
                name="ceducation_reversal_is_a_correction",
            ),
            models.CheckConstraint(
                condition=Q(year__gte=1990, year__lte=2199), name="ceducation_entry_year"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=HoursKind.values), name="ceducation_entry_kind"
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(reference=""), name="ceducation_entry_is_named"
            ),
            models.CheckConstraint(
                condition=Q(source=Source.PLATFORM) | Q(entered_by__isnull=False),
                name="ceducation_entry_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "year", "kind"], name="ceducation_of_person"),
            models.Index(fields=["unit", "year"], name="ceducation_of_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.year} {self.kind} {self.hours}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise EntryIsFinal(str(self))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise EntryIsFinal(str(self))

    @property
    def is_reversal(self) -> bool:
        return self.reverses_id is not None

    @property
    def subject(self) -> str:
        """How the audit names it."""
        return f"ceducation.hoursentry:{self.pk}"
