"""The public check by number and name: one answer for every mismatch, and few tries."""

import re
import secrets
import unicodedata

from django.conf import settings

from certification.dual_qualified.models import Certificate
from certification.dual_qualified.queries import certificates
from identity.rules import name_key
from portal.messaging.ratelimit import Limit, Refusal, take

_HOUR = 3600
_LONGEST_NUMBER = 80


def take_turn(number: str, network: str) -> Refusal | None:
    """None when this network may ask once more, and this number may be asked about once more."""
    per_number = Limit("certificate-number", settings.CERTIFICATE_CHECKS_PER_NUMBER_HOUR, _HOUR)
    per_address = Limit("certificate-address", settings.CERTIFICATE_CHECKS_PER_ADDRESS_HOUR, _HOUR)
    return take((per_number, tidied(number)), (per_address, network))


def matching(number: str, name: str) -> Certificate | None:
    """The certificate of this number, when it says this name; one query, hit or miss."""
    found = certificates.by_number(tidied(number)[:_LONGEST_NUMBER])
    # Compared even where there is nothing to compare with: a miss takes as long as a hit.
    said = name_key(found.name if found else number)
    same = secrets.compare_digest(said.encode(), name_key(name).encode())
    return found if found is not None and same else None


def tidied(number: str) -> str:
    """A number as typed from paper: without spaces, full-width digits as plain ones."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", number))
