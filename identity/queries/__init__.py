"""Finding persons, where they work, and what they hold."""

from identity.queries.credentials import (
    credentials_of,
    own_credential,
    synchronisation_of,
    synchronisations_of,
    verified_credential,
)
from identity.queries.persons import (
    current_employment,
    employments_of,
    named,
    person_by_number,
)
from identity.queries.rules import credential_rules

__all__ = [
    "credential_rules",
    "credentials_of",
    "current_employment",
    "employments_of",
    "named",
    "own_credential",
    "person_by_number",
    "synchronisation_of",
    "synchronisations_of",
    "verified_credential",
]
