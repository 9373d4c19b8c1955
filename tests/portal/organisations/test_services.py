"""Bodies and roles: written, refused, moved with everything below, on record."""

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as rules
from hypothesis import strategies as st

from portal.audit.actors import AnonymousActor, ApplicantActor
from portal.audit.models import Entry
from portal.clock import now
from portal.organisations.enums import BodyKind, Role, SchoolKind
from portal.organisations.errors import Refused, Stale
from portal.organisations.models import Body, BodyName, RoleGrant
from portal.organisations.services import (
    close_body,
    create_body,
    end_role,
    grant_role,
    move_body,
    reopen_body,
    update_body,
)
from tests.factories.accounts import UserFactory
from tests.portal.organisations.conftest import MAKER, make

pytestmark = pytest.mark.django_db


def last_action():
    return Entry.objects.order_by("pk").last().action


def refused(code):
    return pytest.raises(Refused, check=lambda error: error.code == code)


def new_school(parent, actor=MAKER, **fields):
    values = {"kind": "school", "name": "新学校", "school_kind": SchoolKind.PRIMARY} | fields
    return create_body(parent=parent, actor=actor, **values)


def test_a_body_gets_its_path_its_names_and_a_record(world):
    made = new_school(world["county"], former_names=["老学校", " 老学校 ", ""])
    assert made.path == f"{world['county'].path}{made.pk}."
    assert made.sort_key == "xin xue xiao"
    names = made.names.order_by("pk").values_list("name", "pinyin", "initials", "is_former")
    assert list(names) == [
        ("新学校", "xinxuexiao", "xxx", False),
        ("老学校", "laoxuexiao", "lxx", True),
    ]
    assert last_action() == "organisations.create_body"


@pytest.mark.parametrize(
    ("parent", "fields", "code"),
    [
        ("school", {}, "place"),
        ("county", {"kind": "city", "school_kind": ""}, "place"),
        ("county", {"name": "  "}, "name"),
        ("county", {"name": "澜滨区实验小学"}, "name_taken"),
        ("county", {"school_kind": ""}, "school_kind"),
    ],
)
def test_what_must_not_be_created(world, parent, fields, code):
    before = Body.objects.count()
    with refused(code):
        new_school(world[parent], **fields)
    assert Body.objects.count() == before


def test_only_a_base_is_a_base(world):
    with refused("base"):
        new_school(world["county"], base=world["second"])


@pytest.mark.parametrize(
    ("place", "role", "parent", "ok"),
    [
        ("county", Role.BUREAU_ADMIN, "county", True),
        ("county", Role.BUREAU_ADMIN, "sister", False),
        ("county", Role.REVIEWER, "county", False),
        ("province", Role.SYSTEM_ADMIN, "far", True),
        ("province", Role.SECURITY_ADMIN, "county", False),
    ],
)
def test_only_within_ones_scope(world, place, role, parent, ok):
    actor = world.user(place, role)
    if ok:
        assert new_school(world[parent], actor).pk
    else:
        with refused("not_allowed"):
            new_school(world[parent], actor)


def test_an_applicant_is_no_machine(world):
    with refused("not_allowed"):
        new_school(world["county"], ApplicantActor("x", "某人"))


def test_nobody_creates_nothing(world):
    with pytest.raises((AnonymousActor, Refused)):
        new_school(world["county"], None)
    assert not Body.objects.filter(name="新学校").exists()


def test_a_change_is_written_with_the_old_name_kept_for_searches(world):
    school = world["second"]
    update_body(school.pk, {"name": "育英小学"}, version=school.version, actor=MAKER)
    changed = world["second"]
    assert (changed.name, changed.version) == ("育英小学", school.version)
    assert changed.sort_key == "yu ying xiao xue"
    assert set(changed.names.values_list("name", "is_former")) == {
        ("育英小学", False),
        ("澜滨区第二小学", True),
    }


def test_a_stale_change_is_refused(world):
    version = world["second"].version
    update_body(world["second"].pk, {"code": "1"}, version=version, actor=MAKER)
    with pytest.raises(Stale):
        update_body(world["second"].pk, {"code": "2"}, version=version, actor=MAKER)
    assert world["second"].code == "1"


@pytest.mark.parametrize("field", ["path", "kind", "parent", "version", "is_open"])
def test_what_has_a_way_of_its_own_is_not_changed_here(world, field):
    with pytest.raises(TypeError):
        update_body(world["second"].pk, {field: "x"}, version=1, actor=MAKER)


def test_a_school_administrator_changes_contacts_only(world):
    actor, school = world.user("second", Role.SCHOOL_ADMIN), world["second"]
    update_body(school.pk, {"contact_phone": "0571-5550100"}, version=1, actor=actor)
    with refused("not_allowed"):
        update_body(school.pk, {"name": "我的小学"}, version=2, actor=actor)
    with refused("not_allowed"):
        update_body(school.pk, {}, version=2, actor=actor, former_names=["旧名"])
    assert world["second"].contact_phone == "0571-5550100"
    assert "0571" not in Entry.objects.order_by("pk").last().content


def test_a_closed_body_ends_its_roles(world):
    user = world.user("second", Role.SCHOOL_ADMIN)
    keeper = world.user("county", Role.BUREAU_ADMIN)
    close_body(world["second"].pk, version=1, actor=keeper)
    grant = user.role_grants.get()
    assert grant.ended_at is not None
    assert grant.ended_by == keeper
    assert not world["second"].is_open
    reopen_body(world["second"].pk, version=2, actor=keeper)
    assert world["second"].is_open


def test_what_is_not_empty_stays_open(world):
    with refused("children"):
        close_body(world["county"].pk, version=1, actor=MAKER)
    with refused("schools"):
        close_body(world["base"].pk, version=1, actor=MAKER)


def test_nothing_opens_under_a_closed_body(world):
    for name in ("far_school", "far"):
        close_body(world[name].pk, version=1, actor=MAKER)
    with refused("parent"):
        reopen_body(world["far_school"].pk, version=2, actor=MAKER)


def test_a_move_takes_everything_below_along(world):
    move_body(world["county"].pk, world["other_city"], version=1, actor=MAKER)
    county = world["county"]
    assert county.parent == world["other_city"]
    for name in ("school", "second", "point"):
        assert world[name].path == f"{county.path}{world[name].pk}."
    assert world["city_school"].path.startswith(world["city"].path)
    assert last_action() == "organisations.move_body"
    assert paths_are_right()


@pytest.mark.parametrize(
    ("body", "target", "code"),
    [
        ("city", "county", "ring"),
        ("county", "county", "ring"),
        ("county", "far_school", "place"),
        ("city", "other_city", "place"),
    ],
)
def test_moves_that_make_no_sense(world, body, target, code):
    with refused(code):
        move_body(world[body].pk, world[target], version=1, actor=MAKER)
    assert paths_are_right()


def test_a_move_needs_both_ends(world):
    actor = world.user("county", Role.BUREAU_ADMIN)
    with refused("not_allowed"):
        move_body(world["second"].pk, world["sister"], version=1, actor=actor)
    city = world.user("city", Role.BUREAU_ADMIN)
    move_body(world["second"].pk, world["sister"], version=1, actor=city)
    assert world["second"].parent == world["sister"]


def test_a_move_to_a_namesake_or_a_closed_body_is_refused(world):
    make(BodyKind.SCHOOL, "澜滨区第二小学", world["sister"])
    with refused("name_taken"):
        move_body(world["second"].pk, world["sister"], version=1, actor=MAKER)
    close_body(world["far_school"].pk, version=1, actor=MAKER)
    close_body(world["far"].pk, version=1, actor=MAKER)
    with refused("closed"):
        move_body(world["second"].pk, world["far"], version=1, actor=MAKER)


def test_a_stale_move_is_refused(world):
    with pytest.raises(Stale):
        move_body(world["second"].pk, world["sister"], version=9, actor=MAKER)


def paths_are_right():
    rows = Body.objects.select_related("parent")
    return all(row.path == f"{row.parent.path if row.parent else ''}{row.pk}." for row in rows)


BRANCHES = ("city", "other_city", "county", "sister", "far", "school", "far_school", "point")


@rules(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(moves=st.lists(st.tuples(st.sampled_from(BRANCHES), st.sampled_from(BRANCHES)), max_size=6))
def test_no_series_of_moves_breaks_a_path(world, moves):
    with transaction.atomic():
        for body, target in moves:
            version = world[body].version
            try:
                move_body(world[body].pk, world[target], version=version, actor=MAKER)
            except Refused:
                continue
        assert paths_are_right()
        transaction.set_rollback(True)


def test_a_role_is_granted_once_and_on_record(world):
    user, giver = UserFactory(), world.user("province", Role.SECURITY_ADMIN)
    first = grant_role(user, world["school"], Role.SCHOOL_ADMIN, actor=giver)
    assert grant_role(user, world["school"], Role.SCHOOL_ADMIN, actor=giver) == first
    assert first.granted_by == giver
    assert Entry.objects.filter(action="organisations.grant_role").count() == 1


def test_an_ended_role_can_be_granted_anew(world):
    user = UserFactory()
    first = grant_role(user, world["school"], Role.SCHOOL_ADMIN, actor=MAKER)
    end_role(first, actor=MAKER)
    end_role(first, actor=MAKER)
    assert grant_role(user, world["school"], Role.SCHOOL_ADMIN, actor=MAKER) != first
    assert RoleGrant.objects.filter(user=user).count() == 2
    assert Entry.objects.filter(action="organisations.end_role").count() == 1


@pytest.mark.parametrize(
    ("role", "at", "code"),
    [
        (Role.SCHOOL_ADMIN, "county", "place"),
        (Role.POINT_CLERK, "school", "place"),
        (Role.SYSTEM_ADMIN, "county", "place"),
    ],
)
def test_a_role_fits_its_kind_of_body(world, role, at, code):
    with refused(code):
        grant_role(UserFactory(), world[at], role, actor=MAKER)


def test_no_role_at_a_closed_body(world):
    close_body(world["second"].pk, version=1, actor=MAKER)
    with refused("closed"):
        grant_role(UserFactory(), world["second"], Role.SCHOOL_ADMIN, actor=MAKER)


def test_nobody_grants_to_themselves(world):
    giver = world.user("province", Role.SECURITY_ADMIN)
    with refused("own"):
        grant_role(giver, world["school"], Role.SCHOOL_ADMIN, actor=giver)
    with refused("own"):
        end_role(giver.role_grants.get(), actor=giver)


def test_a_giver_stays_within_scope_and_rank(world):
    giver = world.user("county", Role.BUREAU_ADMIN)
    grant_role(UserFactory(), world["school"], Role.SCHOOL_ADMIN, actor=giver)
    for role, at in ((Role.SCHOOL_ADMIN, "sister_school"), (Role.BUREAU_ADMIN, "county")):
        with refused("not_allowed"):
            grant_role(UserFactory(), world[at], role, actor=giver)


def test_one_hand_holds_one_of_three(world):
    user = world.user("province", Role.SYSTEM_ADMIN)
    for role, at in (
        (Role.SECURITY_ADMIN, "province"),
        (Role.AUDIT_ADMIN, "city"),
        (Role.SYSTEM_ADMIN, "city"),
    ):
        with refused("separated"):
            grant_role(user, world[at], role, actor=MAKER)
    grant_role(user, world["province"], Role.REVIEWER, actor=MAKER)


def test_the_database_separates_the_three_too(world):
    user = world.user("province", Role.SYSTEM_ADMIN)
    values = {"user": user, "body": world["city"], "granted_at": now()}
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.create(role=Role.AUDIT_ADMIN, **values)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.create(role=Role.REVIEWER, granted_by=user, **values)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.create(role=Role.REVIEWER, ended_by=UserFactory(), **values)


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "province", "with_parent": True},
        {"kind": "city", "with_parent": False},
        {"kind": "school", "with_parent": True, "school_kind": ""},
        {"kind": "county", "with_parent": True, "school_kind": "primary"},
    ],
)
def test_the_database_refuses_impossible_bodies(world, values):
    parent = world["province"] if values.pop("with_parent") else None
    with pytest.raises(IntegrityError), transaction.atomic():
        Body.objects.create(name="不可能", parent=parent, **values)


def test_a_body_has_one_present_name(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        BodyName.objects.create(body=world["school"], name="又一个")
