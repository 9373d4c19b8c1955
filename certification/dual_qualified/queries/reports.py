"""What became of a report about the school's kind."""

from certification.dual_qualified.models import SchoolKindReport
from identity.models import Person


def latest_report(person: Person) -> SchoolKindReport | None:
    """The person's last one, with its case."""
    rows = SchoolKindReport.objects.filter(person=person, case__isnull=False)
    return rows.select_related("case", "school").order_by("-created_at", "-pk").first()
