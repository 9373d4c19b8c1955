import pytest


@pytest.fixture(scope="module")
def loaded(reference_data: None) -> None:
    """The reference data; they are loaded once for all and stay."""
