"""An application: what was typed, what was sent, and the evidence for it."""

from django.db import models
from django.db.models import Q

from certification.dual_qualified.enums import Level, Track
from identity.models import Person
from portal.approvals.models import Case
from portal.crypto.fields import EncryptedJSONField
from portal.organisations.models import Body
from portal.plans.models import Plan


class Application(models.Model):
    """One person's application under one plan.

    `data` is what stands in the form now, right or wrong: field -> text, and for lists of rows
    field -> [{name: text}]. `submitted` is what reviewers decide on, `submitted_before` what they
    saw the time before; both also hold "evidence": {item code: [document id]}, "track", "unit".
    `track` is derived anew while the application may be edited. `ended_at` is set while the case
    is closed: a person has one application under way in a year.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="dual_qualified_applications")
    person = models.ForeignKey(Person, models.PROTECT, related_name="dual_qualified_applications")
    year = models.PositiveSmallIntegerField()
    unit = models.ForeignKey(Body, models.PROTECT, related_name="dual_qualified_applications")
    track = models.CharField(max_length=20, choices=Track.choices, blank=True)
    level = models.CharField(max_length=20, choices=Level.choices, blank=True)
    data = EncryptedJSONField(default=dict)
    submitted = EncryptedJSONField(default=dict)
    submitted_before = EncryptedJSONField(default=dict)
    case = models.OneToOneField(
        Case, models.PROTECT, null=True, related_name="dual_qualified_application"
    )
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "year"],
                condition=Q(ended_at=None),
                name="dual_qualified_one_under_way",
            ),
        ]
        indexes = [models.Index(fields=["plan", "ended_at"], name="dual_qualified_of_plan")]

    def __str__(self) -> str:
        return f"{self.person} · {self.plan}"


class Attachment(models.Model):
    """One file under one line of the evidence list. `item` is the line's code."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="attachments")
    item = models.CharField(max_length=10)
    document = models.UUIDField(db_index=True)
    position = models.PositiveSmallIntegerField(default=0)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["application", "item", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "item", "document"], name="dual_qualified_file_once_an_item"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.document}"
