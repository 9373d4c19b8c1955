"""The navigation leaves out what does not exist, so a misspelt name would go unseen."""

import pytest

from portal.web.navigation import ENTRY, PERSONAL, PUBLIC, address


@pytest.mark.parametrize("name", [name for _, name, _ in (*PUBLIC, *PERSONAL, *ENTRY)])
def test_every_place_of_the_navigation_exists(name: str) -> None:
    assert address(name)


def test_signing_out_exists() -> None:
    assert address("accounts:sign-out")
