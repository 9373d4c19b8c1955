"""Asking the national database for a person's certificates, as a job and on record."""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from identity.enums import CredentialSource, SyncOutcome
from identity.errors import Refused
from identity.models import Credential, CredentialSync, Person
from identity.queries.credentials import SYNC_JOB, credential_numbered, open_job
from identity.rules.teacher_certificate import normalise_number
from identity.services.credentials import note
from identity.services.persons import locked
from identity.services.registrations import Conclusion, keep_conclusion
from portal.audit import services as audit
from portal.clock import now
from portal.connectors.teacher_certificates.client import certificates_of
from portal.connectors.teacher_certificates.mapping import Answer, Certificate, Finding
from portal.jobs.services import enqueue
from portal.messaging.ratelimit import Limit, take

Steps = Callable[[int, int, str], None]
_OUTCOMES = {
    Finding.FOUND: SyncOutcome.MATCHED,
    Finding.NAME_DIFFERS: SyncOutcome.NAME_DIFFERS,
    Finding.NUMBER_UNKNOWN: SyncOutcome.NUMBER_UNKNOWN,
    Finding.ISSUED_BEFORE: SyncOutcome.ISSUED_BEFORE,
    Finding.UNAVAILABLE: SyncOutcome.UNREACHABLE,
}
# Each question costs the national database something: an honest person needs very few.
PER_PERSON = Limit("credentials", 10, 24 * 3600)
_TYPED = ("kind", "subject", "issuer_name", "issued_on")


def synchronise_credentials(
    person: Person, actor: Any, *, next_url: str = "", request: Any = None
) -> CredentialSync:
    """Have the database asked by a worker; the one under way is returned while there is one.

    Refused when the person asked too often today.
    """
    if going := _going(person):
        return going
    if _user(actor) and take((PER_PERSON, str(person.pk))) is not None:
        raise Refused("limit", "今天同步的次数已用完，请明天再试。")
    with transaction.atomic():
        locked(person)
        return _going(person) or _start(person, actor, next_url, request)


def _going(person: Person) -> CredentialSync | None:
    rows = CredentialSync.objects.filter(person=person, finished_at=None)
    return next((row for row in rows if open_job(row)), None)


def _start(person: Person, actor: Any, next_url: str, request: Any) -> CredentialSync:
    user = _user(actor)
    sync = CredentialSync.objects.create(person=person, asked_at=now(), asked_by=user)
    job = enqueue(SYNC_JOB, {"sync": sync.pk}, owner=user, key=str(sync.pk), next_url=next_url)
    sync.job = job.pk
    sync.save(update_fields=["job"])
    _record("identity.synchronise_credentials", sync, actor, request, {})
    return sync


def carry_out(sync_id: int, steps: Steps) -> CredentialSync:
    """What the job does; one that has ended is left alone."""
    sync = CredentialSync.objects.select_related("person", "asked_by").get(pk=sync_id)
    if sync.finished_at is not None:
        return sync
    steps(1, 3, "正在查询证书库")
    answer = ask(sync.person)
    steps(2, 3, "正在核对")
    keep_answer(sync, answer)
    steps(3, 3, "")
    return sync


def ask(person: Person) -> Answer:
    """Outside transactions: it may take seconds."""
    return certificates_of(person.id_number, person.name)


@transaction.atomic
def keep_answer(sync: CredentialSync, answer: Answer) -> None:
    """Writes what the database said. Nothing that a person typed is lost."""
    person, actor = locked(sync.person), sync.asked_by or audit.SystemActor("identity")
    outcomes = [_keep(person, each, answer.reference, actor) for each in answer.certificates]
    sync.finished_at, sync.outcome = now(), _OUTCOMES[answer.finding]
    sync.reference, sync.found = answer.reference, len(outcomes)
    sync.added = outcomes.count("added")
    sync.changed = outcomes.count("changed")
    sync.save()
    detail = {"outcome": sync.outcome, "found": sync.found, "added": sync.added}
    _record("identity.credentials_synchronised", sync, actor, None, detail)


def _keep(person: Person, found: Certificate, reference: str, actor: Any) -> str:
    """ "added", "changed" or "same"."""
    number = normalise_number(found.number)
    known = credential_numbered(person, number)
    credential = known or Credential(person=person, number=number, created_at=now())
    differing = _taken_over(credential, found)
    credential.source = CredentialSource.SYSTEM
    credential.verified_at, credential.verified_reference = now(), reference
    if differing:
        credential.version += known is not None
    credential.save()
    registered = [keep_conclusion(credential, _conclusion(each)) for each in found.registrations]
    if known is None:
        note("identity.add_credential", credential, actor, None, {"source": "system"})
        return "added"
    return "changed" if differing or any(registered) else "same"


def _taken_over(credential: Credential, found: Certificate) -> bool:
    """Whether the database's words differ; what a person had typed is kept beside them."""
    said = {
        "kind": found.kind,
        "subject": found.subject,
        "issuer_name": found.issuer,
        "issued_on": found.issued_on,
        "state": found.state,
    }
    differing = [name for name, value in said.items() if getattr(credential, name) != value]
    if credential.source == CredentialSource.HAND:
        credential.typed = {name: str(getattr(credential, name)) for name in _TYPED}
    for name, value in said.items():
        setattr(credential, name, value)
    return bool(differing)


def _conclusion(found: Any) -> Conclusion:
    return Conclusion(
        year=found.year,
        kind=found.kind,
        outcome=found.outcome,
        decided_on=found.decided_on,
        valid_until=found.valid_until,
        institution=found.institution,
    )


def _user(actor: Any) -> Any:
    return actor if getattr(actor, "pk", None) else None


def _record(
    action: str, sync: CredentialSync, actor: Any, request: Any, detail: dict[str, Any]
) -> None:
    audit.record(
        action,
        actor=actor,
        subject=f"identity.credentialsync:{sync.pk}",
        person_id=sync.person_id,
        detail=detail,
        request=request,
    )
