"""The numbers of an account that are shown masked until somebody asks for one, on record."""

from accounts.models import User


def number_of(user: User, field: str) -> str | None:
    """The plain "mobile" or "id_number"; None where there is none."""
    if field == "mobile":
        return user.mobile or None
    if field == "id_number" and user.person is not None:
        return user.person.id_number
    return None
