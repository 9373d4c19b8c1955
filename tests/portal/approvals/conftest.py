from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from accounts.models import User
from portal.approvals import flow as flows
from portal.approvals import workspace
from portal.organisations.access import SECOND_FACTOR_KEY
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


@pytest.fixture
def at_work(place: world.World) -> Callable[[User], Client]:
    """`at_work(user)`: a browser of somebody signed in with their second factor."""

    def client(user: User) -> Client:
        browser = Client()
        browser.force_login(user, backend="accounts.backends.IdentifierBackend")
        session = browser.session
        session[SECOND_FACTOR_KEY] = user.pk
        session.save()
        return browser

    return client
