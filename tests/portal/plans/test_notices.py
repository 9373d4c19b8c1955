"""Who is told what about a plan, once; and who is not."""

from datetime import timedelta

import pytest

from portal.clock import now
from portal.jobs.models import Job
from portal.jobs.scheduling import enqueue_due
from portal.messaging.models import Message
from portal.plans import services
from portal.plans.services import reminding


@pytest.fixture
def people(place, book):
    """One with a draft, one with an open case, and one who has nothing to do with the plan."""
    drafter, applicant, stranger = (place.teacher() for _ in range(3))
    book.drafters = [drafter]
    book.concerned = [drafter, applicant]
    return drafter, applicant, stranger


def told(template, channel=None):
    rows = Message.objects.filter(template=template)
    rows = rows.filter(channel=channel) if channel else rows
    return sorted(rows.values_list("recipient", "channel"))


def both(*people):
    return sorted((person.pk, channel) for person in people for channel in ("portal", "sms"))


def change(plan, place, **values):
    return services.save_plan(
        plan, values, version=plan.version, actor=place.keeper, reason="应学校要求"
    )


def test_a_moved_window_is_told_by_sms_too(place, people, run_jobs):
    drafter, applicant, _ = people
    plan = place.published()
    change(plan, place, closes_at=plan.closes_at + timedelta(days=1))
    run_jobs()
    assert told("plans.changed") == both(drafter, applicant)
    message = Message.objects.filter(channel="portal").first()
    assert "报名截止由“2026年12月13日 10:00”改为“2026年12月14日 10:00”" in message.body
    assert "应学校要求" in message.body
    assert message.link == "/my-cases/"


def test_other_changes_are_told_in_the_portal_only(place, people, run_jobs):
    drafter, applicant, _ = people
    change(place.published(), place, notice="新须知" * 30, office="新项目办")
    run_jobs()
    assert told("plans.changed") == sorted([(drafter.pk, "portal"), (applicant.pk, "portal")])
    body = Message.objects.first().body
    assert "须知有修改" in body
    assert "项目办名称由" in body


def test_a_change_is_told_once_to_each(place, people, book, run_jobs):
    book.concerned += book.concerned
    change(place.published(), place, office="新项目办")
    run_jobs()
    Job.objects.filter(kind="plans.tell_of_change").update(state="queued", finished_at=None)
    run_jobs()
    assert len(told("plans.changed")) == 2


def test_a_draft_and_an_unchanged_plan_tell_nobody(place, people, run_jobs):
    services.publish(place.ready(), version=1, actor=place.keeper)
    change(place.plan(), place, notice="新须知")
    plan = place.published()
    change(plan, place, office=plan.office)
    run_jobs()
    assert not Message.objects.exists()


def test_a_withdrawal_is_told_before_the_cases_end(place, people, book, run_jobs):
    drafter, applicant, _ = people
    book.on_stop = book.concerned.clear  # what is ended concerns nobody any more
    plan = place.published()
    services.withdraw(plan, "文件修订", True, version=1, actor=place.keeper)
    assert book.stopped == []  # after commit, in a worker
    run_jobs()
    assert told("plans.withdrawn") == both(drafter, applicant)
    assert book.stopped == [plan.pk]
    assert "申请全部终止" in Message.objects.filter(channel="portal").first().body


def test_a_withdrawal_may_leave_the_cases(place, people, book, run_jobs):
    drafter, applicant, _ = people
    services.withdraw(place.published(), "文件修订", False, version=1, actor=place.keeper)
    run_jobs()
    assert told("plans.withdrawn") == both(drafter, applicant)
    assert book.stopped == []
    assert "继续审核" in Message.objects.filter(channel="sms").first().body


def remind(run_jobs):
    reminding.begin_reminders()
    return run_jobs()


def test_those_with_a_draft_are_reminded_once_a_day_of_the_plan(place, people, clock, run_jobs):
    drafter, _, _ = people
    plan = place.published(closes_at=now() + timedelta(days=8))
    remind(run_jobs)
    assert told("plans.closing") == []
    for days, expected in ((1, 2), (0, 2), (4, 4), (2, 6), (1, 6)):
        clock.advance(days=days)
        remind(run_jobs)
        remind(run_jobs)
        assert len(told("plans.closing")) == expected
    assert {pk for pk, _ in told("plans.closing")} == {drafter.pk}
    titles = Message.objects.filter(channel="portal").values_list("title", flat=True)
    assert sorted(titles) == [f"“{plan.name}”还有{n}天截止，您还没有提交" for n in (1, 3, 7)]


def test_a_moved_window_is_reminded_of_anew(place, people, clock, run_jobs):
    plan = place.published(closes_at=now() + timedelta(days=1))
    remind(run_jobs)
    change(plan, place, closes_at=plan.closes_at + timedelta(days=7))
    clock.advance(days=1)
    remind(run_jobs)
    assert len(told("plans.closing")) == 4


def test_nobody_is_reminded_of_what_is_not_open(place, people, run_jobs):
    soon = now() + timedelta(days=1)
    place.plan(closes_at=soon)
    place.plan(withdrawn=True, closes_at=soon)
    place.published(closes_at=soon, workflow="gone")
    place.published(closes_at=soon, remind_days=[3])
    place.published(opens_at=now() + timedelta(hours=1), closes_at=soon)
    remind(run_jobs)
    assert told("plans.closing") == []


def test_nobody_is_reminded_at_night(place, people, clock, run_jobs):
    place.published(closes_at=now() + timedelta(days=1))
    clock.advance(hours=11)
    remind(run_jobs)
    assert told("plans.closing") == []
    clock.advance(hours=-1)
    remind(run_jobs)
    assert len(told("plans.closing")) == 2


def test_a_reminder_that_waited_until_night_is_dropped(place, people, clock, run_jobs):
    place.published(closes_at=now() + timedelta(days=1))
    reminding.begin_reminders()
    clock.advance(hours=12)
    run_jobs()
    assert told("plans.closing") == []


def test_the_scheduler_reminds_by_itself(place, people, run_jobs):
    place.published(closes_at=now() + timedelta(days=1))
    enqueue_due(set())
    run_jobs(may_fail=True)
    assert len(told("plans.closing")) == 2
