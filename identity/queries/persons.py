"""Finding persons and where they work."""

from django.db.models import Q, QuerySet

from identity.models import Employment, Person
from identity.rules import name_key, normalise_id_number
from portal.crypto.fields import hashes_for
from portal.reference import pinyin


def person_by_number(kind: str, number: str) -> Person | None:
    """The person with this document, under whichever key the number was hashed."""
    plain = normalise_id_number(kind, number)
    if not plain:
        return None
    hashes = hashes_for(Person, "id_number_hash", plain)
    return Person.objects.filter(id_kind=kind, id_number_hash__in=hashes).first()


def current_employment(person: Person) -> Employment | None:
    rows = Employment.objects.filter(person=person, ended_on=None)
    return rows.select_related("body").first()


def employments_of(person: Person) -> QuerySet[Employment]:
    """Newest first."""
    rows = Employment.objects.filter(person=person).select_related("body")
    return rows.order_by("-started_on", "-pk")


def named(text: str, prefix: str = "") -> Q:
    """A condition for people called like `text`: characters, full pinyin, initials.

    `prefix` is the way to the person ("person__"); dots in names do not matter.
    """
    typed = pinyin.typed(text)
    if not typed:
        return Q(pk__in=[]) if text.strip() else Q()
    if typed.isascii():
        return Q(**{f"{prefix}name_pinyin__begins": typed}) | Q(
            **{f"{prefix}name_initials__begins": typed}
        )
    return Q(**{f"{prefix}name_key__contains": name_key(pinyin.asked(text))})
