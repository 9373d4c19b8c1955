"""What a unit's people can apply for, who reviews them, and who keeps what."""

from datetime import timedelta

import pytest

from portal.clock import now
from portal.organisations.enums import Role
from portal.organisations.queries import scope_of
from portal.plans import queries
from portal.plans.enums import Holder
from portal.plans.errors import NoRoute
from portal.plans.models import Plan
from tests.factories.accounts import staff_user
from tests.factories.plans import SAMPLE, with_stages


def days(n):
    return now() + timedelta(days=n)


def test_plans_of_the_bodies_above_and_of_the_base(place):
    of_province = place.published(opens_at=days(-3))
    of_base = place.published(body=place.base, opens_at=days(-2))
    of_county = place.published(body=place.county, opens_at=days(-1))
    assert queries.plans_for(place.school, SAMPLE) == [of_county, of_base, of_province]
    assert queries.plans_for(place.lone_school, SAMPLE) == [of_county, of_province]
    assert queries.plans_for(place.province, SAMPLE) == []


def test_only_published_plans_of_this_workflow_and_this_province(place):
    place.plan()
    place.plan(withdrawn=True)
    place.published(workflow="other")
    place.published(body=place.abroad)
    place.published(body=place.lone_school)
    assert queries.plans_for(place.school, SAMPLE) == []


def test_at_a_moment_the_window_holds_it(place):
    plan = place.published(opens_at=days(1), closes_at=days(2))
    for moment, found in (
        (days(1) - timedelta(seconds=1), []),
        (days(1), [plan]),
        (days(2) - timedelta(seconds=1), [plan]),
        (days(2), []),
    ):
        assert queries.plans_for(place.school, SAMPLE, at=moment) == found


def test_the_current_plan_is_open_else_next_else_last(place):
    assert queries.current_plan(place.school, SAMPLE) is None
    long_over = place.published(opens_at=days(-90), closes_at=days(-10))
    over_sooner = place.published(opens_at=days(-20), closes_at=days(-15))
    assert queries.current_plan(place.school, SAMPLE) == long_over
    over_sooner.closes_at = days(-9)
    over_sooner.save()
    assert queries.current_plan(place.school, SAMPLE) == over_sooner
    place.published(opens_at=days(30), closes_at=days(40))
    upcoming = place.published(opens_at=days(3), closes_at=days(60))
    assert queries.current_plan(place.school, SAMPLE) == upcoming
    place.published(opens_at=days(-9), closes_at=days(50))
    newest = place.published(opens_at=days(-1), closes_at=days(5))
    assert queries.current_plan(place.school, SAMPLE) == newest


def test_the_route_follows_the_stages(place):
    plan = place.published()
    labels = [(level["body"], level["label"], level["days"]) for level in
              queries.route_for(plan, place.school)]  # fmt: skip
    assert labels == [
        (place.school.pk, "学校", 5),
        (place.base.pk, "基地", 5),
        (place.province.pk, "组织单位", 5),
    ]


def test_bureaus_hold_stages_by_their_level(place):
    plan = with_stages(place.plan(), Holder.COUNTY, Holder.CITY, Holder.PROVINCE)
    bodies = [level["body"] for level in queries.route_for(plan, place.school)]
    assert bodies == [place.county.pk, place.city.pk, place.province.pk]


def test_a_stage_without_holder_is_left_out(place):
    plan = place.published()
    bodies = [level["body"] for level in queries.route_for(plan, place.lone_school)]
    assert bodies == [place.lone_school.pk, place.province.pk]
    place.base.is_open = False
    place.base.save()
    place.school.refresh_from_db()
    bodies = [level["body"] for level in queries.route_for(plan, place.school)]
    assert bodies == [place.school.pk, place.province.pk]


def test_without_any_stage_there_is_no_route(place):
    with pytest.raises(NoRoute, match=place.lone_school.name):
        queries.route_for(with_stages(place.plan(), Holder.BASE), place.lone_school)


def kept(user):
    return set(queries.kept_plans(scope_of(user)))


def test_the_province_keeps_every_plan_below_it(place):
    own, of_base = place.plan(), place.plan(body=place.base)
    place.plan(body=place.abroad)
    assert kept(place.keeper) == {own, of_base}


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN])
def test_other_roles_at_the_province_keep_none(place, role):
    place.plan()
    assert kept(staff_user(place.province, role)) == set()


def test_an_entrusted_body_keeps_its_own_plans_while_it_is(place):
    plan, of_city = place.plan(body=place.base), place.plan(body=place.city)
    place.plan()
    assert kept(place.base_admin) == set()
    given = place.entrust(place.base)
    assert kept(place.base_admin) == {plan}
    assert kept(place.city_admin) == set()
    given.ended_at = now()
    given.save()
    assert kept(place.base_admin) == set()
    place.entrust(place.city)
    assert kept(place.city_admin) == {of_city}


def test_an_entrustment_is_one_workflows_and_one_bodys(place):
    place.plan(body=place.base)
    place.plan(body=place.county)
    place.entrust(place.base, workflow="other")
    place.entrust(place.county)
    assert kept(place.base_admin) == set()
    assert kept(place.city_admin) == set()  # above the county, and not entrusted itself
    assert kept(staff_user(place.base, Role.REVIEWER)) == set()


def test_a_plan_of_a_workflow_nobody_registered_is_not_kept(place):
    place.plan(workflow="gone")
    assert kept(place.keeper) == set()


def test_plan_in_finds_what_is_kept(place):
    plan = place.plan()
    assert queries.plan_in(scope_of(place.keeper), plan.pk) == plan
    with pytest.raises(Plan.DoesNotExist):
        queries.plan_in(scope_of(place.base_admin), plan.pk)


def holders(user, workflow=SAMPLE):
    return set(queries.may_hold(scope_of(user), workflow))


def test_for_whom_plans_may_be_made(place):
    assert holders(place.keeper) == {place.province}
    assert holders(place.base_admin) == set()
    place.entrust(place.base)
    place.entrust(place.foreign_city)
    assert holders(place.keeper) == {place.province, place.base}
    assert holders(place.base_admin) == {place.base}
    assert holders(place.base_admin, "other") == set()
    assert holders(place.city_admin) == set()
    place.base.is_open = False
    place.base.save()
    assert holders(place.keeper) == {place.province}


def test_entrustments_are_the_provinces_to_see(place):
    first = place.entrust(place.base, ended_at=now())
    second = place.entrust(place.base)
    place.entrust(place.foreign_city)
    assert list(queries.entrustments(scope_of(place.keeper))) == [second, first]
    assert list(queries.entrustments(scope_of(place.base_admin))) == []
