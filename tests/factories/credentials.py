"""Certificates of teachers: invented numbers of the right form."""

from datetime import date

import factory

from identity.enums import CredentialKind, CredentialSource, RegistrationKind, RegistrationOutcome
from identity.models import Credential, RegistrationRecord
from portal.clock import now
from tests.factories.identity import PersonFactory


def certificate_number(sequence, year=2012, kind="4", province="53"):
    return f"{year}{province}301{kind}1{sequence:06}"


class CredentialFactory(factory.django.DjangoModelFactory):
    """One that the system knows; `by_hand` makes it one that was typed."""

    class Meta:
        model = Credential

    class Params:
        sequence = factory.Sequence(lambda n: n)
        by_hand = factory.Trait(
            source=CredentialSource.HAND,
            verified_at=None,
            verified_reference="",
            issued_on=date(2004, 6, 30),
        )

    person = factory.SubFactory(PersonFactory)
    kind = CredentialKind.SENIOR
    issued_on = date(2012, 6, 30)
    number = factory.LazyAttribute(
        lambda o: certificate_number(o.sequence, o.issued_on.year, str(o.kind))
    )
    subject = "数学"
    issuer_name = "澜江市教育局"
    source = CredentialSource.SYSTEM
    verified_at = factory.LazyFunction(now)
    verified_reference = "REF-1"
    created_at = factory.LazyFunction(now)


class RegistrationRecordFactory(factory.django.DjangoModelFactory):
    """Passed, for five years."""

    class Meta:
        model = RegistrationRecord

    credential = factory.SubFactory(CredentialFactory)
    year = 2021
    kind = RegistrationKind.FIRST
    outcome = RegistrationOutcome.PASSED
    decided_on = factory.LazyAttribute(lambda o: date(o.year, 12, 10))
    valid_until = factory.LazyAttribute(
        lambda o: date(o.year + 5, 12, 10) if o.outcome == RegistrationOutcome.PASSED else None
    )
    institution = "澜滨区教育局"
