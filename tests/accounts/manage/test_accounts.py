"""Accounts opened, disabled, enabled, reset; roles given and ended from the pages."""

import json

import pytest
from django.urls import reverse

from accounts.models import RecoveryLink, User
from accounts.queries.administration import places_of
from accounts.rules.administration import may_look_after
from accounts.services import administration
from portal.audit.models import Entry
from portal.messaging.models import Message
from portal.organisations.enums import Role
from portal.organisations.errors import Refused
from portal.organisations.models import RoleGrant
from portal.organisations.queries import scope_of
from tests.factories.accounts import UserFactory
from tests.factories.organisations import RoleGrantFactory

COUNTY = ("county", Role.BUREAU_ADMIN)
SECURITY = ("province", Role.SECURITY_ADMIN)
SYSTEM = ("province", Role.SYSTEM_ADMIN)
SCHOOL = ("school", Role.SCHOOL_ADMIN)


def url(name, *args):
    return reverse(f"accounts:{name}", args=args)


def text(response):
    return response.content.decode()


def keeps(keeper, user):
    return may_look_after(scope_of(keeper), user.pk, places_of(user))


# Who looks after whom: the kept one's place and role (None: a teacher) → keepers that may.
KEEPING = [
    ("school", None, {SCHOOL, COUNTY, SYSTEM, SECURITY}),
    ("far_school", None, {SYSTEM, SECURITY}),
    ("school", Role.SCHOOL_ADMIN, {COUNTY, SYSTEM, SECURITY}),
    ("point", Role.POINT_CLERK, {COUNTY, SYSTEM, SECURITY}),
    ("county", Role.REVIEWER, {COUNTY, SYSTEM, SECURITY}),
    ("county", Role.BUREAU_ADMIN, {SYSTEM, SECURITY}),
    ("base", Role.BASE_ADMIN, {SYSTEM, SECURITY}),
    ("province", Role.SYSTEM_ADMIN, {SECURITY}),
    ("province", Role.AUDIT_ADMIN, {SECURITY}),
    ("province", Role.SECURITY_ADMIN, {SECURITY}),
]


@pytest.mark.parametrize(("place", "role", "expected"), KEEPING)
def test_who_looks_after_whom(world, teacher, place, role, expected):
    kept = teacher(place) if role is None else world.user(place, role)
    keepers = {SCHOOL, COUNTY, SYSTEM, SECURITY, ("base", Role.BASE_ADMIN), ("county", "reviewer")}
    assert {who for who in keepers if keeps(world.user(*who), kept)} == expected


def test_a_bureau_above_keeps_the_bureau_below(world):
    below = world.user(*COUNTY)
    assert keeps(world.user("city", Role.BUREAU_ADMIN), below)
    assert not keeps(world.user("far", Role.BUREAU_ADMIN), below)


def test_one_foreign_place_is_enough_to_be_out_of_reach(world, teacher):
    user = teacher("school")
    RoleGrantFactory(user=user, body=world["far"], role=Role.REVIEWER)
    assert not keeps(world.user(*COUNTY), user)
    assert keeps(world.user(*SYSTEM), user)


def test_nobody_looks_after_themselves(world):
    user = world.user(*SECURITY)
    assert not keeps(user, user)


def test_an_account_is_disabled_with_a_reason_and_enabled_again(enter, teacher):
    user, client = teacher("school"), enter(*COUNTY)
    client.post(url("manage-user-disable", user.pk), {"reason": "已退休"})
    user.refresh_from_db()
    assert not user.is_active
    entry = Entry.objects.get(action="accounts.disable")
    assert json.loads(entry.content) == {"reason": "已退休"}
    client.post(url("manage-user-enable", user.pk))
    user.refresh_from_db()
    assert user.is_active


def test_disabling_needs_a_reason(enter, teacher):
    user = teacher("school")
    page = enter(*COUNTY).post(url("manage-user-disable", user.pk), {"reason": " "})
    assert page.status_code == 422
    assert "请填写停用的原因" in text(page)
    user.refresh_from_db()
    assert user.is_active


def test_a_higher_one_is_not_disabled(enter, world):
    client = enter(*COUNTY)
    peer = world.user(*COUNTY)
    page = client.post(url("manage-user-disable", peer.pk), {"reason": "x"}, follow=True)
    assert "没有维护这个账号的权限" in text(page)
    peer.refresh_from_db()
    assert peer.is_active


def test_a_reset_voids_the_password_and_sends_a_link_to_the_owner(enter, teacher):
    user = teacher("school", mobile="13955550001")
    page = enter(*COUNTY).post(url("manage-user-reset", user.pk), follow=True)
    user.refresh_from_db()
    assert not user.has_usable_password()
    link = RecoveryLink.objects.get(user=user)
    assert link.used_at is None
    message = Message.objects.get(channel="sms")
    assert "/recover/link/" in message.body
    assert "/recover/link/" not in text(page)


def test_the_link_lets_the_owner_set_a_password(enter, teacher, rf):
    user = teacher("school", mobile="13955550001")
    client = enter(*COUNTY)
    client.post(url("manage-user-reset", user.pk))
    from accounts.services.recovery import new_link

    address = new_link(user, rf.get("/"))
    client.logout()
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("fields", "problem"),
    [({"mobile": ""}, "没有手机号码"), ({"is_active": False}, "已停用")],
)
def test_a_reset_that_cannot_reach_anybody_is_refused(world, teacher, rf, fields, problem):
    user = teacher("school", **fields)
    with pytest.raises(Refused, match=problem):
        administration.reset_access(user, actor=world.user(*COUNTY), request=rf.post("/"))
    user.refresh_from_db()
    assert user.has_usable_password()


def opening(world, **changes):
    values = {
        "username": "xinren-1",
        "display_name": "新人",
        "mobile": "13955550077",
        "role": "point_clerk",
        "body": world["point"].pk,
    }
    return values | changes


def test_a_staff_account_is_opened(enter, world):
    enter(*COUNTY).post(url("manage-user-create"), opening(world))
    user = User.objects.get(username="xinren-1")
    assert not user.has_usable_password()
    grant = user.role_grants.get()
    assert (grant.role, grant.body) == ("point_clerk", world["point"])
    assert RecoveryLink.objects.filter(user=user).exists()
    assert {"accounts.open", "organisations.grant_role"} <= set(
        Entry.objects.values_list("action", flat=True)
    )


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"username": "1abc"}, "以字母开头"),
        ({"username": "abc"}, "以字母开头"),
        ({"username": "TAKEN-1"}, "已被使用"),
        ({"display_name": ""}, "请填写姓名"),
        ({"mobile": "123"}, "11位"),
        ({"mobile": "13955550001"}, "已用于其他账号"),
        ({"role": ""}, "请选择角色"),
        ({"role": "school_admin"}, "不能在这个机构授予"),
        ({"role": "audit_admin"}, "不能在这个机构授予"),
        ({"body": ""}, "请搜索"),
        ({"body": "9999999"}, "重新搜索"),
        ({"body": "x"}, "重新搜索"),
    ],
)
def test_what_cannot_be_opened_is_told_and_kept(enter, world, changes, problem):
    UserFactory(username="taken-1", mobile="13955550001")
    before = User.objects.count()
    client = enter(*COUNTY)
    page = client.post(url("manage-user-create"), opening(world, **changes))
    assert page.status_code == 422
    assert problem in text(page)
    assert User.objects.count() == before + 1
    assert not RoleGrant.objects.filter(role="audit_admin").exists()


def test_a_foreign_body_is_not_offered(enter, world):
    page = enter(*COUNTY).post(
        url("manage-user-create"), opening(world, body=world["far"].pk, role="reviewer")
    )
    assert page.status_code == 422
    assert not User.objects.filter(username="xinren-1").exists()


def test_a_role_is_given_and_ended(enter, world, teacher):
    user, client = teacher("school"), enter(*COUNTY)
    sent = {"role": "school_admin", "body": world["school"].pk}
    assert client.post(url("manage-user-grant", user.pk), sent).status_code == 302
    grant = user.role_grants.get()
    assert grant.granted_by == client.user
    assert client.post(url("manage-user-end-role", user.pk, grant.pk)).status_code == 302
    grant.refresh_from_db()
    assert grant.ended_by == client.user


def test_another_users_role_is_not_ended_here(enter, world, teacher):
    other = world.user("second", Role.SCHOOL_ADMIN)
    grant = other.role_grants.get()
    client = enter(*COUNTY)
    assert (
        client.post(url("manage-user-end-role", teacher("school").pk, grant.pk)).status_code == 404
    )
    far = world.user("far_school", Role.SCHOOL_ADMIN).role_grants.get()
    assert client.post(url("manage-user-end-role", far.user_id, far.pk)).status_code == 404
    grant.refresh_from_db()
    assert grant.ended_at is None


def test_what_must_not_be_given_is_told(enter, world, teacher):
    user = teacher("school")
    RoleGrantFactory(user=user, body=world["province"], role=Role.SYSTEM_ADMIN)
    client = enter(*SECURITY)
    sent = {"role": "audit_admin", "body": world["province"].pk}
    page = client.post(url("manage-user-grant", user.pk), sent)
    assert page.status_code == 422
    assert "三员分立" in text(page)


def test_nobody_gives_themselves_a_role(enter, world):
    client = enter(*SECURITY)
    sent = {"role": "school_admin", "body": world["school"].pk}
    page = client.post(url("manage-user-grant", client.user.pk), sent)
    assert page.status_code == 422
    assert "不能变更自己的角色" in text(page)
    assert not client.user.role_grants.filter(role="school_admin").exists()
