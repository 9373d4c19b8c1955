"""axe on a page: no violation, and a message that can be read."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def describe(violation: dict[str, Any]) -> str:
    places = [f"      {node['target']}  {node['html'][:160]}" for node in violation["nodes"]]
    head = f"  {violation['id']} ({violation['impact']}): {violation['help']}"
    return "\n".join([head, *places])


def assert_accessible(page: Page) -> None:
    """Fail with every violation axe finds on the page as it is now."""
    found = Axe().run(page).response["violations"]
    if found:
        pytest.fail("\n".join([f"axe on {page.url}:", *map(describe, found)]), pytrace=False)


@pytest.fixture
def axe() -> Callable[[Page], None]:
    return assert_accessible
