"""What the audit pages ask about people."""

from identity.models import Person
from portal.crypto.fields import hashes_for


def people_of(number: str) -> list[int]:
    """Keys of the persons with this number, whatever kind of document it is of."""
    hashes = hashes_for(Person, "id_number_hash", number.strip().upper())
    return list(Person.objects.filter(id_number_hash__in=hashes).values_list("pk", flat=True))
