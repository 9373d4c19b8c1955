"""Teachers of a school with certificates, years and probations."""

from datetime import date, timedelta

import factory

from identity.enums import RegistrationOutcome
from portal.audit.actors import SystemActor
from portal.clock import now, today
from registration.enums import Appraisal, Morals, Post, ProbationResult
from registration.models import Probation, YearRecord
from registration.services.entering import Hand, Row, YearValues, save_row
from tests.factories.credentials import CredentialFactory, RegistrationRecordFactory
from tests.factories.identity import PersonFactory
from tests.factories.organisations import SchoolFactory

GOOD = YearValues(Appraisal.COMPETENT, Morals.COMPETENT, Post.ESTABLISHED)
ACTOR = SystemActor("tests")


class YearRecordFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = YearRecord

    person = factory.SubFactory(PersonFactory)
    year = factory.LazyFunction(lambda: today().year - 1)
    appraisal = Appraisal.COMPETENT
    morals = Morals.COMPETENT
    post = Post.ESTABLISHED
    body = factory.SubFactory(SchoolFactory)
    entered_at = factory.LazyFunction(now)


class ProbationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Probation

    person = factory.SubFactory(PersonFactory)
    result = ProbationResult.PASSED
    passed_on = factory.LazyFunction(today)
    body = factory.SubFactory(SchoolFactory)
    entered_at = factory.LazyFunction(now)


def entered(school, person, year=None, values=GOOD, *, version=0, actor=ACTOR):
    """Through the service."""
    hand = Hand(school, year or today().year - 1, actor)
    return save_row(hand, Row(person, values, version))


def registered(person, until, *, outcome=RegistrationOutcome.PASSED, **fields):
    """A certificate and its registration; `until` is the last valid day (or the decision's)."""
    credential = CredentialFactory(person=person, **fields)
    passed = outcome == RegistrationOutcome.PASSED
    decided = date(until.year - 5, until.month, min(until.day, 28)) if passed else until
    return RegistrationRecordFactory(
        credential=credential,
        year=decided.year,
        kind="periodic",
        outcome=outcome,
        decided_on=decided,
        valid_until=until if passed else None,
    )


def due_now(person, days=30):
    """Periodic registration within its window: the validity ends in so many days."""
    return registered(person, today() + timedelta(days=days))


def prepared(school, person, first=None, last=None):
    """Every year that a periodic registration asks for."""
    last = last or today().year - 1
    for year in range(first or last - 4, last + 1):
        entered(school, person, year)
