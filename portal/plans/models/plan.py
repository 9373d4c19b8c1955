"""The plan: what can be applied for, with whom, and when."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from portal.organisations.models import Body
from portal.plans import rules
from portal.plans.enums import Phase, PlanState


def remind_days() -> list[int]:
    """Days before the window closes on which those with a draft are reminded (Y5)."""
    return [7, 3, 1]


class Plan(models.Model):
    """A workflow's window, kept by `body` (组织单位). The window is [opens_at, closes_at).

    `workflow` is the name of a flow and of a registered `PlanKind`; the workflow's own tables
    point here. `evidence_until` is 材料截止日期, `valid_years` how long the result is valid.
    """

    workflow = models.CharField(max_length=40)
    body = models.ForeignKey(Body, models.PROTECT, related_name="plans")
    name = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    evidence_until = models.DateField(null=True, blank=True)
    valid_years = models.PositiveSmallIntegerField(default=5)
    office = models.CharField(max_length=60, blank=True)
    contact_phone = models.CharField(max_length=30, blank=True)
    contact_hours = models.CharField(max_length=120, blank=True)
    notice = models.TextField(blank=True)
    remind_days = models.JSONField(default=remind_days, blank=True)
    state = models.CharField(max_length=10, choices=PlanState.choices, default=PlanState.DRAFT)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-year", "-opens_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="plans_closes_after_it_opens",
                condition=Q(opens_at=None) | Q(closes_at=None) | Q(closes_at__gt=F("opens_at")),
            ),
            models.CheckConstraint(
                name="plans_published_has_a_window",
                condition=Q(state=PlanState.DRAFT)
                | Q(opens_at__isnull=False, closes_at__isnull=False, published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="plans_draft_is_not_published",
                condition=~Q(state=PlanState.DRAFT) | Q(published_at=None),
            ),
            models.CheckConstraint(
                name="plans_withdrawn_with_a_reason",
                condition=(
                    Q(state=PlanState.WITHDRAWN, withdrawn_at__isnull=False)
                    & ~Q(withdrawn_reason="")
                )
                | (~Q(state=PlanState.WITHDRAWN) & Q(withdrawn_at=None, withdrawn_reason="")),
            ),
            models.CheckConstraint(
                name="plans_valid_for_a_year_or_more", condition=Q(valid_years__gte=1)
            ),
            models.CheckConstraint(name="plans_version_counts", condition=Q(version__gte=1)),
            models.UniqueConstraint(
                fields=["workflow", "body", "year", "name"],
                condition=~Q(state=PlanState.WITHDRAWN),
                name="plans_named_once_a_year",
            ),
        ]
        indexes = [
            models.Index(fields=["workflow", "state", "body"], name="plans_offered"),
            models.Index(fields=["state", "closes_at"], name="plans_closing"),
        ]

    def __str__(self) -> str:
        return self.name

    def phase(self, moment: datetime) -> Phase:
        return rules.phase_of(self.state, self.opens_at, self.closes_at, moment)

    def is_open_at(self, moment: datetime) -> bool:
        return self.phase(moment) is Phase.OPEN

    @property
    def is_draft(self) -> bool:
        return self.state == PlanState.DRAFT
