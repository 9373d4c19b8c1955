"""Sign-in by ID number, mobile number or user name."""

from django.contrib.auth.backends import ModelBackend


class IdentifierBackend(ModelBackend):
    """Checks a password for a user already found by `accounts.queries`."""
