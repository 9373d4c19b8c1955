"""Which tests run where: markers given by what a test uses, and by its file's name."""

import os
import re

import pytest

CI = os.environ.get("CI") == "true"
BROWSER_FIXTURES = {"page", "phone_page", "no_js_page", "open_page", "browser"}
# Issue: "on SQLite run services, flows, migrations and one journey".
ON_SQLITE = re.compile(r"(^|/)(test_)?(services|flows?|migrations)(_\w+)?(\.py|/)")


def pytest_itemcollected(item: pytest.Item) -> None:
    names = set(getattr(item, "fixturenames", ()))
    if names & BROWSER_FIXTURES:
        item.add_marker("browser")
    if "redis_url" in names:
        item.add_marker("redis")
    if ON_SQLITE.search(item.location[0]) and not item.get_closest_marker("postgres"):
        item.add_marker("sqlite")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests that need PostgreSQL are left out of a quick run on SQLite, and never under CI."""
    from django.conf import settings

    if "postgresql" in settings.DATABASES["default"]["ENGINE"]:
        return
    left_out = [item for item in items if item.get_closest_marker("postgres")]
    if left_out and CI:
        raise pytest.UsageError(f"CI=true and no PostgreSQL for {len(left_out)} tests; ./dev test")
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]
