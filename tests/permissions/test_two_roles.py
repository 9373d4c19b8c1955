"""One person with two roles: what one of them may do never borrows the other's place."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse

from portal.approvals.models import Case, ListExport
from portal.clock import now
from portal.organisations.enums import Role
from portal.organisations.models import RoleGrant
from tests.factories.accounts import sign_in_as
from tests.permissions.asking import Askers
from tests.permissions.world import World

pytestmark = pytest.mark.django_db


def also(world: World, who: str, role: Role, place: str) -> Client:
    """The actor's browser, once they hold a second role."""
    user = world.users[who]
    RoleGrant.objects.create(user=user, body=getattr(world, place), role=role, granted_at=now())
    return sign_in_as(Client(), user)


def exported() -> str:
    book = ZipFile(BytesIO(bytes(ListExport.objects.latest("pk").content)))
    return "".join(book.read(name).decode() for name in book.namelist() if "xml" in name)


def test_a_reviewer_s_cases_do_not_leave_with_a_school_s_list(askers: Askers, run_jobs) -> None:
    client = also(askers.world, "beside", Role.REVIEWER, "county")
    client.post(reverse("approvals:exports"))
    run_jobs()
    found = exported()
    assert askers.world.things["reference_beside"] in found
    assert askers.world.things["reference"] not in found
    assert Case.objects.filter(flow="sign_up").count() == 3


def test_a_system_administrator_s_users_do_not_leave_with_a_school_s(
    askers: Askers, run_jobs
) -> None:
    client = also(askers.world, "beside", Role.SYSTEM_ADMIN, "province")
    client.post(reverse("accounts:manage-users-export"))
    run_jobs()
    assert ListExport.objects.latest("pk").rows == 1


def test_numbers_are_unmasked_for_who_deals_with_the_person(askers: Askers) -> None:
    client = also(askers.world, "beside", Role.SYSTEM_ADMIN, "province")
    owner = askers.world.users["owner"]
    page = client.get(reverse("accounts:manage-user", args=[owner.pk]))
    unmask = reverse("accounts:manage-user-unmask", args=[owner.pk, "mobile"])
    assert page.status_code == 200
    assert unmask not in page.content.decode()
    assert client.post(unmask).status_code == 404


@pytest.mark.parametrize(("place", "status"), [("province", 200), ("city", 404)])
def test_the_calendar_is_kept_at_the_province(askers: Askers, place: str, status: int) -> None:
    client = also(askers.world, "teacher", Role.SYSTEM_ADMIN, place)
    assert client.get(reverse("accounts:manage-holidays")).status_code == status
    listed = client.get(reverse("accounts:manage-bodies")).content.decode()
    assert (reverse("accounts:manage-holidays") in listed) == (status == 200)
