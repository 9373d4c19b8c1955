"""Sending, once; taking back; sending again after a return."""

from datetime import timedelta

import pytest

from certification.dual_qualified.enums import Level, Track
from certification.dual_qualified.errors import Refused, StaleApplication
from certification.dual_qualified.forms.checking import check
from certification.dual_qualified.models import Application
from certification.dual_qualified.queries import applications, offers
from certification.dual_qualified.services import attaching, drafting, submission
from certification.dual_qualified.services.drafting import save_answers
from identity.models import Employment
from portal.approvals.errors import Duplicate, NotAllowed, ReasonNeeded
from portal.approvals.flow import Mark
from portal.approvals.models import Case, Decision
from portal.approvals.queries import state_label
from portal.clock import now
from portal.documents.models import Document
from portal.organisations.enums import SchoolKind
from portal.plans.enums import PlanState
from portal.plans.models import Stage
from tests.certification.dual_qualified.world import ANSWERS, offered, pdf, published_plan

SECOND = timedelta(seconds=1)


@pytest.fixture
def teacher(world):
    return world.teacher()


@pytest.fixture
def draft(world, teacher):
    return world.drafted(teacher)


def send(application, teacher, version=None):
    found = check(application)
    assert found.complete, found
    return submission.submit(
        application, found.answers, teacher, version=version or application.version
    )


def withdraw_plan(plan):
    plan.state, plan.withdrawn_at, plan.withdrawn_reason = PlanState.WITHDRAWN, now(), "政策调整"
    plan.save()


def return_it(world, application, *fields):
    marks = [Mark(field) for field in fields]
    world.decide(application, "return", world.school_admin, reasons=["R01"], marks=marks)
    return world.reread(application)


# The first time.


def test_what_is_sent_is_what_reviewers_decide_on(world, draft, teacher):
    case = send(draft, teacher)
    sent = world.reread(draft).submitted
    assert {name: sent[name] for name in ANSWERS} == ANSWERS
    file = draft.attachments.get().document
    assert sent["evidence"] == {"E1": [str(file)]}
    assert (sent["track"], sent["unit"]) == (Track.HIGHER, str(world.school.pk))
    assert (case.name, case.unit, case.person) == (
        teacher.person.name,
        world.school,
        teacher.person,
    )
    assert (case.plan, case.stage, case.subject_name) == (
        "2026年双师型教师认定", "高等职业教育", "初级"
    )  # fmt: skip
    assert case.reference.startswith("SS")


def test_its_way_is_that_of_the_plan(world, draft, teacher):
    case = send(draft, teacher)
    assert [(stop["body"], stop["label"], stop["days"]) for stop in case.route] == [
        (world.school.pk, "学校", 5),
        (world.base.pk, "基地", 10),
        (world.province.pk, "省级", 20),
    ]
    assert (case.level, case.body) == (1, world.school)


def test_files_that_were_sent_are_kept_for_good(world, draft, teacher):
    document = Document.objects.get(pk=draft.attachments.get().document)
    assert document.expires_at is not None
    send(draft, teacher)
    document.refresh_from_db()
    assert document.expires_at is None


def test_files_under_another_level_s_line_stay_behind(world, draft, teacher):
    item = world.item("E2")
    attaching.attach(draft, item, pdf("别的"), teacher)
    item.delete()
    draft = world.reread(draft)
    send(draft, teacher)
    assert set(world.reread(draft).submitted["evidence"]) == {"E1"}


def test_a_second_click_gets_the_same_case(world, draft, teacher):
    first = send(draft, teacher)
    again = submission.submit(draft, {}, teacher, version=draft.version)
    assert again.pk == first.pk
    assert Case.objects.filter(flow="dual_qualified").count() == 1
    assert Decision.objects.count() == 1
    assert world.reread(draft).submitted["title"] == ANSWERS["title"]


def test_two_tabs_the_later_one_sends_nothing_else(world, draft, teacher):
    """The other tab changed something in between and sent it."""
    changed = save_answers(draft, {"title": "professor"}, version=draft.version)
    send(changed, teacher)
    submission.submit(draft, {**ANSWERS, "title": "assistant_higher"}, teacher, version=1)
    assert world.reread(draft).submitted["title"] == "professor"


def test_changed_in_another_window_meanwhile_is_not_sent(world, draft, teacher):
    old = draft.version
    save_answers(draft, {"title": "professor"}, version=old)
    with pytest.raises(StaleApplication) as stale:
        submission.submit(draft, ANSWERS, teacher, version=old)
    assert stale.value.latest.data["title"] == "professor"
    assert not Case.objects.exists()


@pytest.mark.parametrize("offset", [timedelta(), timedelta(days=3)])
def test_the_window_closed_while_the_form_was_open(world, draft, teacher, clock, offset):
    clock.move_to(world.plan.closes_at + offset)
    with pytest.raises(NotAllowed, match=r"报名已于 2026-12-13 10:00 结束.*已保存.*省双师项目办"):
        send(draft, teacher)
    stored = world.reread(draft)
    assert (stored.case, stored.submitted) == (None, {})
    assert stored.data["title"] == ANSWERS["title"]
    assert not Case.objects.exists()


def test_in_the_last_second_it_is_sent(world, draft, teacher, clock):
    clock.move_to(world.plan.closes_at - SECOND)
    assert send(draft, teacher).state == "review"


def test_not_before_a_window_that_was_moved(world, draft, teacher):
    world.plan.opens_at = now() + timedelta(days=1)
    world.plan.save()
    with pytest.raises(NotAllowed, match="未到报名时间"):
        send(draft, teacher)


def test_not_under_a_plan_that_was_withdrawn(world, draft, teacher):
    withdraw_plan(world.plan)
    with pytest.raises(NotAllowed, match="认定计划已撤回：政策调整"):
        send(draft, teacher)
    assert world.reread(draft).case is None


def test_not_under_another_track_than_the_person_s(world, draft, teacher):
    Employment.objects.filter(person=teacher.person).update(in_vocational_section=True)
    with pytest.raises(Refused, match="认定类型或工作单位已变更"):
        send(draft, teacher)


def test_not_to_a_school_the_person_has_left(world, draft, teacher):
    """Of the same track, but other people would decide."""
    Employment.objects.filter(person=teacher.person).update(body=world.other_school)
    with pytest.raises(Refused, match="认定类型或工作单位已变更"):
        send(draft, teacher)
    drafting.derive_anew(draft)
    case = send(world.reread(draft), teacher)
    assert (case.unit, case.body) == (world.other_school, world.other_school)


def test_not_by_someone_without_a_job(world, draft, teacher):
    Employment.objects.filter(person=teacher.person).update(ended_on=now().date())
    with pytest.raises(Refused, match="已变更"):
        submission.submit(draft, ANSWERS, teacher, version=draft.version)


def test_not_to_a_school_that_lost_its_kind(world, draft, teacher):
    world.school.school_kind = SchoolKind.PRIMARY
    world.school.save()
    with pytest.raises(Refused, match="已变更"):
        submission.submit(draft, ANSWERS, teacher, version=draft.version)


def test_where_the_plan_has_no_level_for_the_school_it_says_so(world, draft, teacher):
    Stage.objects.filter(plan=world.plan).exclude(holder="base").delete()
    world.school.base = None
    world.school.save()
    with pytest.raises(Refused, match="没有适用于云岭职业技术学院的审核环节"):
        send(world.reread(draft), teacher)
    assert not Case.objects.exists()


def test_one_case_a_year_even_under_two_plans(world, teacher):
    """The person is the same, the account another: the constraint of cases holds."""
    first = world.sent(teacher)
    Application.objects.filter(pk=first.pk).update(ended_at=now())
    plan = published_plan(world.base)
    offered(plan, Track.HIGHER, Level.JUNIOR)
    other = drafting.begin(plan, teacher)
    other = save_answers(other, ANSWERS, version=other.version)
    attaching.attach(
        other, offers.evidence_of(applications.offer_of(other))[0], pdf("别的"), teacher
    )
    other = world.reread(other)
    with pytest.raises(Duplicate, match="正在办理"):
        send(other, teacher)


# Taken back.


def test_taken_back_before_the_first_review(world, draft, teacher):
    send(draft, teacher)
    submission.withdraw(world.reread(draft), teacher)
    case = world.reread(draft).case
    assert (case.state, case.level, case.is_open) == ("draft", 0, True)
    assert state_label(case, applicant=True) == "未提交"
    assert state_label(case) == "申请人已撤销，未提交"


def test_taken_back_changed_and_sent_again_it_is_the_same_case(world, draft, teacher):
    first = send(draft, teacher)
    submission.withdraw(world.reread(draft), teacher)
    again = world.resent(draft, teacher, {"title": "professor", "level": "junior"})
    assert (again.case.pk, again.case.reference) == (first.pk, first.reference)
    assert (again.case.state, again.case.level) == ("review", 1)
    assert again.submitted["title"] == "professor"


def test_taken_back_it_is_sent_again_within_the_window_only(world, draft, teacher, clock):
    send(draft, teacher)
    submission.withdraw(world.reread(draft), teacher)
    clock.move_to(world.plan.closes_at)
    with pytest.raises(NotAllowed, match="结束"):
        send(world.reread(draft), teacher)
    assert world.reread(draft).case.state == "draft"


def test_not_taken_back_once_the_school_has_reviewed(world, draft, teacher):
    send(draft, teacher)
    world.decide(world.reread(draft), "approve", world.school_admin)
    with pytest.raises(NotAllowed, match="待基地审核"):
        submission.withdraw(world.reread(draft), teacher)


def test_not_taken_back_by_another(world, draft, teacher):
    send(draft, teacher)
    with pytest.raises(NotAllowed, match="本人"):
        submission.withdraw(world.reread(draft), world.teacher())


def test_a_draft_cannot_be_taken_back_nor_a_return_be_asked(world, draft, teacher):
    with pytest.raises(NotAllowed, match="没有提交"):
        submission.withdraw(draft, teacher)
    with pytest.raises(NotAllowed, match="没有提交"):
        submission.ask_return(draft, teacher, "写错了")


# 申请退回修改 (Y9).


def test_a_return_is_asked_with_a_reason_once(world, draft, teacher):
    send(draft, teacher)
    world.decide(world.reread(draft), "approve", world.school_admin)
    with pytest.raises(ReasonNeeded):
        submission.ask_return(world.reread(draft), teacher, "  ")
    submission.ask_return(world.reread(draft), teacher, "职称写错了")
    assert world.reread(draft).case.asked
    with pytest.raises(NotAllowed, match="已经申请过"):
        submission.ask_return(world.reread(draft), teacher, "再申请")


def test_granted_everything_is_open_and_the_page_has_something_to_say(world, draft, teacher):
    send(draft, teacher)
    submission.ask_return(world.reread(draft), teacher, "职称写错了")
    world.decide(world.reread(draft), "grant_return", world.school_admin)
    application = world.reread(draft)
    assert applications.is_open(application, "title")
    assert applications.return_opinion(application) == "已同意您的退回修改申请。"


# After a return.


def test_sent_again_after_a_return_though_the_window_has_closed(world, draft, teacher, clock):
    send(draft, teacher)
    return_it(world, world.reread(draft), "title")
    clock.move_to(world.plan.closes_at + timedelta(days=1))
    again = world.resent(draft, teacher, {"title": "professor"})
    assert again.case.state == "review"


def test_sent_again_under_a_plan_withdrawn_without_what_is_under_way(world, draft, teacher):
    """继续审核已提交的申请: a returned one is among them, or it would stay open for good."""
    send(draft, teacher)
    return_it(world, world.reread(draft), "title")
    withdraw_plan(world.plan)
    again = world.resent(draft, teacher, {"title": "professor"})
    assert again.case.state == "review"


def test_the_person_is_who_they_are_now(world, draft, teacher):
    """A corrected name reaches the case with the next sending."""
    send(draft, teacher)
    return_it(world, world.reread(draft))
    teacher.person.name = "欧阳䶮"
    teacher.person.save()
    again = world.resent(draft, teacher, {})
    assert again.case.name == "欧阳䶮"


def test_a_corrected_type_goes_the_way_of_the_new_school(world, draft, teacher):
    send(draft, teacher)
    return_it(world, world.reread(draft))
    Employment.objects.filter(person=teacher.person).update(body=world.other_school)
    drafting.derive_anew(world.reread(draft))
    again = world.resent(draft, teacher, {})
    assert again.case.route[0]["body"] == world.other_school.pk
    assert again.case.unit == world.other_school


def test_what_was_seen_before_is_kept_beside_it(world, draft, teacher):
    send(draft, teacher)
    return_it(world, world.reread(draft), "title")
    again = world.resent(draft, teacher, {"title": "professor"})
    assert again.submitted["title"] == "professor"
    assert again.submitted_before["title"] == ANSWERS["title"]
