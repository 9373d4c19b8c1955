"""Who is told of each change, and who must not be (Y5)."""

from datetime import timedelta

import pytest

from certification.dual_qualified import notices
from certification.dual_qualified.services import submission
from certification.dual_qualified.services.reporting import report_school_kind
from portal.approvals import services as approvals
from portal.approvals.models import Case
from portal.approvals.workspace import Applied
from portal.messaging.models import Message
from portal.messaging.notices import find, render
from portal.organisations.enums import Role
from portal.organisations.models import RoleGrant
from portal.plans.services import reminding
from tests.factories.accounts import staff_user
from tests.factories.organisations import RoleGrantFactory


@pytest.fixture
def teacher(world):
    return world.teacher()


@pytest.fixture
def people(world, teacher):
    """Everybody who could be told by mistake. The applicant is a colleague of `colleague`."""
    return {
        "teacher": teacher,
        "colleague": world.teacher(),
        "school": world.school_admin,
        "school reviewer": staff_user(world.school, Role.REVIEWER),
        "school audit": staff_user(world.school, Role.AUDIT_ADMIN),
        "base": world.base_admin,
        "city": staff_user(world.city, Role.BUREAU_ADMIN),
        "province": world.province_admin,
        "beside": staff_user(world.other_school, Role.SCHOOL_ADMIN),
    }


@pytest.fixture
def told(people, run_effects):
    """`told()`: {template: who got it in the portal} since the last time it was asked."""
    names = {user.pk: name for name, user in people.items()}
    seen: set[object] = set()

    def ask():
        run_effects()
        rows = Message.objects.filter(channel="portal").exclude(pk__in=seen)
        found: dict[str, set[str]] = {}
        for row in rows:
            seen.add(row.pk)
            found.setdefault(row.template, set()).add(names.get(row.recipient_id, "?"))
        return {key.removeprefix("dual_qualified."): who for key, who in found.items()}

    return ask


@pytest.fixture
def sent(world, teacher, told):
    """Sent, and everybody told of it."""
    application = world.sent(teacher)
    told()
    return application


def in_portal(template):
    """What one of its readers reads; sms and mail say less."""
    return Message.objects.filter(template=template, channel="portal").first().body


SCHOOL = {"school", "school reviewer"}


def at_level(world, application, level):
    """Approved by all below this level."""
    reviewers = (world.school_admin, world.base_admin, world.province_admin)
    for reviewer in reviewers[: level - 1]:
        world.decide(application, "approve", reviewer)
    return world.reread(application)


def test_sent(world, teacher, told):
    world.sent(teacher)
    assert told() == {"submitted": {"teacher"}, "waiting": SCHOOL}


@pytest.mark.parametrize(("level", "next_"), [(1, {"base"}), (2, {"province"})])
def test_approved_at_a_level_the_next_one_is_told(world, sent, told, level, next_):
    application = at_level(world, sent, level)
    told()
    by = (world.school_admin, world.base_admin)[level - 1]
    world.decide(application, "approve", by)
    assert told() == {"onward": {"teacher"}, "waiting": next_}


def test_an_opinion_against_it_is_no_outcome(world, sent, told):
    world.decide(sent, "disagree", world.school_admin, reasons=["G01"])
    assert told() == {"onward": {"teacher"}, "waiting": {"base"}}
    body = in_portal("dual_qualified.onward")
    assert "不同意" not in body
    assert "不符合" not in body


def test_passed(world, sent, told):
    application = at_level(world, sent, 3)
    told()
    world.decide(application, "approve", world.province_admin)
    assert told() == {"passed": {"teacher"}}


def test_declined(world, sent, told):
    application = at_level(world, sent, 3)
    told()
    world.decide(application, "decline", world.province_admin, reasons=["D01"], opinion="学时不足")
    assert told() == {"declined": {"teacher"}}
    body = in_portal("dual_qualified.declined")
    assert "不符合申请级别的条件；学时不足" in body


@pytest.mark.parametrize("level", [1, 2, 3])
def test_returned(world, sent, told, level):
    application = at_level(world, sent, level)
    told()
    by = (world.school_admin, world.base_admin, world.province_admin)[level - 1]
    world.decide(application, "return", by, reasons=["R01"])
    assert told() == {"returned": {"teacher"}}


def test_sent_again(world, teacher, sent, told):
    world.decide(sent, "return", world.school_admin, reasons=["R01"])
    told()
    world.resent(sent, teacher, {})
    assert told() == {"submitted": {"teacher"}, "waiting": SCHOOL}


def test_taken_back(world, teacher, sent, told):
    """Those who had it before them; the applicant knows."""
    submission.withdraw(sent, teacher)
    assert told() == {"withdrawn": SCHOOL}


@pytest.mark.parametrize(("level", "there"), [(1, SCHOOL), (2, {"base"}), (3, {"province"})])
def test_a_return_is_asked_where_it_lies(world, teacher, sent, told, level, there):
    application = at_level(world, sent, level)
    told()
    submission.ask_return(application, teacher, "职称写错了")
    assert told() == {"asked": there}
    assert "职称写错了" in in_portal("dual_qualified.asked")


def test_granted_and_refused(world, teacher, sent, told):
    submission.ask_return(sent, teacher, "职称写错了")
    told()
    world.decide(sent, "refuse_return", world.school_admin, opinion="不影响审核")
    assert told() == {"return_refused": {"teacher"}}
    submission.ask_return(world.reread(sent), teacher, "真的写错了")
    told()
    world.decide(sent, "grant_return", world.school_admin)
    assert told() == {"returned": {"teacher"}}


def test_a_recalled_opinion_lies_with_its_level_again(world, sent, told):
    world.decide(sent, "approve", world.school_admin)
    told()
    world.decide(sent, "recall", world.school_admin, opinion="点错了")
    assert told() == {"restored": {"teacher"}, "waiting": SCHOOL}


def test_an_undone_outcome_lies_with_the_last_level_again(world, sent, told):
    application = at_level(world, sent, 3)
    world.decide(application, "approve", world.province_admin)
    told()
    world.decide(application, "reverse", world.province_admin, opinion="材料有疑问")
    assert told() == {"restored": {"teacher"}, "waiting": {"province"}}


def test_what_has_moved_on_meanwhile_waits_for_the_last_body_only(world, sent, told):
    """The worker was slow: the base has decided before anybody was told to."""
    world.decide(sent, "approve", world.school_admin)
    world.decide(sent, "approve", world.base_admin)
    assert told() == {"onward": {"teacher"}, "waiting": {"province"}}
    waiting = Message.objects.filter(template="dual_qualified.waiting")
    assert waiting.filter(recipient=world.province_admin).count() == 1
    onward = Message.objects.filter(template="dual_qualified.onward", channel="portal")
    texts = [message.body for message in onward]
    assert any(f"由{world.school.name}审核，现由{world.base.name}审核" in text for text in texts)
    assert any(f"由{world.base.name}审核，现由{world.province.name}审核" in text for text in texts)


def test_the_applicant_is_no_reviewer_of_their_own(world, teacher, told):
    RoleGrantFactory(user=teacher, body=world.school, role=Role.SCHOOL_ADMIN)
    world.sent(teacher)
    assert told() == {"submitted": {"teacher"}, "waiting": SCHOOL}


def test_who_holds_two_roles_is_told_once(world, people, teacher, told):
    RoleGrantFactory(user=people["school"], body=world.school, role=Role.REVIEWER)
    world.sent(teacher)
    told()
    rows = Message.objects.filter(template="dual_qualified.waiting", recipient=people["school"])
    assert rows.count() == 1


def test_whose_role_has_ended_is_not_told(world, people, teacher, told):
    RoleGrant.objects.filter(user=people["school"]).update(ended_at=world.plan.created_at)
    world.sent(teacher)
    assert told()["waiting"] == {"school reviewer"}


def test_whose_account_is_closed_is_not_told(world, people, teacher, told):
    people["school"].is_active = False
    people["school"].save()
    world.sent(teacher)
    assert told()["waiting"] == {"school reviewer"}


def test_told_twice_by_the_worker_it_arrives_once(world, sent, told):
    decision = Case.objects.get(pk=sent.case_id).decisions.get(transition="submit")
    before = Message.objects.count()
    notices.tell(Applied(sent.case, decision))
    assert Message.objects.count() == before


def test_the_applicant_is_led_to_the_application_and_reviewers_to_the_case(world, sent):
    links = dict(Message.objects.filter(channel="portal").values_list("template", "link"))
    assert links == {
        "dual_qualified.submitted": f"/dual-qualified/applications/{sent.pk}/",
        "dual_qualified.waiting": f"/review/cases/{sent.case.reference}/",
    }


def test_reviewers_get_no_sms_for_each_application(world, sent):
    waiting = Message.objects.filter(template="dual_qualified.waiting")
    assert set(waiting.values_list("channel", flat=True)) == {"portal"}
    assert Message.objects.filter(template="dual_qualified.submitted", channel="sms").exists()


def test_an_sms_names_nobody_and_no_reason(world, sent, run_effects):
    world.decide(sent, "return", world.school_admin, reasons=["R01"], opinion="材料模糊")
    run_effects()
    sms = Message.objects.get(template="dual_qualified.returned", channel="sms")
    assert "材料模糊" not in sms.body
    assert sent.person.name not in sms.body


def test_every_notice_has_its_words():
    context = dict.fromkeys(
        ("name", "unit", "reference", "body", "by", "plan", "state", "opinion", "number",
         "result"), "文",
    )  # fmt: skip
    for notice in notices.NOTICES:
        assert find(notice.key) == notice
        assert "文" in render(notice.key, context).body


# 学校属性有误.


def report(teacher):
    return report_school_kind(teacher, "本校是中等职业学校")


def decide_report(case, name, by, **said):
    case = Case.objects.get(pk=case.pk)
    approvals.apply(case.pk, name, approvals.staff(by), version=case.version, **said)


def test_a_report_waits_for_the_school_s_administrators(teacher, told):
    report(teacher)
    assert told() == {"school_kind.waiting": {"school"}}


def test_forwarded_it_waits_for_the_nearest_bureau(world, people, teacher, told):
    case = report(teacher)
    told()
    decide_report(case, "forward", world.school_admin)
    assert told() == {"school_kind.waiting": {"city"}}


def test_where_the_nearest_bureau_has_nobody_the_next_one_is_told(world, people, teacher, told):
    RoleGrant.objects.filter(user=people["city"]).update(ended_at=world.plan.created_at)
    case = report(teacher)
    told()
    decide_report(case, "forward", world.school_admin)
    assert told() == {"school_kind.waiting": {"province"}}


@pytest.mark.parametrize(("name", "by"), [("dismiss", "school"), ("refuse", "city")])
def test_settled_it_is_told_to_who_reported_it(people, teacher, told, name, by):
    case = report(teacher)
    if by == "city":
        decide_report(case, "forward", people["school"])
    told()
    decide_report(case, name, people[by], opinion="登记无误")
    assert told() == {"school_kind.settled": {"teacher"}}
    body = in_portal("school_kind.settled")
    assert "学校属性无误。登记无误" in body


def test_who_reports_as_an_administrator_is_not_told_to_look_into_it(world, people, teacher, told):
    RoleGrantFactory(user=teacher, body=world.school, role=Role.SCHOOL_ADMIN)
    report(teacher)
    assert told() == {"school_kind.waiting": {"school"}}


# Before the window closes (H5).


@pytest.mark.parametrize("days", [7, 3, 1])
def test_reminded_are_those_whose_draft_is_not_sent(world, people, told, clock, days):
    drafter, back = people["teacher"], people["colleague"]
    world.drafted(drafter)
    submission.withdraw(world.sent(back), back)
    world.sent(world.teacher())
    told()
    clock.move_to(world.plan.closes_at - timedelta(days=days))
    reminding.begin_reminders()
    assert told() == {"plans.closing": {"teacher", "colleague"}}
    reminding.begin_reminders()
    assert told() == {}


def test_on_other_days_nobody_is_reminded(world, people, told, clock):
    world.drafted(people["teacher"])
    told()
    clock.move_to(world.plan.closes_at - timedelta(days=10))
    reminding.begin_reminders()
    assert told() == {}
