"""Loading the national code tables; each part only when its source changed."""

from collections.abc import Iterator

from portal.reference.loading import codes, divisions, holidays, majors, universities
from portal.reference.loading.dataset import Outcome, load_dataset

_PARTS = (codes, divisions, universities, majors, holidays)


def load_all() -> Iterator[Outcome]:
    """Loads what is new or changed, part by part; running it again changes nothing."""
    for part in _PARTS:
        yield load_dataset(part.NAME, part.version(), part.load)
