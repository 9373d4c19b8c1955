"""Fields of study, offered as suggestions."""

from portal.reference.loading.dataset import rows_of, version_of
from portal.reference.models import Major

NAME = "majors"
_FILE = "majors.csv"


def version() -> str:
    return version_of(_FILE)


def load() -> int:
    rows = [
        Major(name=row["name"], category=row["category"], catalogue=row["catalogue"])
        for row in rows_of(_FILE)
    ]
    Major.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["catalogue", "name"],
        update_fields=["category", "pinyin", "initials", "sort_key"],
        batch_size=500,
    )
    return len(rows)
