"""Accounts are made by `accounts.services`; this manager only finds them."""

from django.contrib.auth.base_user import BaseUserManager


class UserManager(BaseUserManager):  # type: ignore[type-arg]
    """Finds by user name, which for teachers is opaque (their ID number is never stored there)."""

    def get_by_natural_key(self, username: str | None) -> "object":
        return self.get(username=username)
