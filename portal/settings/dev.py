"""The embedded default: SQLite, a broker in the file system, simulators, demo data."""

from portal.settings.base import *  # noqa: F403

DEBUG = env.bool("DEBUG", default=False)  # noqa: F405
DEMO = env.bool("PORTAL_DEMO", default=True)  # noqa: F405
SECRET_KEY = "embedded-default-not-for-production"
ALLOWED_HOSTS = ["*"]
FIELD_KEYS = env.str(  # noqa: F405
    "FIELD_KEYS", default="dev1:ZW1iZWRkZWQtZGVmYXVsdC1rZXktMzItYnl0ZXMhISE="
)
