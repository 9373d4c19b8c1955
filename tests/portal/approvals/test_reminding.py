"""Reminders reach those whose turn it is, once a day, and nobody else (Y5, Y10)."""

from datetime import timedelta

import pytest

from portal.approvals import services
from portal.approvals.models import Case
from portal.approvals.services.reminding import remind
from portal.clock import now
from portal.messaging.models import Message
from portal.organisations.enums import Role
from portal.organisations.models import RoleGrant
from tests.portal.approvals.world import user

pytestmark = pytest.mark.usefixtures("place", "clock")
NOTHING = {"bodies": 0, "applicants": 0}


def told(template):
    rows = Message.objects.filter(template=template, channel="portal")
    return {message.recipient.display_name: message.body for message in rows}


@pytest.fixture
def waiting(place):
    """A case at level 1 (the county), due on Thursday; and everybody who is not concerned."""
    case, owner = place.level_case(place.county, place.city, days=3)
    user("县局甲", place.county, Role.BUREAU_ADMIN)
    user("县局审核员", place.county, Role.REVIEWER)
    user("市局", place.city, Role.BUREAU_ADMIN)
    user("邻县", place.other_county, Role.BUREAU_ADMIN)
    user("学校", place.school, Role.SCHOOL_ADMIN)
    user("审计员", place.province, Role.AUDIT_ADMIN)
    return case, owner


def test_told_the_day_before_and_once_a_day(waiting, clock):
    assert remind() == NOTHING
    clock.advance(days=2)
    assert remind()["bodies"] == 1
    assert set(told("approvals.body_due")) == {"县局甲"}
    assert "有 1 件申请" in told("approvals.body_due")["县局甲"]
    remind()
    assert Message.objects.filter(template="approvals.body_due").count() == 1
    clock.advance(days=2)
    remind()
    assert Message.objects.filter(template="approvals.body_due").count() == 2
    latest = Message.objects.filter(template="approvals.body_due").latest("created_at")
    assert "逾期 1 件" in latest.body


def test_not_at_night(waiting, clock):
    clock.advance(days=2, hours=-3)
    assert remind() == NOTHING
    clock.advance(hours=14)
    assert remind() == NOTHING


def test_who_reviews_there_and_applied_themselves_is_not_told(waiting, place, clock):
    _, owner = waiting
    RoleGrant.objects.create(
        user=owner, body=place.county, role=Role.BUREAU_ADMIN, granted_at=now()
    )
    clock.advance(days=2)
    remind()
    assert set(told("approvals.body_due")) == {"县局甲"}


def test_what_is_decided_is_no_longer_due(waiting, clock):
    case, _ = waiting
    Case.objects.filter(pk=case.pk).update(is_open=False, body=None, due_on=None)
    clock.advance(days=2)
    assert remind() == NOTHING


@pytest.mark.parametrize(("before", "told_then"), [(4, False), (3, True), (2, False), (1, True)])
def test_an_applicant_is_reminded_of_what_was_returned(place, clock, before, told_then):
    owner = place.teacher()
    case = place.case(owner=owner)
    place.case(owner=place.teacher("赵强"))
    admin = services.staff(place.school_admin())
    services.apply(case.pk, "return", admin, version=case.version, reasons=["R1"])
    Case.objects.filter(pk=case.pk).update(due_on=clock.now.date() + timedelta(days=before))
    found = remind()
    assert found["applicants"] == int(told_then)
    assert set(told("approvals.applicant_due")) == ({"李明"} if told_then else set())
