"""Changes to persons and their employment; each in a transaction, with its audit entry."""

from identity.services.employment import employ, end_employment
from identity.services.persons import create_person, update_person
from identity.services.renaming import Verification, rename_verified

__all__ = [
    "Verification",
    "create_person",
    "employ",
    "end_employment",
    "rename_verified",
    "update_person",
]
