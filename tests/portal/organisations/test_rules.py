"""What lies where, and who may do what: tables written by hand."""

import pytest

from portal.organisations.enums import BodyKind, Role
from portal.organisations.models import Body
from portal.organisations.rules import (
    excludes,
    may_create,
    may_describe,
    may_give,
    may_hold_at,
    may_keep,
    may_lie_under,
)

PARENTS = {
    "province": set(),
    "city": {"province"},
    "county": {"province", "city"},
    "school": {"province", "city", "county"},
    "base": {"province", "city", "county"},
    "point": {"province", "city", "county", "school"},
}
PLACES = {
    Role.SCHOOL_ADMIN: {"school"},
    Role.BASE_ADMIN: {"base"},
    Role.BUREAU_ADMIN: {"province", "city", "county"},
    Role.REVIEWER: {"province", "city", "county", "base"},
    Role.POINT_CLERK: {"point"},
    Role.SYSTEM_ADMIN: {"province", "city"},
    Role.SECURITY_ADMIN: {"province", "city"},
    Role.AUDIT_ADMIN: {"province", "city"},
}


@pytest.mark.parametrize("kind", BodyKind.values)
def test_what_lies_under_what(kind):
    parents = {other for other in BodyKind.values if may_lie_under(kind, Body(kind=other))}
    assert parents == PARENTS[kind]
    assert may_lie_under(kind, None) is (kind == "province")


@pytest.mark.parametrize("role", Role)
def test_where_a_role_may_be_held(role):
    assert {k for k in BodyKind.values if may_hold_at(role, Body(kind=k))} == PLACES[role]


@pytest.mark.parametrize(
    ("role", "held", "expected"),
    [
        (Role.SYSTEM_ADMIN, [], False),
        (Role.SYSTEM_ADMIN, [Role.SECURITY_ADMIN], True),
        (Role.SECURITY_ADMIN, [Role.AUDIT_ADMIN], True),
        (Role.AUDIT_ADMIN, [Role.SYSTEM_ADMIN], True),
        (Role.SYSTEM_ADMIN, [Role.SYSTEM_ADMIN], True),
        (Role.SYSTEM_ADMIN, [Role.BUREAU_ADMIN], False),
        (Role.BUREAU_ADMIN, [Role.SYSTEM_ADMIN], False),
    ],
)
def test_three_hands(role, held, expected):
    assert excludes(role, held) is expected


KEEPS = [
    ("province", Role.SYSTEM_ADMIN, {"province", "city", "county", "school", "base", "point"}),
    ("province", Role.BUREAU_ADMIN, {"school", "base", "point"}),
    ("county", Role.BUREAU_ADMIN, {"school", "point"}),
    ("far", Role.BUREAU_ADMIN, set()),
    ("school", Role.SCHOOL_ADMIN, set()),
    ("base", Role.BASE_ADMIN, set()),
    ("county", Role.REVIEWER, set()),
    ("province", Role.SECURITY_ADMIN, set()),
    ("province", Role.AUDIT_ADMIN, set()),
]
SEEN = ("province", "city", "county", "school", "base", "point")


@pytest.mark.parametrize(("place", "role", "expected"), KEEPS)
def test_who_keeps_which_body(world, place, role, expected):
    scope = world.scope(place, role)
    assert {name for name in SEEN if may_keep(scope, world[name])} == expected


@pytest.mark.parametrize(
    ("place", "role", "expected"),
    [
        ("county", Role.BUREAU_ADMIN, {"county", "school", "point"}),
        ("school", Role.SCHOOL_ADMIN, {"school"}),
        ("base", Role.BASE_ADMIN, {"base"}),
        ("county", Role.REVIEWER, set()),
        ("point", Role.POINT_CLERK, set()),
        ("province", Role.SECURITY_ADMIN, set()),
    ],
)
def test_who_keeps_the_contacts(world, place, role, expected):
    scope = world.scope(place, role)
    assert {name for name in SEEN if may_describe(scope, world[name])} == expected


@pytest.mark.parametrize(
    ("place", "role", "parent", "expected"),
    [
        ("county", Role.BUREAU_ADMIN, "county", {"school", "base", "point"}),
        ("county", Role.BUREAU_ADMIN, "school", {"point"}),
        ("county", Role.BUREAU_ADMIN, "far", set()),
        ("city", Role.BUREAU_ADMIN, "city", {"school", "base", "point"}),
        ("province", Role.SYSTEM_ADMIN, "city", {"county", "school", "base", "point"}),
        ("province", Role.SYSTEM_ADMIN, "province", {"city", "county", "school", "base", "point"}),
        ("school", Role.SCHOOL_ADMIN, "school", set()),
        ("province", Role.SECURITY_ADMIN, "province", set()),
    ],
)
def test_who_creates_what_where(world, place, role, parent, expected):
    scope = world.scope(place, role)
    assert {k for k in BodyKind.values if may_create(scope, k, world[parent])} == expected
    assert not may_create(scope, "province", None)


GIVES = [
    # giver's place and role, at which body, the roles that may be given there
    ("province", Role.SECURITY_ADMIN, "province",
     {"bureau_admin", "reviewer", "system_admin", "security_admin", "audit_admin"}),
    ("province", Role.SECURITY_ADMIN, "school", {"school_admin"}),
    ("province", Role.SECURITY_ADMIN, "point", {"point_clerk"}),
    ("county", Role.BUREAU_ADMIN, "school", {"school_admin"}),
    ("county", Role.BUREAU_ADMIN, "county", {"reviewer"}),
    ("county", Role.BUREAU_ADMIN, "point", {"point_clerk"}),
    ("county", Role.BUREAU_ADMIN, "city", set()),
    ("county", Role.BUREAU_ADMIN, "far_school", set()),
    ("city", Role.BUREAU_ADMIN, "county", {"bureau_admin", "reviewer"}),
    ("province", Role.BUREAU_ADMIN, "base", {"base_admin", "reviewer"}),
    ("province", Role.BUREAU_ADMIN, "province", {"reviewer"}),
    ("province", Role.SYSTEM_ADMIN, "school", set()),
    ("province", Role.AUDIT_ADMIN, "school", set()),
    ("school", Role.SCHOOL_ADMIN, "school", set()),
    ("base", Role.BASE_ADMIN, "base", set()),
    ("county", Role.REVIEWER, "school", set()),
]  # fmt: skip


@pytest.mark.parametrize(("place", "role", "at", "expected"), GIVES)
def test_who_gives_which_role_where(world, place, role, at, expected):
    scope = world.scope(place, role)
    assert {str(r) for r in Role if may_give(scope, r, world[at])} == expected
