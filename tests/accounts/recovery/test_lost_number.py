"""A lost number is replaced with the old password and a real-name check, or by two persons."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import MobileChange
from accounts.queries.recovery import changes_in
from accounts.services import lost_number
from portal.audit.models import Entry
from portal.clock import now
from portal.organisations.enums import Role
from portal.organisations.queries import scope_of
from tests.accounts.outbox import last_code, templates_to
from tests.accounts.recovery.test_recovery import WAYS, identify
from tests.accounts.sign_in.test_password import text
from tests.factories.accounts import PASSWORD, UserFactory, sign_in_as, staff_user
from tests.factories.identity import EmploymentFactory, PersonFactory
from tests.factories.organisations import CountyFactory, RoleGrantFactory, SchoolFactory

pytestmark = pytest.mark.django_db

URL = reverse("accounts:recover-lost-number")
NEW = "13700001234"


@pytest.fixture
def school():
    return SchoolFactory(parent=CountyFactory())


@pytest.fixture
def teacher(school):
    user = UserFactory()
    EmploymentFactory(person=user.person, body=school)
    return user


def replace(client, mobile=NEW, **more):
    client.post(URL, {"mobile": mobile, "action": "send"})
    data = {"mobile": mobile, "code": last_code(mobile), "consent": "on", "action": "change"}
    return client.post(URL, {**data, **more})


class TestByTheOwner:
    def test_with_the_password_it_counts_at_once(self, client, teacher, simulators):
        old = teacher.mobile
        identify(client, teacher)
        assert replace(client, password=PASSWORD).url == reverse("accounts:sign-in")
        teacher.refresh_from_db()
        assert teacher.mobile == teacher.person.mobile == NEW
        assert teacher.mobile != old
        assert templates_to(teacher).count("accounts.mobile") == 3

    def test_without_it_somebody_at_the_school_agrees_first(self, client, teacher, simulators):
        head = staff_user(teacher.person.employments.get().body)
        identify(client, teacher)
        assert replace(client).url == WAYS
        assert "正在等待核实" in text(client.get(WAYS))
        teacher.refresh_from_db()
        assert teacher.mobile != NEW
        assert "accounts.mobile_request" in templates_to(head)

    def test_of_staff_somebody_agrees_even_with_the_password(self, client, teacher, simulators):
        """Else a password alone would move the second factor to the thief's number."""
        RoleGrantFactory(user=teacher, body=SchoolFactory(), role=Role.SCHOOL_ADMIN)
        identify(client, teacher)
        assert replace(client, password=PASSWORD).url == WAYS
        teacher.refresh_from_db()
        assert teacher.mobile != NEW

    def test_a_wrong_password_changes_nothing(self, client, teacher, simulators):
        identify(client, teacher)
        assert "密码不正确" in text(replace(client, password="wrong"))
        assert not MobileChange.objects.exists()

    def test_consent_is_asked_for(self, client, teacher):
        identify(client, teacher)
        assert "须勾选同意" in text(replace(client, consent=""))

    def test_a_wrong_code_changes_nothing(self, client, teacher):
        identify(client, teacher)
        assert replace(client, code="000000").status_code == 422
        assert not MobileChange.objects.exists()

    def test_when_the_source_is_silent_it_says_so(self, client, teacher, settings):
        settings.REAL_NAME_URL = "http://127.0.0.1:9/real-name"
        identify(client, teacher)
        page = text(replace(client, password=PASSWORD))
        assert "暂时没有回应" in page
        teacher.refresh_from_db()
        assert teacher.mobile != NEW

    def test_a_number_of_another_account_is_refused(self, client, teacher, simulators):
        UserFactory(mobile=NEW)
        identify(client, teacher)
        assert "已被另一个账号使用" in text(replace(client, password=PASSWORD))

    def test_it_is_seen_under_an_older_key_too(self, client, teacher, simulators, settings):
        UserFactory(mobile=NEW)
        settings.FIELD_KEYS = f"new1:{'QQ' * 21}E=,{settings.FIELD_KEYS}"
        identify(client, teacher)
        assert "已被另一个账号使用" in text(replace(client, password=PASSWORD))

    def test_a_second_request_is_told_of_the_first(self, client, teacher, simulators):
        identify(client, teacher)
        replace(client)
        assert "不必重复提交" in text(replace(client, "13700005678"))
        assert MobileChange.objects.count() == 1


def test_open_requests_come_first_then_the_latest(school, clock):
    head, second = staff_user(school), staff_user(school)
    asked = []
    for decided in ("refused", "refused", "open"):
        user = UserFactory()
        EmploymentFactory(person=user.person, body=school)
        hand = None if decided == "open" else second
        asked.append(
            MobileChange.objects.create(
                user=user,
                mobile=NEW,
                reason="",
                requested_by=head,
                created_at=now(),
                state=decided,
                decided_by=hand,
                decided_at=now() if hand else None,
            )
        )
        clock.advance(hours=1)
    assert list(changes_in(scope_of(head))) == asked[::-1]


class TestByTwoPersons:
    def ask(self, client, asker, teacher):
        url = reverse("accounts:mobile-change-ask", args=[teacher.pk])
        sign_in_as(client, asker)
        return client.post(url, {"mobile": NEW, "reason": "本人持身份证到校"})

    def test_one_asks_and_another_agrees(self, client, school, teacher):
        first, second = staff_user(school), staff_user(school, display_name="赵校长")
        response = self.ask(client, first, teacher)
        url = response.url
        assert "须由另一位管理员" in text(client.get(url))
        client.post(url, {"action": "approve"})
        teacher.refresh_from_db()
        assert teacher.mobile != NEW, "nobody agrees with themselves"
        sign_in_as(client, second)
        assert NEW in text(client.get(url))
        client.post(url, {"action": "approve"})
        teacher.refresh_from_db()
        assert teacher.mobile == NEW
        change = MobileChange.objects.get()
        assert (change.requested_by, change.decided_by) == (first, second)
        actions = set(Entry.objects.values_list("action", flat=True))
        assert {"accounts.mobile_change.ask", "accounts.mobile_change.approve"} <= actions

    def test_refusing_needs_a_reason_and_tells_it(self, client, school, teacher):
        url = self.ask(client, staff_user(school), teacher).url
        sign_in_as(client, staff_user(school, display_name="赵校长"))
        assert client.post(url, {"action": "refuse", "reason": ""}).status_code == 422
        client.post(url, {"action": "refuse", "reason": "本人没有到场"})
        teacher.refresh_from_db()
        assert teacher.mobile != NEW
        assert "accounts.mobile_refused" in templates_to(teacher)

    def test_deciding_twice_decides_once(self, client, school, teacher):
        url = self.ask(client, staff_user(school), teacher).url
        sign_in_as(client, staff_user(school, display_name="赵校长"))
        client.post(url, {"action": "refuse", "reason": "本人没有到场"})
        response = client.post(url, {"action": "approve"}, follow=True)
        assert "刚被其他人处理过" in text(response)
        teacher.refresh_from_db()
        assert teacher.mobile != NEW

    @pytest.mark.parametrize("place", ["school", "county"])
    def test_a_foreign_administrator_finds_nothing(self, client, school, teacher, place):
        url = self.ask(client, staff_user(school), teacher).url
        body, role = {
            "school": (SchoolFactory(), Role.SCHOOL_ADMIN),
            "county": (CountyFactory(), Role.BUREAU_ADMIN),
        }[place]
        sign_in_as(client, staff_user(body, role, display_name="外人"))
        assert client.get(url).status_code == 404
        assert client.post(url, {"action": "approve"}).status_code == 404
        ask = reverse("accounts:mobile-change-ask", args=[teacher.pk])
        assert client.get(ask).status_code == 404
        assert "张" not in text(client.get(reverse("accounts:mobile-changes")))

    def test_the_bureau_above_may_agree(self, client, school, teacher):
        url = self.ask(client, staff_user(school), teacher).url
        sign_in_as(client, staff_user(school.parent, Role.BUREAU_ADMIN, display_name="县局"))
        client.post(url, {"action": "approve"})
        teacher.refresh_from_db()
        assert teacher.mobile == NEW

    @pytest.mark.parametrize("role", [Role.REVIEWER, Role.AUDIT_ADMIN, Role.SYSTEM_ADMIN])
    def test_other_roles_have_no_such_page(self, client, school, teacher, role):
        sign_in_as(client, staff_user(school, role))
        assert client.get(reverse("accounts:mobile-changes")).status_code == 404

    def test_a_teacher_has_no_such_page(self, client, teacher):
        sign_in_as(client, teacher)
        assert client.get(reverse("accounts:mobile-changes")).status_code == 404

    def test_opening_a_request_is_on_record_for_the_teacher(self, client, school, teacher):
        url = self.ask(client, staff_user(school), teacher).url
        client.get(url)
        look = Entry.objects.get(action__startswith="look.")
        assert look.person_id == teacher.person_id


def test_the_database_refuses_one_person_for_two(teacher, school):
    by = staff_user(school)
    change = MobileChange(
        user=teacher,
        mobile=NEW,
        reason="x",
        requested_by=by,
        created_at=now(),
        decided_by=by,
        state="approved",
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        change.save()


def test_the_service_refuses_the_asker_and_the_owner(rf, teacher, school):
    by = staff_user(school)
    change = lost_number.ask(lost_number.Wish(teacher, NEW, "x"), by=by, request=rf.get("/"))
    for user in (by, teacher):
        with pytest.raises(lost_number.Refused, match="另一位管理员"):
            lost_number.approve(change, by=user, request=rf.get("/"))


def test_a_person_without_a_unit_is_nobodys_to_decide(rf, school):
    user = UserFactory(person=PersonFactory())
    by = staff_user(school)
    change = lost_number.ask(lost_number.Wish(user, NEW, "x"), by=user, request=rf.get("/"))
    with pytest.raises(lost_number.Refused, match="不在您的管理范围"):
        lost_number.approve(change, by=by, request=rf.get("/"))
