"""The case: where an application stands, and everything its lists filter by."""

from django.db import models
from django.db.models import Q

from identity.models import Person
from portal.crypto.fields import EncryptedTextField, LookupHashField
from portal.organisations.models import Body
from portal.reference.fields import PinyinField


class Case(models.Model):
    """One application under review. Lists filter by its columns and need no other table.

    `subject` names the application ("accounts.signup:12"). `route` is the plan's chain of levels,
    [{"body": 7, "label": "初审", "days": 20}, …], empty for a flow without levels. `body` is whose
    turn it is (null when it is the applicant's, or nobody's). `marks` are what a return reopened:
    [{"field": "name", "note": "…"}]. `result` is the latest opinion in words (初审合格).
    While open, `exclusive_key` is unique per person and flow.
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
    name_pinyin = PinyinField("name", "full", person=True)
    name_initials = PinyinField("name", "initials", person=True, max_length=120)
    name_sort_key = PinyinField("name", person=True)
    id_number = EncryptedTextField()
    id_number_hash = LookupHashField(source="id_number")
    unit = models.ForeignKey(Body, models.PROTECT, null=True, related_name="unit_cases")
    body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="turn_cases")
    route = models.JSONField(default=list, blank=True)
    plan = models.CharField(max_length=80, blank=True)
    stage = models.CharField(max_length=40, blank=True)
    subject_name = models.CharField(max_length=60, blank=True)
    file_number = models.CharField(max_length=40, blank=True)
    exclusive_key = models.CharField(max_length=160, blank=True)
    marks = models.JSONField(default=list, blank=True)
    asked = models.BooleanField(default=False)
    result = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["flow", "id_number_hash", "exclusive_key"],
                condition=Q(is_open=True) & ~Q(exclusive_key=""),
                name="approvals_one_open_case",
            ),
            models.CheckConstraint(
                condition=Q(is_open=True) | Q(body=None, due_on=None, asked=False),
                name="approvals_closed_case_waits_for_nobody",
            ),
            models.CheckConstraint(condition=~Q(state=""), name="approvals_case_has_a_state"),
            models.CheckConstraint(condition=Q(version__gte=1), name="approvals_version_counts"),
        ]
        indexes = [
            models.Index(fields=["body", "flow", "state", "due_on"], name="approvals_inbox"),
            models.Index(fields=["unit", "flow", "state"], name="approvals_unit"),
            models.Index(fields=["id_number_hash"], name="approvals_by_number"),
            models.Index(fields=["is_open", "due_on"], name="approvals_overdue"),
        ]

    def __str__(self) -> str:
        return self.reference
