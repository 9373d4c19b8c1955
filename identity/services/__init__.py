"""Changes to persons, their employment and certificates: a transaction and an entry each."""

from identity.services.completion import complete_person
from identity.services.credential_rules import save_credential_rules
from identity.services.credentials import (
    add_credential,
    change_credential,
    record_manual_check,
    remove_credential,
    unchangeable,
)
from identity.services.employment import employ, end_employment
from identity.services.persons import create_person, update_person
from identity.services.registrations import Conclusion, record_registration
from identity.services.renaming import Verification, rename_verified
from identity.services.section import set_vocational_section
from identity.services.synchronising import synchronise_credentials

__all__ = [
    "Conclusion",
    "Verification",
    "add_credential",
    "change_credential",
    "complete_person",
    "create_person",
    "employ",
    "end_employment",
    "record_manual_check",
    "record_registration",
    "remove_credential",
    "rename_verified",
    "save_credential_rules",
    "set_vocational_section",
    "synchronise_credentials",
    "unchangeable",
    "update_person",
]
