"""What the world has of 个人信息中心: certificates the system knows, and one typed by hand."""

from typing import TYPE_CHECKING, Any

from identity.models import CredentialSync
from portal.clock import now
from tests.factories import documents as files
from tests.factories.credentials import CredentialFactory, RegistrationRecordFactory

if TYPE_CHECKING:
    from tests.permissions.world import World as Province


def things_of(world: "Province") -> dict[str, Any]:
    owner, teacher = world.users["owner"], world.users["teacher"]
    picture = files.document(owner, kind="credential", name="证书.jpg")
    typed = CredentialFactory(person=owner.person, by_hand=True, picture=picture.pk)
    for user in (owner, teacher):
        RegistrationRecordFactory(credential=CredentialFactory(person=user.person))
        CredentialSync.objects.create(
            person=user.person, asked_at=now(), finished_at=now(), outcome="matched"
        )
    return {
        "credential_typed": typed.pk,
        "credential_number": typed.number,
        "credential_picture": picture.pk,
    }
