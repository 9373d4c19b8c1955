"""Who is told, once, and never at night; what a teacher may tell the school."""

from datetime import timedelta

import pytest

from portal.clock import today
from portal.jobs.services import enqueue
from portal.messaging.models import Message
from portal.organisations.enums import Role
from registration.errors import Refused
from registration.notices import DUE, MISSING, WRONG
from registration.services.reminding import REMIND_JOB
from registration.services.reporting import report_wrong
from tests.factories.accounts import UserFactory, staff_user
from tests.factories.ceducation import teacher_at
from tests.factories.credentials import CredentialFactory
from tests.factories.registration import due_now, prepared

pytestmark = pytest.mark.django_db


@pytest.fixture
def remind(run_jobs):
    def run():
        enqueue(REMIND_JOB, {})
        run_jobs()

    return run


def told(template, channel="portal"):
    rows = Message.objects.filter(template=template, channel=channel)
    return sorted(row.recipient_id for row in rows)


def test_who_becomes_due_is_told_once(school, admin, teacher, remind, clock):
    due_now(teacher, days=61)
    prepared(school, teacher)
    remind()
    assert told(DUE) == []
    clock.advance(days=1)
    remind()
    clock.advance(days=30)
    remind()
    assert told(DUE) == [teacher.user.pk]
    message = Message.objects.get(template=DUE, channel="portal")
    assert message.link == "/registration/"
    assert "有效期至" in message.body
    assert told(DUE, "sms") == [teacher.user.pk]


def test_the_next_period_is_another(school, admin, teacher, remind, clock):
    row = due_now(teacher)
    prepared(school, teacher)
    remind()
    row.valid_until += timedelta(days=20)
    row.save()
    remind()
    assert told(DUE) == [teacher.user.pk] * 2


def test_nobody_is_told_at_night(school, admin, teacher, remind, clock):
    due_now(teacher)
    clock.advance(hours=11)
    remind()
    assert not Message.objects.filter(template__in=[DUE, MISSING]).exists()


def test_nobody_else_is_told(world, school, admin, remind):
    due_now(teacher_at(school, is_active=False))
    college = world["city_school"]
    type(college).objects.filter(pk=college.pk).update(school_kind="higher_vocational")
    due_now(teacher_at(college))
    outsiders = [staff_user(world["county"], Role.BUREAU_ADMIN), staff_user(world["second"])]
    due_now(UserFactory().person)
    CredentialFactory(person=teacher_at(world["second"]))
    remind()
    assert told(DUE) == []
    assert outsiders[0].pk not in told(MISSING)


def test_the_school_hears_of_missing_records_weekly(school, admin, teacher, remind, clock):
    due_now(teacher, days=40)
    other = staff_user(school, Role.SCHOOL_ADMIN)
    remind()
    assert told(MISSING) == sorted([admin.pk, other.pk])
    clock.advance(days=6, hours=23)
    remind()
    assert len(told(MISSING)) == 2
    clock.advance(hours=2)
    remind()
    assert len(told(MISSING)) == 4
    prepared(school, teacher)
    clock.advance(days=8)
    remind()
    assert len(told(MISSING)) == 4


def test_a_teacher_without_probation_on_record_is_the_schools_business(
    school, admin, teacher, remind
):
    CredentialFactory(person=teacher)
    remind()
    assert (told(MISSING), told(DUE)) == ([admin.pk], [])
    message = Message.objects.get(template=MISSING)
    assert message.link == f"/registration/schools/{school.pk}/?shown=incomplete"
    assert "1 名" in message.title


def test_what_is_wrong_goes_to_the_schools_administrators(world, school, admin, teacher):
    staff_user(world["second"])
    said = "2025年应为优秀"
    assert report_wrong(teacher, "年度考核", said, user=teacher.user) == 1
    message = Message.objects.get(template=WRONG)
    assert message.recipient == admin
    assert said in message.body
    assert message.link == f"/registration/schools/{school.pk}/teachers/{teacher.pk}/"


def test_three_times_a_day_and_no_more(admin, teacher, clock):
    for _ in range(3):
        report_wrong(teacher, "学时", "少 8 学时", user=teacher.user)
    with pytest.raises(Refused, match="3 次"):
        report_wrong(teacher, "学时", "少 8 学时", user=teacher.user)
    clock.advance(days=1, seconds=1)
    assert report_wrong(teacher, "学时", "少 8 学时", user=teacher.user) == 1


@pytest.mark.parametrize("text", ["", "  ", "字" * 201])
def test_a_word_has_to_be_one(admin, teacher, text):
    with pytest.raises(Refused):
        report_wrong(teacher, "学时", text, user=teacher.user)


def test_without_an_administrator_it_says_whom_to_ask(teacher):
    with pytest.raises(Refused, match="直接联系学校"):
        report_wrong(teacher, "学时", "少 8 学时", user=teacher.user)


def test_today_is_the_first_day(school, admin, teacher, remind):
    due_now(teacher, days=60)
    prepared(school, teacher, last=today().year - 1)
    remind()
    assert told(DUE) == [teacher.user.pk]
