"""Code tables; a code no longer in the file is ended, never deleted."""

from collections import Counter

from portal.clock import today
from portal.reference.loading.dataset import rows_of, version_of
from portal.reference.models import Code

NAME = "codes"
_FILE = "codes.csv"
_UPDATED = ["name", "aliases", "position", "selectable", "valid_to"]


def version() -> str:
    return version_of(_FILE)


def load() -> int:
    places: Counter[str] = Counter()
    rows = []
    for row in rows_of(_FILE):
        places[row["table"]] += 1
        rows.append(_code(row, places[row["table"]]))
    Code.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["table", "code"], update_fields=_UPDATED
    )
    _end_missing({(row.table, row.code) for row in rows})
    return len(rows)


def _code(row: dict[str, str], position: int) -> Code:
    return Code(
        table=row["table"],
        code=row["code"],
        name=row["name"],
        aliases=[alias for alias in row["aliases"].split("|") if alias],
        position=position,
        selectable=row["selectable"] == "1",
    )


def _end_missing(present: set[tuple[str, str]]) -> None:
    for code in Code.objects.filter(valid_to=None):
        if (code.table, code.code) not in present:
            code.valid_to = today()
            code.save(update_fields=["valid_to"])
