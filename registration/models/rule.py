"""What differs by province or year: data, kept by the province."""

from django.db import models
from django.db.models import Q

from portal.organisations.models import Body


class RegistrationRule(models.Model):
    """Counts from its year until a later year has a row of its own.

    Without a province it is the national one (教师〔2013〕9号), which counts where a province laid
    nothing down. The hours of a period are the ledger's requirement, not kept twice.
    `first_assessments` and `assessments` are how many years of 年度考核 a first and a later
    registration ask for; `basic_counts`: whether 基本合格 is enough.
    """

    province = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="registration_rules"
    )
    year = models.PositiveSmallIntegerField()
    first_days = models.PositiveSmallIntegerField(default=60)
    window_days = models.PositiveSmallIntegerField(default=60)
    valid_years = models.PositiveSmallIntegerField(default=5)
    first_assessments = models.PositiveSmallIntegerField(default=0)
    assessments = models.PositiveSmallIntegerField(default=5)
    basic_counts = models.BooleanField(default=False)
    private_schools = models.BooleanField(default=False)
    contract_posts = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["province", "year"], name="registration_rule_once_a_year"
            ),
            models.UniqueConstraint(
                fields=["year"],
                condition=Q(province=None),
                name="registration_national_rule_once_a_year",
            ),
            models.CheckConstraint(
                condition=Q(
                    first_days__gte=1, window_days__gte=1, valid_years__gte=1,
                    assessments__lte=10, first_assessments__lte=10,
                ),
                name="registration_rule_in_bounds",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.province or '全国'} {self.year}"
