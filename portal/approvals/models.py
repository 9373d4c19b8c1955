"""A case and its immutable decisions: one shared record for every workflow."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from identity.models import Person
from portal.organisations.enums import Role
from portal.organisations.models import Body


class Case(models.Model):
    """One application under review. Lists filter by its columns and need no other table.

    `subject` names the application ("accounts.signup:12"); `body` is whose turn it is (null when
    it is the applicant's, or nobody's); `exclusive_key` is unique while the case is open.
    `marks` are the field names a return reopened.
    """

    reference = models.CharField(max_length=30, unique=True)
    flow = models.CharField(max_length=40)
    state = models.CharField(max_length=40)
    level = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    is_open = models.BooleanField(default=True)
    subject = models.CharField(max_length=80, unique=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="cases")
    name = models.CharField(max_length=100)
    name_pinyin = models.CharField(max_length=400, blank=True)
    id_number_hash = models.CharField(max_length=100)
    unit = models.ForeignKey(Body, models.PROTECT, null=True, related_name="unit_cases")
    body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="turn_cases")
    plan = models.CharField(max_length=80, blank=True)
    stage = models.CharField(max_length=40, blank=True)
    subject_name = models.CharField(max_length=60, blank=True)
    file_number = models.CharField(max_length=40, blank=True)
    exclusive_key = models.CharField(max_length=160, blank=True)
    marks = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["flow", "exclusive_key"],
                condition=Q(is_open=True) & ~Q(exclusive_key=""),
                name="approvals_one_open_case",
            ),
        ]
        indexes = [
            models.Index(fields=["body", "flow", "state", "due_on"], name="approvals_inbox"),
            models.Index(fields=["unit", "flow", "state"], name="approvals_unit"),
            models.Index(fields=["id_number_hash"], name="approvals_by_number"),
        ]

    def __str__(self) -> str:
        return self.reference


class Decision(models.Model):
    """One applied transition (环节, 机构, 时间, 用户, 状态, 意见). Never changed, never deleted."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="decisions")
    sequence = models.PositiveIntegerField()
    transition = models.CharField(max_length=40)
    from_state = models.CharField(max_length=40)
    to_state = models.CharField(max_length=40)
    from_level = models.PositiveSmallIntegerField(default=0)
    to_level = models.PositiveSmallIntegerField(default=0)
    role = models.CharField(max_length=20, choices=Role.choices, blank=True)
    body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="decisions")
    body_name = models.CharField(max_length=120, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="decisions"
    )
    actor_name = models.CharField(max_length=100)
    at = models.DateTimeField()
    opinion = models.TextField(blank=True)
    reasons = models.JSONField(default=list, blank=True)
    marks = models.JSONField(default=list, blank=True)
    reverses = models.ForeignKey("self", models.PROTECT, null=True, related_name="reversed_by")

    class Meta:
        ordering = ["case", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["case", "sequence"], name="approvals_decision_order"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}#{self.sequence} {self.transition}"
