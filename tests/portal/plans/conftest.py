from collections.abc import Iterator

import pytest

from portal.plans import kinds
from tests.factories.plans import Workbook, sample_kind
from tests.portal.plans.world import World


@pytest.fixture
def book(monkeypatch: pytest.MonkeyPatch) -> Iterator[Workbook]:
    """The sample workflow is the only one registered; its tables."""
    monkeypatch.setattr(kinds, "_kinds", {})
    with sample_kind() as kept:
        yield kept


@pytest.fixture
def place(db: None, clock: object, book: Workbook) -> World:
    return World()
