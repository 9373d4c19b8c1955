"""What a province asks for in a year: data, kept by the province."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from portal.organisations.models import Body


def _hours(default: int) -> "models.DecimalField[Decimal, Decimal]":
    return models.DecimalField(max_digits=5, decimal_places=1, default=Decimal(default))


class Requirement(models.Model):
    """Hours a year, and in a registration period; counts until a later year has a row of its own.

    The defaults are what counts where nothing was laid down: 90 a year of which 30, 42 and 18
    (domain §4.1), and 360 in five years (教师〔2013〕9号). `entry_limit` is the most one entry may
    have; `closes_on` the last day on which schools enter hours of the year (None: no such day).
    """

    province = models.ForeignKey(Body, models.PROTECT, related_name="hours_requirements")
    year = models.PositiveSmallIntegerField()
    general = _hours(30)
    professional = _hours(42)
    elective = _hours(18)
    total = _hours(90)
    period_hours = _hours(360)
    period_years = models.PositiveSmallIntegerField(default=5)
    entry_limit = _hours(200)
    closes_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["province", "year"], name="ceducation_requirement_once_a_year"
            ),
            models.CheckConstraint(
                condition=Q(total__gte=F("general") + F("professional") + F("elective")),
                name="ceducation_total_holds_its_parts",
            ),
            models.CheckConstraint(
                condition=Q(
                    general__gte=0, professional__gte=0, elective__gte=0, period_hours__gte=0,
                    entry_limit__gt=0, period_years__gte=1,
                ),
                name="ceducation_requirement_not_negative",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.province} {self.year}"
