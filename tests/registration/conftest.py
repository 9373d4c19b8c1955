import pytest

from portal.organisations.enums import Role
from tests.factories.accounts import sign_in_as, staff_user
from tests.factories.ceducation import teacher_at
from tests.portal.organisations.conftest import world  # noqa: F401 - the same small province


@pytest.fixture
def school(world, clock):  # noqa: F811
    return world["school"]


@pytest.fixture
def admin(school):
    return staff_user(school, Role.SCHOOL_ADMIN, display_name="校管理员")


@pytest.fixture
def teacher(school):
    return teacher_at(school, "陈𬭎")


@pytest.fixture
def at_work(client, admin):
    """A browser of the school's administrator."""
    return sign_in_as(client, admin)
