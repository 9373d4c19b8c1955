"""What a plan opens, per track and level, and what it asks for there: data, never code."""

from django.db import models

from certification.dual_qualified.enums import ConditionKind, Level, Track
from portal.plans.models import Plan


class Offer(models.Model):
    """A track and level that may be applied for under a plan."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="offers")
    track = models.CharField(max_length=20, choices=Track.choices)
    level = models.CharField(max_length=20, choices=Level.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "track", "level"], name="dual_qualified_offer_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_track_display()} · {self.get_level_display()}"


class Clause(models.Model):
    """条款: the standard is met by one or more of these (符合条款号)."""

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="clauses")
    code = models.CharField(max_length=10)
    text = models.CharField(max_length=500)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["offer", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["offer", "code"], name="dual_qualified_clause_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.text}"


class EvidenceItem(models.Model):
    """One line of the evidence list; `most` is how many files it takes."""

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="evidence")
    code = models.CharField(max_length=10)
    name = models.CharField(max_length=80)
    hint = models.CharField(max_length=300, blank=True)
    required = models.BooleanField(default=True)
    most = models.PositiveSmallIntegerField(default=5)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["offer", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["offer", "code"], name="dual_qualified_evidence_once"),
            models.CheckConstraint(
                condition=models.Q(most__gte=1), name="dual_qualified_evidence_takes_a_file"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class FieldRule(models.Model):
    """How a field or a list of rows is asked: required or not, at least so many rows, and a hint.

    `field` is a name of `rules.fields`; without a rule a field is as the form declares it.
    """

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="field_rules")
    field = models.CharField(max_length=30)
    required = models.BooleanField(default=False)
    least = models.PositiveSmallIntegerField(default=0)
    hint = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["offer", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["offer", "field"], name="dual_qualified_rule_once"),
        ]

    def __str__(self) -> str:
        return self.field


class Condition(models.Model):
    """A condition of eligibility. `value` is its number; one that does not block is only told."""

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="conditions")
    kind = models.CharField(max_length=30, choices=ConditionKind.choices)
    value = models.PositiveSmallIntegerField(default=0)
    blocking = models.BooleanField(default=True)
    note = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["offer", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["offer", "kind"], name="dual_qualified_condition_once"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
