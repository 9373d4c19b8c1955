"""The levels of a plan's review."""

from django.db import models
from django.db.models import Q

from portal.plans.enums import Holder
from portal.plans.models.plan import Plan

_SUFFIX = "审核"


class Stage(models.Model):
    """One level: who holds it, what it is called (学校), and its working days (Y10)."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="stages")
    position = models.PositiveSmallIntegerField()
    holder = models.CharField(max_length=10, choices=Holder.choices)
    label = models.CharField(max_length=20)
    working_days = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["plan", "position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "position"], name="plans_stage_once"),
            models.CheckConstraint(
                name="plans_one_to_three_stages", condition=Q(position__gte=1, position__lte=3)
            ),
            models.CheckConstraint(
                name="plans_stage_takes_a_day_or_more", condition=Q(working_days__gte=1)
            ),
            models.CheckConstraint(name="plans_stage_has_a_label", condition=~Q(label="")),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.label}"

    @property
    def title(self) -> str:
        """学校审核, from 学校."""
        return self.label if self.label.endswith(_SUFFIX) else f"{self.label}{_SUFFIX}"
