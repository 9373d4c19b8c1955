"""Fixtures of the whole suite; the larger ones live in tests/infrastructure/."""

pytest_plugins = [
    "tests.infrastructure.collection",
    "tests.infrastructure.isolation",
    "tests.infrastructure.templates",
    "tests.infrastructure.databases",
    "tests.infrastructure.clock",
    "tests.infrastructure.workers",
    "tests.infrastructure.browser",
    "tests.infrastructure.accessibility",
    "tests.infrastructure.simulators",
    "tests.fixtures.jobs",
]
