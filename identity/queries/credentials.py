"""A person's certificates, and when they were last asked for."""

from dataclasses import dataclass

from django.db.models import QuerySet

from identity.models import Credential, CredentialSync, Person
from identity.models.credential import IN_FORCE
from portal.crypto.fields import hashes_for
from portal.jobs.enums import OPEN_STATES
from portal.jobs.models import Job

SYNC_JOB = "identity.synchronise_credentials"


def credentials_of(person: Person) -> QuerySet[Credential]:
    """The newest first, their registrations with them (newest year first)."""
    return Credential.objects.filter(person=person).prefetch_related("registrations")


def own_credential(person: Person, pk: int) -> Credential:
    """Credential.DoesNotExist for anybody else's."""
    return credentials_of(person).get(pk=pk)


def credential_numbered(person: Person, number: str) -> Credential | None:
    """This person's certificate of that number, under whichever key it was hashed."""
    hashes = hashes_for(Credential, "number_hash", number)
    return Credential.objects.filter(person=person, number_hash__in=hashes).first()


def belongs_to_another(person: Person, number: str) -> bool:
    """The national database says it is somebody else's."""
    hashes = hashes_for(Credential, "number_hash", number)
    of_others = Credential.objects.filter(number_hash__in=hashes, verified_at__isnull=False)
    return of_others.exclude(person=person).exists()


def verified_credential(person: Person) -> Credential | None:
    """One the system confirmed: the newest in force, else the newest that is not."""
    rows = list(Credential.objects.filter(person=person, verified_at__isnull=False))
    return next((row for row in rows if row.state in IN_FORCE), rows[0] if rows else None)


@dataclass(frozen=True)
class Synchronisation:
    """`last` is the newest that ended; `job` the one under way; `broken` when the newest one
    neither ended nor goes on.
    """

    last: CredentialSync | None = None
    job: str = ""
    broken: bool = False

    @property
    def ever(self) -> bool:
        return self.last is not None


def synchronisations_of(person: Person) -> QuerySet[CredentialSync]:
    """Those that ended, newest first."""
    rows = CredentialSync.objects.filter(person=person, finished_at__isnull=False)
    return rows.select_related("asked_by")


def synchronisation_of(person: Person) -> Synchronisation:
    newest = CredentialSync.objects.filter(person=person).first()
    if newest is None:
        return Synchronisation()
    if newest.finished_at is not None:
        return Synchronisation(newest)
    last = synchronisations_of(person).first()
    if open_job(newest):
        return Synchronisation(last, job=str(newest.job))
    return Synchronisation(last, broken=True)


def open_job(sync: CredentialSync) -> bool:
    """Whether the job that does it is still to end."""
    going = Job.objects.filter(state__in=OPEN_STATES)
    return sync.job is not None and going.filter(pk=sync.job).exists()
