"""Settings of the test run: quick hashing, files in a folder of their own, jobs run when a test asks."""

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
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
