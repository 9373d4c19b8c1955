"""Where a case is shown to its applicant."""

from django.urls import reverse

from portal.approvals.models import Case


def application_url(case: Case) -> str:
    return reverse("dual_qualified:application", args=[int(case.subject.rpartition(":")[2])])


def reports_url(case: Case) -> str:
    return reverse("dual_qualified:entry")
