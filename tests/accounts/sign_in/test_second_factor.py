"""Staff: a code after the password, an end of idle sessions, and a form that is not lost."""

import pytest
from django.conf import settings
from django.urls import reverse

from portal.organisations.access import SECOND_FACTOR_KEY
from portal.organisations.enums import Role
from tests.accounts.outbox import last_code
from tests.accounts.sign_in.test_password import sign_in, signed_in, text
from tests.factories.accounts import PASSWORD, UserFactory, staff_user
from tests.factories.identity import PersonFactory
from tests.factories.organisations import BodyFactory, CountyFactory, SchoolFactory

pytestmark = pytest.mark.django_db

URL = reverse("accounts:second-factor")


@pytest.fixture
def staff():
    return staff_user(SchoolFactory(), person=PersonFactory())


def test_the_password_alone_lets_nobody_in(client, staff):
    sign_in(client, staff.mobile)
    assert not signed_in(client)
    assert client.get("/me/").status_code == 302


def test_the_code_completes_it(client, staff):
    sign_in(client, staff.mobile, next="/me/password/")
    page = client.get(f"{URL}?next=/me/password/")
    assert f"{staff.mobile[:3]}****{staff.mobile[-4:]}" in text(page)
    assert staff.mobile not in text(page)
    response = client.post(URL, {"code": last_code(staff.mobile), "next": "/me/password/"})
    assert response.url == "/me/password/"
    assert client.session[SECOND_FACTOR_KEY] == staff.pk


def test_a_wrong_code_does_not(client, staff):
    sign_in(client, staff.mobile)
    wrong = f"{(int(last_code(staff.mobile)) + 1) % 10**6:06}"
    assert client.post(URL, {"code": wrong}).status_code == 422
    assert client.post(URL, {"code": ""}).status_code == 422
    assert not signed_in(client)


def test_without_the_password_there_is_no_such_page(client):
    response = client.get(URL)
    assert response.url == reverse("accounts:sign-in")


def test_the_wait_ends_after_ten_minutes(client, staff, clock):
    sign_in(client, staff.mobile)
    clock.advance(minutes=9, seconds=59)
    assert client.get(URL).status_code == 200
    clock.advance(seconds=1)
    assert client.get(URL).url == reverse("accounts:sign-in")


def test_the_wait_ends_when_the_password_changes(client, staff):
    sign_in(client, staff.mobile)
    staff.set_password("Andere-2026")
    staff.save()
    assert client.get(URL).status_code == 302


def test_the_code_can_be_asked_for_again(client, staff, clock):
    sign_in(client, staff.mobile)
    first = last_code(staff.mobile)
    clock.advance(seconds=61)
    assert "验证码已发往" in text(client.post(URL, {"action": "send"}))
    client.post(URL, {"code": last_code(staff.mobile)})
    assert signed_in(client)
    assert first


def test_a_role_given_in_the_session_asks_for_the_code_then(client):
    """Nobody reaches a staff page with a session that was begun as a teacher's."""
    from tests.factories.organisations import RoleGrantFactory

    user = UserFactory()
    sign_in(client, user.mobile)
    RoleGrantFactory(user=user, body=SchoolFactory(), role=Role.SCHOOL_ADMIN)
    response = client.get(reverse("accounts:mobile-changes"))
    assert response.url.startswith(URL)
    client.post(URL, {"action": "send"})
    client.post(URL, {"code": last_code(user.mobile)})
    assert client.get(reverse("accounts:mobile-changes")).status_code == 200


def test_without_a_mobile_number_the_page_names_whom_to_ask(client):
    county = CountyFactory(
        name="远山县教育局", contact_name="李老师", contact_phone="0571-88880000"
    )
    school = SchoolFactory(parent=county)
    staff_user(school, Role.POINT_CLERK, mobile="", username="queren02")
    sign_in(client, "queren02")
    page = text(client.get(URL))
    assert "没有登记手机号" in page
    for said in ("远山县教育局", "李老师", "0571-88880000"):
        assert said in page
    client.post(URL, {"code": "000000"})
    assert not signed_in(client)


def test_at_the_top_of_the_tree_the_own_body_is_named(client):
    staff_user(BodyFactory(name="某省教育厅"), Role.SYSTEM_ADMIN, mobile="", username="shengting")
    sign_in(client, "shengting")
    assert "某省教育厅" in text(client.get(URL))


class TestIdle:
    def come_in(self, client, user):
        sign_in(client, user.mobile)
        if user.role_grants.exists():
            client.post(URL, {"code": last_code(user.mobile)})

    def test_a_staff_session_ends_after_half_an_hour(self, client, staff, clock):
        self.come_in(client, staff)
        clock.advance(minutes=settings.STAFF_IDLE_MINUTES)
        response = client.get("/me/?a=1")
        assert response.url == "/sign-in/?next=%2Fme%2F%3Fa%3D1"
        assert not signed_in(client)
        assert "30 分钟没有操作" in text(client.get(response.url))

    def test_not_a_second_earlier_and_not_while_in_use(self, client, staff, clock):
        self.come_in(client, staff)
        for _ in range(3):
            clock.advance(minutes=29, seconds=59)
            assert client.get("/me/").status_code == 200

    def test_a_teachers_session_stays(self, client, clock):
        user = UserFactory()
        self.come_in(client, user)
        clock.advance(minutes=60)
        assert client.get("/me/").status_code == 200

    def test_a_part_of_a_page_sends_the_whole_page_away(self, client, staff, clock):
        self.come_in(client, staff)
        clock.advance(minutes=30)
        response = client.get("/me/", headers={"HX-Request": "true"})
        assert response.headers["HX-Redirect"].startswith("/sign-in/")

    def test_a_form_sent_too_late_comes_back_after_the_sign_in(self, client, staff, clock):
        self.come_in(client, staff)
        clock.advance(minutes=31)
        sent = {"address": "新地址 <b>9</b> 号", "old_password": "Geheim-1"}
        client.post("/me/?x=1", sent)
        assert not signed_in(client)
        stored = str(dict(client.session))
        assert "新地址" not in stored, "what was typed lies sealed in the session"
        sign_in(client, staff.mobile)
        clock.advance(minutes=2)
        client.post(URL, {"action": "send"})
        response = client.post(URL, {"code": last_code(staff.mobile)})
        assert response.url == reverse("accounts:resume")
        page = text(client.get(response.url))
        assert 'action="/me/?x=1"' in page
        assert 'name="address" value="新地址 &lt;b&gt;9&lt;/b&gt; 号"' in page
        assert "Geheim" not in page

    def test_but_not_to_somebody_else(self, client, staff, clock):
        self.come_in(client, staff)
        clock.advance(minutes=31)
        client.post("/me/", {"address": "秘密地址"})
        other = UserFactory()
        response = sign_in(client, other.mobile)
        assert response.url != reverse("accounts:resume")
        assert "秘密地址" not in text(client.get(reverse("accounts:resume"), follow=True))

    def test_a_seal_that_no_key_opens_any_more_is_forgotten(self, client, rf, staff):
        from accounts.services import stash

        request = rf.get("/")
        request.session = {"stashed_form": "gone:AAAA"}
        assert stash.waiting_for(request, staff) is None
        assert not request.session

    def test_it_can_be_given_up(self, client, staff, clock):
        self.come_in(client, staff)
        clock.advance(minutes=31)
        client.post("/me/", {"address": "新地址"})
        sign_in(client, staff.mobile)
        clock.advance(minutes=2)
        client.post(URL, {"action": "send"})
        client.post(URL, {"code": last_code(staff.mobile)})
        client.post(reverse("accounts:resume"))
        assert client.get(reverse("accounts:resume")).status_code == 302


def test_a_part_of_a_page_without_a_session_sends_the_whole_page_to_the_sign_in(client):
    """Not the sign-in page into the middle of the old one; and then back to that page."""
    headers = {"HX-Request": "true", "HX-Current-URL": "https://portal.example/me/mobile/?a=1"}
    response = client.post("/me/mobile/old-code/", headers=headers)
    assert response.status_code == 204
    assert response["HX-Redirect"] == "/sign-in/?next=%2Fme%2Fmobile%2F%3Fa%3D1"
    assert client.post("/me/mobile/old-code/").status_code == 302


def test_a_page_that_is_no_address_leads_to_the_sign_in_alone(client):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://["}
    response = client.post("/me/mobile/old-code/", headers=headers)
    assert response["HX-Redirect"].startswith("/sign-in/")


def test_a_new_password_ends_every_other_session(client, staff):
    from django.test import Client

    user = UserFactory()
    sign_in(client, user.mobile)
    other = Client()
    sign_in(other, user.mobile)
    change = {"old_password": PASSWORD, "password": "Xin-mima9", "password_again": "Xin-mima9"}
    assert client.post("/me/password/", change).status_code == 302
    assert client.get("/me/").status_code == 200
    assert other.get("/me/").status_code == 302


@pytest.mark.parametrize(
    ("role", "desk"),
    [
        (Role.SCHOOL_ADMIN, "/review/"),
        (Role.REVIEWER, "/review/"),
        (Role.SYSTEM_ADMIN, "/manage/"),
        (Role.SECURITY_ADMIN, "/manage/users/"),
        (Role.AUDIT_ADMIN, "/audit/"),
        (Role.POINT_CLERK, "/dashboard/"),
    ],
)
def test_everybody_begins_at_their_own_desk(client, role, desk):
    user = staff_user(SchoolFactory(), role)
    sign_in(client, user.mobile)
    assert client.post(URL, {"code": last_code(user.mobile)}).url == desk
