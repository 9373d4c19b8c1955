"""Finds the user of a session. Passwords are checked in `accounts.services.sign_in` alone."""

from typing import Any

from django.contrib.auth.backends import ModelBackend

from accounts.models import User


class IdentifierBackend(ModelBackend):
    """Signing in goes past no other door: `authenticate()` admits nobody."""

    def authenticate(self, *args: Any, **credentials: Any) -> None:
        return None

    def get_user(self, user_id: int) -> User | None:
        """The user with their person: every request asks whether an identity field is missing."""
        user = User.objects.select_related("person").filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
