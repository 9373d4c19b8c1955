"""Users in one's scope: listed, found, opened masked, unmasked on record."""

import pytest
from django.urls import reverse

from accounts.models import User
from accounts.queries.administration import UserFilters, filtered, users_in
from portal.audit.models import Entry
from portal.organisations.enums import Role
from portal.organisations.queries import scope_of
from portal.organisations.services import end_role
from tests.portal.organisations.conftest import MAKER

COUNTY = ("county", Role.BUREAU_ADMIN)
USERS = reverse("accounts:manage-users")


def text(response):
    return response.content.decode()


def names(page):
    return [user.display_name for user in page.context["page_obj"].object_list]


def looks(person_id):
    rows = Entry.objects.filter(person_id=person_id, action__startswith="look.")
    return list(rows.order_by("pk").values_list("action", flat=True))


def test_the_list_is_sorted_by_pinyin_and_holds_the_scope_only(enter, teacher):
    teacher("school", "张三")
    teacher("second", "李娜")
    teacher("school", "李安")
    teacher("far_school", "丁一")
    client = enter(*COUNTY, display_name="赵局")
    assert names(client.get(USERS)) == ["李安", "李娜", "张三", "赵局"]


def test_who_left_and_who_lost_the_last_role(world, teacher):
    scope = world.scope(*COUNTY)
    gone = teacher("school")
    gone.person.employments.update(ended_on="2024-01-01")
    former = world.user("school", Role.SCHOOL_ADMIN)
    end_role(former.role_grants.get(), actor=MAKER)
    moved = world.user("second", Role.SCHOOL_ADMIN)
    end_role(moved.role_grants.get(), actor=MAKER)
    moved_on = world["far"]
    from tests.factories.organisations import RoleGrantFactory

    RoleGrantFactory(user=moved, body=moved_on, role=Role.BUREAU_ADMIN)
    found = set(users_in(scope))
    assert former in found
    assert gone not in found
    assert moved not in found


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"text": "lina"}, {"李娜"}),
        ({"text": "ln"}, {"李娜"}),
        ({"text": "娜"}, {"李娜"}),
        ({"text": "13955550001"}, {"张三"}),
        ({"text": "139 5555 0001"}, {"张三"}),
        ({"text": "13955550009"}, set()),
        ({"text": "guju"}, {"顾局"}),
        ({"text": "顾"}, {"顾局"}),
        ({"text": "GUJU-1"}, {"顾局"}),
        ({"text": "!!"}, set()),
        ({"role": "reviewer"}, {"顾局"}),
        ({"state": "disabled"}, {"李娜"}),
        ({"state": "active", "role": ""}, {"张三", "顾局", "王主任"}),
        ({"lacks_mobile": True}, {"顾局"}),
    ],
)
def test_filters(world, teacher, filters, expected):
    teacher("school", "张三", mobile="13955550001")
    teacher("school", "李娜", is_active=False)
    world.user("county", Role.REVIEWER, display_name="顾局", username="guju-1", mobile="")
    scope = world.scope(*COUNTY)
    found = filtered(users_in(scope), UserFilters(**filters))
    assert {user.display_name for user in found} == expected


def test_by_id_number_and_place(world, teacher):
    user = teacher("school", "张三")
    teacher("second", "李娜")
    scope = world.scope(*COUNTY)
    number = user.person.id_number
    assert list(filtered(users_in(scope), UserFilters(text=number.lower()))) == [user]
    at_school = filtered(users_in(scope), UserFilters(place=world["school"].pk))
    assert list(at_school) == [user]


def test_a_search_never_leaves_the_scope(enter, teacher):
    user = teacher("far_school", "丁一")
    client = enter(*COUNTY)
    for typed in ("丁一", user.mobile, user.person.id_number, user.username):
        assert names(client.get(USERS, {"q": typed})) == []


@pytest.mark.parametrize(
    "query",
    [
        {"q": "x" * 5000},
        {"q": "\x00王"},
        {"role": "nonsense"},
        {"place": "x"},
        {"page": "x"},
        {"place": "9" * 12},
        {"place": "9" * 30},
    ],
)
def test_nothing_asked_breaks_the_list(enter, query):
    assert enter(*COUNTY).get(USERS, query).status_code == 200


def test_the_list_costs_the_same_with_more_rows(enter, teacher, django_assert_max_num_queries):
    client = enter(*COUNTY)
    teacher("school")
    client.get(USERS)
    with django_assert_max_num_queries(10):
        client.get(USERS)
    for _ in range(6):
        teacher("school")
    with django_assert_max_num_queries(10):
        page = client.get(USERS)
    assert len(names(page)) == 8


def test_numbers_are_masked_and_the_look_is_on_record(enter, teacher):
    user = teacher("school", mobile="13955550001")
    client = enter(*COUNTY)
    page = text(client.get(reverse("accounts:manage-user", args=[user.pk])))
    assert "139****0001" in page
    assert user.person.id_number not in page
    assert "13955550001" not in page
    assert looks(user.person_id) == ["look.profile"]


@pytest.mark.parametrize("field", ["mobile", "id_number"])
def test_unmasking_is_a_post_and_on_record(enter, teacher, field):
    user = teacher("school", mobile="13955550001")
    value = user.mobile if field == "mobile" else user.person.id_number
    client = enter(*COUNTY)
    url = reverse("accounts:manage-user-unmask", args=[user.pk, field])
    assert client.get(url).status_code == 405
    assert looks(user.person_id) == []
    page = text(client.post(url))
    assert value in page
    assert looks(user.person_id) == ["look.unmasked"]


@pytest.mark.parametrize("field", ["password", "email", "nonsense"])
def test_nothing_else_is_unmasked(enter, teacher, field):
    url = reverse("accounts:manage-user-unmask", args=[teacher("school").pk, field])
    assert enter(*COUNTY).post(url).status_code == 404


def test_a_foreign_user_is_not_unmasked(enter, teacher):
    user = teacher("far_school")
    url = reverse("accounts:manage-user-unmask", args=[user.pk, "mobile"])
    assert enter(*COUNTY).post(url).status_code == 404
    assert looks(user.person_id) == []


def test_the_history_of_roles_names_both_hands(enter, world):
    client = enter("province", Role.SECURITY_ADMIN, display_name="安全员")
    user = world.user("school", Role.SCHOOL_ADMIN, display_name="林校长")
    end_role(user.role_grants.get(), actor=client.user)
    page = text(client.get(reverse("accounts:manage-grants"), {"state": "past"}))
    assert "林校长" in page
    assert "安全员" in page
    assert "林校长" not in text(client.get(reverse("accounts:manage-grants"), {"state": "present"}))


def test_the_list_of_grants_stays_in_the_scope(enter, world):
    world.user("far_school", Role.SCHOOL_ADMIN, display_name="远方")
    world.user("school", Role.SCHOOL_ADMIN, display_name="近处")
    page = text(enter(*COUNTY).get(reverse("accounts:manage-grants")))
    assert "近处" in page
    assert "远方" not in page


def test_no_user_is_in_two_rows(world, teacher):
    user = teacher("school")
    from tests.factories.organisations import RoleGrantFactory

    for role, at in ((Role.SCHOOL_ADMIN, "school"), (Role.REVIEWER, "county")):
        RoleGrantFactory(user=user, body=world[at], role=role)
    scope = scope_of(User.objects.get(pk=world.user(*COUNTY).pk))
    assert list(users_in(scope)).count(user) == 1
