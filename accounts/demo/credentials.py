"""The demo teachers' certificates: just what the simulated database answers when it is asked."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from accounts.demo.papers import certificate_picture
from accounts.models import User
from accounts.services.certificate_draft import store_picture
from identity.enums import CredentialKind, CredentialSource, SyncOutcome
from identity.models import Credential, CredentialSync, Person, RegistrationRecord
from identity.rules.by_hand import HandMade
from identity.rules.teacher_certificate import normalise_number
from identity.services import add_credential
from portal.clock import now, today
from portal.connectors.teacher_certificates.invented import result_for
from portal.connectors.teacher_certificates.mapping import (
    Answer,
    Certificate,
    Finding,
    answer_of,
)

# Some have not asked yet: the way through the page can be shown.
_NOT_ASKED = 25
_TYPED = 10
_OUTCOMES = {
    Finding.FOUND: SyncOutcome.MATCHED,
    Finding.NAME_DIFFERS: SyncOutcome.NAME_DIFFERS,
    Finding.NUMBER_UNKNOWN: SyncOutcome.NUMBER_UNKNOWN,
    Finding.ISSUED_BEFORE: SyncOutcome.ISSUED_BEFORE,
}


@transaction.atomic
def load_credentials() -> int:
    """How many certificates were made; 0 when there are some already. Rows are written in bulk."""
    if Credential.objects.exists():
        return 0
    asked = [(user, _answer(user.person)) for user in _teachers() if user.person is not None]
    syncs = [_sync(user, answer) for user, answer in asked]
    CredentialSync.objects.bulk_create(syncs)
    pairs = [
        (_credential(user, answer, each), each)
        for user, answer in asked
        for each in answer.certificates
    ]
    Credential.objects.bulk_create(credential for credential, _ in pairs)
    RegistrationRecord.objects.bulk_create(_registrations(pairs))
    older = [user for user, answer in asked if answer.finding is Finding.ISSUED_BEFORE]
    for number, user in enumerate(older[:_TYPED], start=1):
        _type(user, number)
    return len(pairs) + len(older[:_TYPED])


def _type(user: User, number: int) -> None:
    """What such a teacher does next: the older certificate by hand, with its picture."""
    made = HandMade(
        number=f"200153301420{number:05d}",
        kind=CredentialKind.SENIOR,
        subject="语文",
        issuer_name="澜江市教育局",
        issued_on=date(2001, 6, 30),
        picture=UUID(store_picture(certificate_picture(f"200153301420{number:05d}"), user)),
    )
    if user.person is not None:
        add_credential(user.person, made, registered=False, actor=user)


def _teachers() -> list[User]:
    rows = User.objects.filter(person__isnull=False).select_related("person").order_by("pk")
    return [user for number, user in enumerate(rows) if number % _NOT_ASKED != _NOT_ASKED - 1]


def _answer(person: Person) -> Answer:
    result = result_for(person.id_number, person.name, today())
    return answer_of({"RequestId": f"DEMO-{person.pk}", "Result": result})


def _sync(user: User, answer: Answer) -> CredentialSync:
    at, found = now() - timedelta(days=30), len(answer.certificates)
    return CredentialSync(
        person=user.person,
        asked_at=at,
        asked_by=user,
        finished_at=at,
        outcome=_OUTCOMES[answer.finding],
        reference=answer.reference,
        found=found,
        added=found,
    )


def _credential(user: User, answer: Answer, found: Certificate) -> Credential:
    at = now() - timedelta(days=30)
    return Credential(
        person=user.person,
        number=normalise_number(found.number),
        kind=found.kind,
        subject=found.subject,
        issuer_name=found.issuer,
        issued_on=found.issued_on,
        source=CredentialSource.SYSTEM,
        state=found.state,
        verified_at=at,
        verified_reference=answer.reference,
        created_at=at,
    )


def _registrations(
    pairs: Iterable[tuple[Credential, Certificate]],
) -> Iterable[RegistrationRecord]:
    for credential, found in pairs:
        for each in found.registrations:
            yield RegistrationRecord(
                credential=credential,
                year=each.year,
                kind=each.kind,
                outcome=each.outcome,
                decided_on=each.decided_on,
                valid_until=each.valid_until,
                institution=each.institution,
            )
