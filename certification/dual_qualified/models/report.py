"""学校属性有误: a teacher says that the school's kind is wrong (manual, step 4, note 2)."""

from django.db import models

from identity.models import Person
from portal.approvals.models import Case
from portal.organisations.models import Body


class SchoolKindReport(models.Model):
    """`kind_then` is what the school's kind was when it was reported."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="school_kind_reports")
    school = models.ForeignKey(Body, models.PROTECT, related_name="kind_reports")
    kind_then = models.CharField(max_length=30)
    note = models.CharField(max_length=500)
    case = models.OneToOneField(Case, models.PROTECT, null=True, related_name="school_kind_report")
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.school}: {self.kind_then}"
