"""Where somebody is reached."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Contact:
    """A recipient without an account (an applicant under review), or a user's own contacts."""

    mobile: str = ""
    email: str = ""
    user: Any = None


def contact_of(recipient: Any) -> Contact:
    """A `Contact` as it is; of a user the account's mobile and the person's e-mail address."""
    if isinstance(recipient, Contact):
        return recipient
    email = recipient.person.email if recipient.person_id else ""
    return Contact(recipient.mobile, email, recipient)
