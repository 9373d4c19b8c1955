"""Universities, and the names they had (people graduated from schools since renamed)."""

from collections.abc import Iterable

from portal.reference.loading.dataset import rows_of, version_of
from portal.reference.models import University

NAME = "universities"
_FILE = "universities.csv"
_RENAMED = "universities_renamed.csv"
_READINGS = ["pinyin", "initials", "sort_key"]


def version() -> str:
    return version_of(_FILE, _RENAMED)


def load() -> int:
    provinces = {row["name"]: row["province"] for row in rows_of(_FILE)}
    renamed = {row["former"]: row["present"] for row in rows_of(_RENAMED)}
    for former, present in renamed.items():
        provinces.setdefault(present, provinces.get(former, ""))
    _save(
        University(name=name, province_name=province)
        for name, province in provinces.items()
        if name not in renamed
    )
    ids = dict(University.objects.values_list("name", "pk"))
    _save(
        University(name=former, province_name=provinces[present], renamed_to_id=ids[present])
        for former, present in renamed.items()
    )
    return len(provinces.keys() | renamed.keys())


def _save(rows: Iterable[University]) -> None:
    University.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["province_name", "renamed_to", *_READINGS],
        batch_size=500,
    )
