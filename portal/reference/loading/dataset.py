"""One part of the reference data, its version, and the files it comes from."""

import csv
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from portal.clock import now
from portal.reference.models import Dataset

DATA = Path(__file__).resolve().parents[1] / "data"
# Raised when a loader itself changes what it makes of an unchanged source.
_LOADERS = "1"


@dataclass(frozen=True)
class Outcome:
    """What became of one part; `rows` counts what its source holds."""

    name: str
    rows: int
    loaded: bool


def rows_of(file: str) -> Iterator[dict[str, str]]:
    with (DATA / file).open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def version_of(*files: str, package: str = "") -> str:
    """Changes when any of the files or the package's version does."""
    digest = hashlib.sha256(_LOADERS.encode())
    for file in files:
        digest.update((DATA / file).read_bytes())
    return f"{package} {digest.hexdigest()[:16]}".strip()


def load_dataset(name: str, version: str, load: Callable[[], int]) -> Outcome:
    """Runs `load` (which returns its number of rows) unless this version is in already."""
    known = Dataset.objects.filter(name=name, version=version).first()
    if known:
        return Outcome(name, known.rows, loaded=False)
    with transaction.atomic():
        rows = load()
        Dataset.objects.update_or_create(
            name=name, defaults={"version": version, "rows": rows, "loaded_at": now()}
        )
    return Outcome(name, rows, loaded=True)
