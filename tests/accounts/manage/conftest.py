import pytest

from tests.factories.accounts import UserFactory, sign_in_as
from tests.factories.identity import EmploymentFactory, PersonFactory
from tests.portal.organisations.conftest import world  # noqa: F401 - the same small province


@pytest.fixture
def enter(client, world):  # noqa: F811
    """`enter("county", Role.BUREAU_ADMIN)`: a signed-in client of a new user with that role."""

    def make(place, role, **fields):
        user = world.user(place, role, **fields)
        sign_in_as(client, user)
        client.user = user
        return client

    return make


@pytest.fixture
def teacher(world):  # noqa: F811
    """`teacher("school", name="陈𬭎")`: an account of somebody who works there."""

    def make(place, name="陈𬭎", **fields):
        person = PersonFactory(name=name)
        EmploymentFactory(person=person, body=world[place])
        return UserFactory(person=person, **fields)

    return make
