from collections.abc import Iterator

import pytest

from tests.factories.plans import Workbook, sample_kind
from tests.portal.plans.world import World


@pytest.fixture
def book() -> Iterator[Workbook]:
    """The sample workflow registered; its tables."""
    with sample_kind() as kept:
        yield kept


@pytest.fixture
def place(db: None, clock: object, book: Workbook) -> World:
    return World()
