"""Settings of the test run: quick hashing, nothing shared between tests, jobs run when a test asks.

The database is SQLite unless DATABASE_URL names another (`./dev test` does); so is Redis.
"""

import os
import tempfile
from pathlib import Path

from portal.settings.base import *  # noqa: F403

SECRET_KEY = "tests-only"
ALLOWED_HOSTS = ["*"]
DEMO = True
FIELD_KEYS = "test1:dGVzdHMtb25seS1maWVsZC1rZXktMzItYnl0ZXMhISE="
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = Path(tempfile.gettempdir())
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

# Wake-ups of jobs go nowhere, unless a test starts a real worker (tests/infrastructure/workers.py).
CELERY_BROKER_URL = env.str("TEST_BROKER_URL", default="memory://")  # noqa: F405
if not CELERY_BROKER_URL.startswith("filesystem"):
    CELERY_BROKER_TRANSPORT_OPTIONS = {}
# Kinds of job that only tests have, for a real worker.
CELERY_IMPORTS = env.list("TEST_TASKS", default=[])  # noqa: F405

# Each parallel test process has a Redis database of its own.
if "REDIS_URL" in os.environ and "PYTEST_XDIST_WORKER" in os.environ:
    _number = os.environ["PYTEST_XDIST_WORKER"].removeprefix("gw")
    CACHES["default"]["LOCATION"] = f"{os.environ['REDIS_URL'].rpartition('/')[0]}/{_number}"  # noqa: F405
