"""What holds for every answer of the portal."""

import pytest
from django.test import Client

from portal.organisations.enums import Role
from tests.factories.accounts import UserFactory, sign_in_as, staff_user
from tests.factories.organisations import CountyFactory

pytestmark = pytest.mark.django_db
PERSONAL = ("/dashboard/", "/messages/", "/my-cases/", "/", "/no-such-page/")


@pytest.mark.parametrize("path", PERSONAL)
def test_nobody_keeps_what_a_signed_in_person_saw(path: str) -> None:
    client = Client()
    sign_in_as(client, UserFactory())
    told = client.get(path)["Cache-Control"]
    assert "no-store" in told
    assert "private" in told


@pytest.mark.parametrize("path", ["/review/", "/review/reasons/", "/content/"])
def test_nor_what_staff_saw(path: str) -> None:
    client = Client()
    sign_in_as(client, staff_user(CountyFactory(), Role.BUREAU_ADMIN))
    assert "no-store" in client.get(path)["Cache-Control"]


def test_public_pages_may_be_kept() -> None:
    assert "Cache-Control" not in Client().get("/announcements/")
