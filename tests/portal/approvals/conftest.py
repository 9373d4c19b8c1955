from collections.abc import Iterator

import pytest

from portal.approvals import flow as flows
from portal.approvals import workspace
from tests.portal.approvals import sample, world


@pytest.fixture
def ledger() -> Iterator[sample.Ledger]:
    """The sample workflows registered, and what they did."""
    kept = sample.Ledger()
    flows.register(sample.SAMPLE)
    flows.register(sample.LEVELS)
    workspace.register(sample.workflow(kept))
    workspace.register(sample.levels_workflow())
    yield kept
    for name in (sample.SAMPLE.name, sample.LEVELS.name):
        workspace.unregister(name)
        flows.unregister(name)


@pytest.fixture
def place(db: None, ledger: sample.Ledger) -> world.World:
    return world.build()
