"""Changes to persons and their employment; each in a transaction, with its audit entry."""

from identity.services.completion import complete_person
from identity.services.employment import employ, end_employment
from identity.services.persons import create_person, update_person
from identity.services.renaming import Verification, rename_verified
from identity.services.section import set_vocational_section

__all__ = [
    "Verification",
    "complete_person",
    "create_person",
    "employ",
    "end_employment",
    "rename_verified",
    "set_vocational_section",
    "update_person",
]
