"""Every page × role × own, child and foreign body: expected answers by hand."""

import pytest
from django.urls import reverse

from portal.organisations.enums import Role
from tests.factories.accounts import sign_in_as

SCHOOL = ("school", Role.SCHOOL_ADMIN)
BASE = ("base", Role.BASE_ADMIN)
COUNTY = ("county", Role.BUREAU_ADMIN)
SYSTEM = ("province", Role.SYSTEM_ADMIN)
SECURITY = ("province", Role.SECURITY_ADMIN)
AUDIT = ("province", Role.AUDIT_ADMIN)
REVIEWER = ("county", Role.REVIEWER)
CLERK = ("point", Role.POINT_CLERK)
WHO = (SCHOOL, BASE, COUNTY, SYSTEM, SECURITY, AUDIT, REVIEWER, CLERK)

# Lists: address → answers for WHO in that order.
LISTS = {
    "manage": (302, 302, 302, 302, 302, 302, 404, 404),
    "manage-bodies": (200, 200, 200, 200, 200, 404, 404, 404),
    "manage-body-finder": (200, 200, 200, 200, 200, 404, 404, 404),
    "manage-users": (200, 200, 200, 200, 200, 404, 404, 404),
    "manage-user-create": (404, 404, 200, 404, 200, 404, 404, 404),
    "manage-grants": (200, 200, 200, 200, 200, 200, 404, 404),
    "manage-holidays": (404, 404, 404, 200, 404, 404, 404, 404),
}
# Pages of one body: name, the body, answers.
BODY_PAGES = [
    ("manage-body", "school", (200, 200, 200, 200, 200, 404, 404, 404)),
    ("manage-body", "second", (404, 404, 200, 200, 200, 404, 404, 404)),
    ("manage-body", "county", (404, 404, 200, 200, 200, 404, 404, 404)),
    ("manage-body", "city", (404, 404, 404, 200, 200, 404, 404, 404)),
    ("manage-body", "far_school", (404, 200, 404, 200, 200, 404, 404, 404)),
    ("manage-body-children", "school", (200, 200, 200, 200, 200, 404, 404, 404)),
    ("manage-body-children", "far", (404, 404, 404, 200, 200, 404, 404, 404)),
    ("manage-body-edit", "school", (200, 404, 200, 200, 404, 404, 404, 404)),
    ("manage-body-edit", "county", (404, 404, 200, 200, 404, 404, 404, 404)),
    ("manage-body-edit", "far_school", (404, 404, 404, 200, 404, 404, 404, 404)),
    ("manage-body-move", "school", (404, 404, 200, 200, 404, 404, 404, 404)),
    ("manage-body-move", "county", (404, 404, 404, 200, 404, 404, 404, 404)),
    ("manage-body-create", "county", (404, 404, 200, 200, 404, 404, 404, 404)),
    ("manage-body-create", "far", (404, 404, 404, 200, 404, 404, 404, 404)),
]
# Posts to one body.
BODY_POSTS = [
    ("manage-body-close", "second", (404, 404, 302, 302, 404, 404, 404, 404)),
    ("manage-body-close", "far_school", (404, 404, 404, 302, 404, 404, 404, 404)),
    ("manage-body-reopen", "second", (404, 404, 302, 302, 404, 404, 404, 404)),
]
# A teacher of a school: pages and posts.
USER_PAGES = [
    ("manage-user", "school", (200, 200, 200, 200, 200, 404, 404, 404)),
    ("manage-user", "second", (404, 404, 200, 200, 200, 404, 404, 404)),
    ("manage-user", "far_school", (404, 200, 404, 200, 200, 404, 404, 404)),
]
USER_POSTS = [
    ("manage-user-enable", "school", (302, 302, 302, 302, 302, 404, 404, 404)),
    ("manage-user-enable", "far_school", (404, 302, 404, 302, 302, 404, 404, 404)),
    ("manage-user-reset", "second", (404, 404, 302, 302, 302, 404, 404, 404)),
    ("manage-user-disable", "second", (404, 404, 422, 422, 422, 404, 404, 404)),
    ("manage-user-grant", "school", (404, 404, 422, 404, 422, 404, 404, 404)),
    ("manage-user-grant", "far_school", (404, 404, 404, 404, 422, 404, 404, 404)),
]
EXPORTS = {
    "manage-users-export": (302, 302, 302, 404, 404, 404, 404, 404),
    "manage-bodies-export": (302, 302, 302, 404, 404, 404, 404, 404),
}


def cases(rows):
    return [
        (name, at, who, want)
        for name, at, wants in rows
        for who, want in zip(WHO, wants, strict=True)
    ]


def flat(table):
    return [
        (name, who, want)
        for name, wants in table.items()
        for who, want in zip(WHO, wants, strict=True)
    ]


@pytest.mark.parametrize(("name", "who", "want"), flat(LISTS))
def test_lists(enter, name, who, want):
    assert enter(*who).get(reverse(f"accounts:{name}")).status_code == want


@pytest.mark.parametrize(("name", "at", "who", "want"), cases(BODY_PAGES))
def test_bodies(enter, world, name, at, who, want):
    url = reverse(f"accounts:{name}", args=[world[at].pk])
    assert enter(*who).get(url).status_code == want


@pytest.mark.parametrize(("name", "at", "who", "want"), cases(BODY_POSTS))
def test_posts_to_bodies(enter, world, name, at, who, want):
    url = reverse(f"accounts:{name}", args=[world[at].pk])
    client = enter(*who)
    assert client.post(url, {"version": world[at].version}).status_code == want
    assert client.get(url).status_code in (404, 405)


@pytest.mark.parametrize(("name", "at", "who", "want"), cases(USER_PAGES))
def test_users(enter, teacher, name, at, who, want):
    url = reverse(f"accounts:{name}", args=[teacher(at).pk])
    assert enter(*who).get(url).status_code == want


@pytest.mark.parametrize(("name", "at", "who", "want"), cases(USER_POSTS))
def test_posts_to_users(enter, teacher, name, at, who, want):
    url = reverse(f"accounts:{name}", args=[teacher(at).pk])
    assert enter(*who).post(url).status_code == want


@pytest.mark.parametrize(("name", "who", "want"), flat(EXPORTS))
def test_exports(enter, name, who, want):
    assert enter(*who).post(reverse(f"accounts:{name}")).status_code == want


@pytest.mark.parametrize("name", [*LISTS, *EXPORTS])
def test_nobody_gets_in_without_signing_in(client, db, name):
    page = (
        client.post(reverse(f"accounts:{name}"))
        if name in EXPORTS
        else client.get(reverse(f"accounts:{name}"))
    )
    assert page.status_code in (302, 405)
    assert "sign-in" in page.headers.get("Location", "sign-in")


@pytest.mark.parametrize("name", ["manage-bodies", "manage-users", "manage-grants"])
def test_a_teacher_without_a_role_finds_nothing(client, teacher, name):
    sign_in_as(client, teacher("school"))
    assert client.get(reverse(f"accounts:{name}")).status_code == 404


@pytest.mark.parametrize("name", ["manage-body", "manage-body-edit", "manage-user"])
@pytest.mark.parametrize("pk", [0, 999_999_999])
def test_unknown_keys_are_not_found(enter, name, pk):
    assert enter(*SYSTEM).get(reverse(f"accounts:{name}", args=[pk])).status_code == 404


def test_a_key_beyond_any_number_is_not_found(enter):
    assert enter(*SYSTEM).get(f"/manage/bodies/{'9' * 40}/").status_code == 404
    assert enter(*SYSTEM).get(f"/manage/users/{'9' * 40}/").status_code == 404
