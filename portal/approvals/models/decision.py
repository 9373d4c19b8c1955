"""Decisions: the record of a case, from which its state can be derived again."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal.approvals.flow import Mark
from portal.approvals.models.case import Case
from portal.organisations.enums import Role
from portal.organisations.models import Body


class DecisionIsFinal(Exception):
    """A decision was to be changed or deleted."""


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Reads and adds; the database has a trigger for who goes around it."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise DecisionIsFinal("decisions are not updated")

    def delete(self) -> NoReturn:
        raise DecisionIsFinal("decisions are not deleted")


class Decision(models.Model):
    """One applied transition (环节, 机构, 时间, 用户, 状态, 意见). Never changed, never deleted.

    `stage` is the level's name at the time; `reasons` are [{"code": …, "text": …}]; `levels` is the
    length of the route then, which replay needs; `version` is the case's after it.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="decisions")
    sequence = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    transition = models.CharField(max_length=40)
    from_state = models.CharField(max_length=40)
    to_state = models.CharField(max_length=40)
    from_level = models.PositiveSmallIntegerField(default=0)
    to_level = models.PositiveSmallIntegerField(default=0)
    levels = models.PositiveSmallIntegerField(default=0)
    stage = models.CharField(max_length=20, blank=True)
    role = models.CharField(max_length=20, choices=Role.choices, blank=True)
    body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="decisions")
    body_name = models.CharField(max_length=120, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="decisions"
    )
    actor_kind = models.CharField(max_length=10)
    actor_name = models.CharField(max_length=100)
    at = models.DateTimeField()
    opinion = models.TextField(blank=True)
    reasons = models.JSONField(default=list, blank=True)
    marks = models.JSONField(default=list, blank=True)
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversed_by")

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["case", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["case", "sequence"], name="approvals_decision_order"),
            models.CheckConstraint(
                condition=~Q(actor_name=""), name="approvals_decision_has_an_actor"
            ),
            models.CheckConstraint(
                condition=~Q(actor_kind="staff") | Q(user__isnull=False, body__isnull=False),
                name="approvals_staff_decide_for_a_body",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}#{self.sequence} {self.transition}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise DecisionIsFinal(str(self))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise DecisionIsFinal(str(self))

    @property
    def marked(self) -> tuple[Mark, ...]:
        return tuple(Mark(mark["field"], mark["note"]) for mark in self.marks)

    @property
    def undone(self) -> int | None:
        return self.reverses.sequence if self.reverses else None
