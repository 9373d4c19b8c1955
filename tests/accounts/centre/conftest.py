import pytest

from tests.factories import documents as files
from tests.factories.accounts import UserFactory, sign_in_as
from tests.factories.credentials import CredentialFactory


@pytest.fixture
def teacher():
    return UserFactory()


@pytest.fixture
def mine(client, teacher):
    return sign_in_as(client, teacher)


@pytest.fixture
def typed(teacher):
    """A certificate that the teacher typed, with its picture."""
    picture = files.document(teacher, kind="credential", name="证书.jpg")
    return CredentialFactory(
        person=teacher.person, by_hand=True, number="20045330142000001", picture=picture.pk
    )
