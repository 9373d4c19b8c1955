"""The 1-inch photo of a sign-up."""

from uuid import UUID

from django.db import transaction

from accounts.models import SignUp
from accounts.queries.photo import state_of
from portal.documents.models import Document
from portal.documents.services import start_fitting


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
