import pytest

from tests.certification.dual_qualified.world import World, build


@pytest.fixture
def world(db: None, reference_data: None, clock: object) -> World:
    return build()
