"""Certificates issued for many at once, with a result for each."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from certification.dual_qualified.models.application import Application
from certification.dual_qualified.models.certificate import Certificate
from portal.plans.models import Plan


class IssueRun(models.Model):
    """What was chosen for issue, and the order once it is confirmed: from then on it has a `job`.

    `token` comes from the list, so that a form sent twice is one run; `preview` is the print run
    of the specimen.
    """

    token = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="issue_runs")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    job = models.UUIDField(null=True)
    preview = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"issue run #{self.pk}"

    @property
    def started(self) -> bool:
        return self.job is not None


class IssueResult(models.TextChoices):
    WAITING = "waiting", "等待签发"
    DONE = "done", "已签发"
    REFUSED = "refused", "不能签发"


class IssueItem(models.Model):
    """One application of a run, and the certificate it got."""

    run = models.ForeignKey(IssueRun, models.CASCADE, related_name="items")
    application = models.ForeignKey(Application, models.PROTECT, related_name="+")
    certificate = models.ForeignKey(Certificate, models.PROTECT, null=True, related_name="+")
    result = models.CharField(
        max_length=10, choices=IssueResult.choices, default=IssueResult.WAITING
    )
    message = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "application"], name="dual_qualified_issued_once_a_run"
            ),
            models.CheckConstraint(
                condition=~Q(result=IssueResult.DONE) | Q(certificate__isnull=False),
                name="dual_qualified_done_with_a_certificate",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.application_id} {self.result}"
