"""Persons, where they work, and what they hold."""

from identity.models.credential import Credential, RegistrationRecord
from identity.models.credential_rules import CredentialRules
from identity.models.credential_sync import CredentialSync
from identity.models.person import Employment, Person

__all__ = [
    "Credential",
    "CredentialRules",
    "CredentialSync",
    "Employment",
    "Person",
    "RegistrationRecord",
]
