"""What the record for life shows of dual-qualified certificates, and the check before applying."""

from datetime import date, timedelta

import pytest

from certification.dual_qualified.queries.eligibility import record_of as eligibility_record
from certification.dual_qualified.rules.practice import years_before
from identity.records import record_of
from portal.clock import now, today
from tests.factories.credentials import CredentialFactory
from tests.factories.dual_qualified import CertificateFactory
from tests.factories.identity import PersonFactory

pytestmark = pytest.mark.django_db
LABEL = "“双师型”教师证书"


def section_of(record):
    return next(section for section in record.sections if section.label == LABEL)


def test_a_valid_certificate_is_held_and_due_on_its_last_day():
    certificate = CertificateFactory()
    record = record_of(certificate.person)
    held = section_of(record).held[0]
    assert (held.state, held.tone) == ("有效", "good")
    assert ("证书编号", certificate.number) in held.facts
    due = next(each for each in record.dues if each.key == f"dual-qualified-{certificate.pk}")
    last = certificate.valid_until
    assert (due.opens, due.last) == (years_before(last, 1), last)
    assert any(each.on == certificate.issued_on for each in record.happened)


def test_one_that_ended_or_was_revoked_is_due_no_more():
    ended = CertificateFactory(
        issued_on=today() - timedelta(days=900), valid_until=today() - timedelta(days=1)
    )
    record = record_of(ended.person)
    assert (section_of(record).held[0].state, record.dues) == ("已过期", ())
    revoked = CertificateFactory(state="revoked", revoked_at=now(), revoked_reason="材料不实")
    record = record_of(revoked.person)
    assert (section_of(record).held[0].tone, record.dues) == ("bad", ())
    assert [each.text for each in record.happened if each.tone == "bad"] == ["材料不实"]


def test_nobody_else_s_certificate_is_there():
    CertificateFactory()
    assert section_of(record_of(PersonFactory())).held == ()


def test_only_what_the_national_database_confirmed_counts_as_known():
    person = PersonFactory()
    assert eligibility_record(person, "junior", {}).certificate is None
    CredentialFactory(person=person, by_hand=True)
    assert eligibility_record(person, "junior", {}).certificate is None
    CredentialFactory(person=person, number="20125330141000001", state="revoked")
    assert not eligibility_record(person, "junior", {}).certificate.in_force
    CredentialFactory(person=person, issued_on=date(2010, 6, 30))
    known = eligibility_record(person, "junior", {}).certificate
    assert (known.kind, known.in_force) == ("高级中学教师资格", True)
