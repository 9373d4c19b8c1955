"""The 1-inch photo of a sign-up, and of a person who has an account."""

from uuid import UUID

from django.db import transaction

from accounts.models import SignUp, User
from accounts.queries.photo import state_of
from identity.models import Person
from identity.services import update_person
from portal.documents.models import Document
from portal.documents.services import end_of_use, start_fitting
from portal.jobs.models import Job


@transaction.atomic
def use_photo(sign_up: SignUp, document: Document) -> None:
    """Have the uploaded photo made into a right one."""
    job = start_fitting(document)
    SignUp.objects.filter(pk=sign_up.pk).update(photo_job=job.pk)


def keep_portrait(sign_up: SignUp) -> UUID | None:
    """Take over what the newest fitting made; the portrait to use, if there is one."""
    portrait = state_of(sign_up).portrait
    if portrait != sign_up.photo:
        SignUp.objects.filter(pk=sign_up.pk).update(photo=portrait)
    return portrait


@transaction.atomic
def fit(document: Document) -> Job:
    """Have the photo that somebody with an account uploaded made into a right one."""
    end_of_use([document.pk])
    return start_fitting(document)


@transaction.atomic
def choose_portrait(user: User, person: Person, portrait: UUID) -> None:
    """The fitted photo is the person's from now on, and kept for good."""
    update_person(person, {"photo": portrait}, version=None, actor=user)
    end_of_use([portrait])
