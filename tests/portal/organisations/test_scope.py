"""Scope = role × place. The expected answers are written by hand, not computed."""

import pytest
from django.contrib.auth.models import AnonymousUser

from portal.organisations.enums import Role
from portal.organisations.models import Body
from portal.organisations.queries import (
    ancestors,
    body_in,
    bureaus_above,
    children_of,
    grants_of,
    holders,
    scope_of,
    subtree,
)
from portal.organisations.rules import reviewing_bodies
from portal.organisations.services import end_role
from tests.factories.accounts import UserFactory
from tests.portal.organisations.conftest import MAKER

ALL = {
    "province", "city", "other_city", "county", "sister", "far", "base", "school", "second",
    "sister_school", "far_school", "city_school", "point",
}  # fmt: skip
COUNTY = {"county", "school", "second", "point"}
CITY = COUNTY | {"city", "sister", "sister_school", "city_school"}

TABLE = [
    ("school", Role.SCHOOL_ADMIN, {"school"}),
    ("second", Role.SCHOOL_ADMIN, {"second"}),
    ("point", Role.POINT_CLERK, {"point"}),
    ("base", Role.BASE_ADMIN, {"base", "school", "far_school"}),
    ("base", Role.REVIEWER, {"base", "school", "far_school"}),
    ("county", Role.BUREAU_ADMIN, COUNTY),
    ("county", Role.REVIEWER, COUNTY),
    ("city", Role.BUREAU_ADMIN, CITY),
    ("far", Role.BUREAU_ADMIN, {"far", "far_school"}),
    ("province", Role.BUREAU_ADMIN, ALL),
    ("province", Role.SYSTEM_ADMIN, ALL),
    ("province", Role.SECURITY_ADMIN, ALL),
    ("province", Role.AUDIT_ADMIN, ALL),
]


@pytest.mark.parametrize(("place", "role", "expected"), TABLE)
def test_what_each_role_reaches(world, place, role, expected):
    scope = world.scope(place, role)
    assert {name for name in ALL if scope.covers(world[name])} == expected
    held = set(scope.bodies().values_list("pk", flat=True))
    assert {name for name in ALL if world[name].pk in held} == expected


@pytest.mark.parametrize(("place", "role", "expected"), TABLE)
def test_another_role_than_the_asked_one_reaches_nothing(world, place, role, expected):
    scope = world.scope(place, role)
    other = Role.REVIEWER if role != Role.REVIEWER else Role.BUREAU_ADMIN
    assert not any(scope.covers(world[name], other) for name in ALL)
    assert not scope.bodies(other).exists()
    assert scope.covers(world[place], other, role)


def test_roles_add_up(world):
    user = world.user("school", Role.SCHOOL_ADMIN)
    from tests.factories.organisations import RoleGrantFactory

    RoleGrantFactory(user=user, body=world["far"], role=Role.REVIEWER)
    scope = scope_of(user)
    assert scope.roles == {Role.SCHOOL_ADMIN, Role.REVIEWER}
    assert {b.name for b in scope.bodies()} == {
        "澜滨区实验小学",
        "石砚县教育局",
        "石砚县实验小学",
    }
    assert not scope.covers(world["far_school"], Role.SCHOOL_ADMIN)


def test_a_number_that_begins_alike_is_not_below(world):
    """Path 1.2. must not reach 1.20.: every number in a path is closed by a dot."""
    county = world["county"]
    stranger = Body(pk=10**6, path=f"{county.path[:-1]}9.", kind="school")
    assert not world.scope("county", Role.BUREAU_ADMIN).covers(stranger)


def test_ended_roles_closed_bodies_and_disabled_users_reach_nothing(world):
    user = world.user("county", Role.BUREAU_ADMIN)
    end_role(user.role_grants.get(), actor=MAKER)
    assert scope_of(user).grants == ()
    closed = world.user("second", Role.SCHOOL_ADMIN)
    Body.objects.filter(pk=world["second"].pk).update(is_open=False)
    assert scope_of(closed).grants == ()
    disabled = world.user("county", Role.BUREAU_ADMIN, is_active=False)
    assert scope_of(disabled).grants == ()


def test_nobody_and_plain_teachers_reach_nothing(world):
    for user in (AnonymousUser(), None, UserFactory()):
        scope = scope_of(user)
        assert not scope.covers(world["school"])
        assert not scope.bodies().exists()


def test_a_scope_is_one_query(world, django_assert_num_queries):
    user = world.user("county", Role.BUREAU_ADMIN)
    with django_assert_num_queries(1):
        scope = scope_of(user)
        assert scope.covers(world.bodies["school"])


def test_a_body_is_fetched_through_the_scope(world):
    scope = world.scope("county", Role.BUREAU_ADMIN)
    assert body_in(scope, world["school"].pk) == world["school"]
    with pytest.raises(Body.DoesNotExist):
        body_in(scope, world["far_school"].pk)


def test_who_is_above(world):
    assert ancestors(world["school"]) == [world["county"], world["city"], world["province"]]
    assert bureaus_above(world["point"]) == [world["county"], world["city"], world["province"]]
    assert ancestors(world["province"]) == []


def test_who_reviews_what_comes_from_a_school(world):
    assert reviewing_bodies(world["school"]) == [
        world["school"],
        world["base"],
        world["county"],
        world["city"],
        world["province"],
    ]
    assert reviewing_bodies(world["second"])[1] == world["county"]


def test_children_come_bureaus_first_with_a_mark_for_more(world):
    rows = list(children_of(world["city"]))
    assert [row.name for row in rows] == ["澜滨区教育局", "望鹤县教育局", "澜江职业技术学院"]
    assert [row.has_children for row in rows] == [True, True, False]


def test_a_subtree_is_all_below(world):
    assert subtree(world["county"]).count() == 4


def test_holders_are_those_who_can_act(world):
    able = world.user("school", Role.SCHOOL_ADMIN)
    world.user("school", Role.SCHOOL_ADMIN, is_active=False)
    world.user("second", Role.SCHOOL_ADMIN)
    assert holders(world["school"], Role.SCHOOL_ADMIN) == [able]
    assert holders(world["school"], Role.BUREAU_ADMIN) == []


def test_grants_of_a_user_with_their_past(world):
    user = world.user("school", Role.SCHOOL_ADMIN)
    end_role(user.role_grants.get(), actor=MAKER)
    assert [(g.role, g.ended_at is None) for g in grants_of(user)] == [("school_admin", False)]
