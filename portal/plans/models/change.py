"""What was changed in a published plan, by whom and why."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal.plans.models.plan import Plan


class ChangeIsFinal(Exception):
    """A recorded change was to be changed or deleted."""


class PlanChangeQuerySet(models.QuerySet["PlanChange"]):
    """Reads and adds; the database has a trigger for who goes around it."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise ChangeIsFinal("changes are not updated")

    def delete(self) -> NoReturn:
        raise ChangeIsFinal("changes are not deleted")


class PlanChange(models.Model):
    """One change, publication or withdrawal. Never changed, never deleted.

    `changes` are in the page's words: [{"label": "报名截止", "before": "…", "after": "…"}];
    `version` is the plan's after it; without a `user` a command did it.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="changes")
    version = models.PositiveIntegerField()
    at = models.DateTimeField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="plan_changes"
    )
    reason = models.CharField(max_length=200)
    changes = models.JSONField(default=list)

    objects = PlanChangeQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "version"], name="plans_change_once"),
            models.CheckConstraint(name="plans_change_has_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} v{self.version}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise ChangeIsFinal(str(self))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise ChangeIsFinal(str(self))
