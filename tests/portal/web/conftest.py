from typing import Any

import pytest


@pytest.fixture
def web_urls(settings: Any) -> None:
    """The design system is tested with its own addresses, whatever else the portal has."""
    settings.ROOT_URLCONF = "tests.portal.web.urls"
