"""What the workspace shows of an application, what can be marked, and bulk decisions."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from certification.dual_qualified.enums import Level, Track
from certification.dual_qualified.models import Application
from certification.dual_qualified.review import markable, pictures, sections
from certification.dual_qualified.services import attaching, submission
from certification.dual_qualified.services.drafting import save_answers
from identity.models import Employment
from portal.approvals.errors import NotAllowed, ReasonNeeded
from portal.approvals.flow import Mark
from portal.approvals.models import BulkResult, Case
from portal.approvals.services.bulk import BulkOrder, start_bulk
from portal.clock import now
from portal.organisations.enums import Role
from tests.certification.dual_qualified.world import ANSWERS, offered, pdf, scan
from tests.factories.accounts import sign_in_as, staff_user
from tests.factories.organisations import RoleGrantFactory


def rows_of(case, title):
    section = next(each for each in sections(case) if each.title == title)
    return {row.label: row for row in section.rows}


@pytest.fixture
def teacher(world):
    return world.teacher()


@pytest.fixture
def sent(world, teacher):
    return world.sent(teacher)


def returned_and_changed(world, sent, teacher, changes, *fields):
    marks = [Mark(field) for field in fields]
    world.decide(sent, "return", world.school_admin, reasons=["R01"], marks=marks)
    return world.resent(sent, teacher, changes)


def test_every_part_of_the_form_is_there_in_its_order(sent):
    assert [section.title for section in sections(sent.case)] == [
        "认定条件", "基本情况", "认定类型和级别", "教师资格和职称", "职业资格和技能等级",
        "任教专业和课时", "企业工作和实践经历", "教学业绩和成果", "证明材料",
    ]  # fmt: skip


def test_answers_are_shown_in_words(sent):
    kind = rows_of(sent.case, "认定类型和级别")
    assert kind["认定级别"].value == "初级"
    assert kind["符合的条款"].value == "1　近五年企业实践累计六个月以上"
    titles = rows_of(sent.case, "教师资格和职称")
    assert titles["教师系列职称"].value == "讲师（高校）"
    assert titles["教师资格种类"].value == "高等学校教师资格"
    courses = rows_of(sent.case, "任教专业和课时")["近三年任教课程和课时"].value
    assert courses == "2024-2025 学年，数控编程，72 课时"


def test_conditions_are_judged_anew_with_their_source(world, sent):
    rows = rows_of(sent.case, "认定条件")
    employed = rows["在本校任教满 24 个月"]
    assert (employed.tone, employed.value[:2]) == ("good", "符合")
    assert "来源：任职登记（2010-09-01）" in employed.value


def test_a_condition_no_longer_met_stands_out(world, sent):
    """It was met when it was sent; the record has been corrected since."""
    Employment.objects.update(started_on=now().date())
    row = rows_of(sent.case, "认定条件")["在本校任教满 24 个月"]
    assert (row.tone, row.note) == ("bad", "不符合这一条件")


def test_what_is_shown_is_what_was_sent_whatever_stands_in_the_draft(world, sent, teacher):
    world.decide(sent, "return", world.school_admin, reasons=["R01"])
    application = world.reread(sent)
    save_answers(
        application, {"title": "professor", "level": "senior"}, version=application.version
    )
    assert rows_of(application.case, "教师资格和职称")["教师系列职称"].value == "讲师（高校）"
    assert "evidence-E1" in markable(application.case)


def test_after_a_return_the_changes_stand_out_and_nothing_else(world, sent, teacher):
    again = returned_and_changed(world, sent, teacher, {"title": "professor"}, "title")
    rows = rows_of(again.case, "教师资格和职称")
    title = rows.pop("教师系列职称")
    assert (title.value, title.tone) == ("教授", "wait")
    assert title.note == "本次已修改，原为：讲师（高校）"
    assert {(row.note, row.tone) for row in rows.values()} == {("", "neutral")}


def test_the_first_time_nothing_has_changed(sent):
    notes = [row.note for section in sections(sent.case)[2:] for row in section.rows]
    assert set(notes) == {""}


def test_a_changed_file_stands_out(world, sent, teacher):
    world.decide(sent, "return", world.school_admin, reasons=["R01"])
    there = sent.attachments.get()
    attaching.attach(world.reread(sent), world.item("E1"), scan(999), teacher, replacing=there.pk)
    again = world.send(world.reread(sent), teacher)
    rows = rows_of(again.case, "证明材料")
    assert (rows["教师资格证书"].value, rows["教师资格证书"].note) == ("1 个文件", "本次已修改")
    assert (rows["企业实践证明"].value, rows["企业实践证明"].note) == ("未上传", "")


def test_the_same_file_of_another_person_is_pointed_out(world, sent, teacher):
    other = world.drafted(world.teacher())
    attaching.attach(other, world.item("E2"), scan(teacher.pk), other.person.user)
    row = rows_of(sent.case, "证明材料")["教师资格证书"]
    assert row.tone == "bad"
    assert "完全相同" in row.note


def test_whatever_was_sent_can_be_marked(sent):
    names = set(markable(sent.case))
    assert names == {*ANSWERS, "evidence-E1", "evidence-E2"}


@pytest.mark.parametrize("field", ["track", "evidence-E9", "name"])
def test_what_is_no_field_cannot_be_marked(world, sent, field):
    with pytest.raises(ReasonNeeded, match="不存在"):
        world.decide(sent, "return", world.school_admin, reasons=["R01"], marks=[Mark(field, "x")])


def test_the_evidence_is_that_of_what_was_sent(world, sent, teacher):
    world.decide(sent, "return", world.school_admin, reasons=["R01"])
    attaching.attach(world.reread(sent), world.item("E2"), pdf("新"), teacher)
    assert [picture.group for picture in pictures(world.reread(sent).case)] == ["教师资格证书"]


def test_another_offer_of_the_plan_lends_no_evidence(world, sent):
    other = offered(world.plan, Track.HIGHER, Level.SENIOR)
    other.evidence.create(code="E7", name="高级的材料")
    assert "evidence-E7" not in markable(sent.case)


def test_the_page_of_the_case(world, sent):
    client = sign_in_as(Client(), world.school_admin)
    page = client.get(reverse("approvals:case", args=[sent.case.reference]))
    assert page.status_code == 200
    text = page.content.decode()
    for part in ("近五年企业实践累计六个月以上", "教师资格证书", sent.case.name, "数控编程"):
        assert part in text
    assert sent.person.id_number not in text


@pytest.mark.parametrize("who", ["beside", "colleague"])
def test_the_page_of_the_case_is_not_for_others(world, sent, who):
    user = {
        "beside": lambda: staff_user(world.other_school, Role.SCHOOL_ADMIN),
        "colleague": world.teacher,
    }[who]()
    client = sign_in_as(Client(), user)
    assert client.get(reverse("approvals:case", args=[sent.case.reference])).status_code == 404


def test_a_stale_page_is_told_and_keeps_what_was_typed(world, sent, teacher):
    """审核已撤销的申请."""
    client = sign_in_as(Client(), world.school_admin)
    address = reverse("approvals:case", args=[sent.case.reference])
    assert client.get(address).status_code == 200
    version = sent.case.version
    submission.withdraw(sent, teacher)
    page = client.post(
        reverse("approvals:decide", args=[sent.case.reference]),
        {"version": version, "transition": "approve", "opinion": "材料齐全"},
    )
    text = page.content.decode()
    assert "申请人撤销" in text
    assert "材料齐全" in text
    assert Case.objects.get(pk=sent.case_id).state == "draft"


# Bulk.


def order(cases, transition="approve", **said):
    ticked = tuple((case.pk, case.version) for case in cases)
    return BulkOrder("dual_qualified", transition, ticked, **said)


def results(run):
    return [item.result for item in run.items.order_by("pk")]


def test_half_have_moved_on_meanwhile(world, run_effects):
    people = [world.teacher() for _ in range(4)]
    applications = [world.sent(each) for each in people]
    run = start_bulk(order([each.case for each in applications]), world.school_admin, uuid.uuid4())
    submission.withdraw(applications[0], people[0])
    second = staff_user(world.school, Role.SCHOOL_ADMIN, display_name="校管丁")
    world.decide(applications[2], "return", second, reasons=["R01"])
    run_effects()
    assert results(run) == [
        BulkResult.STALE, BulkResult.DONE, BulkResult.STALE, BulkResult.DONE
    ]  # fmt: skip
    states = [world.reread(each).case for each in applications]
    assert [(case.state, case.level) for case in states] == [
        ("draft", 0), ("review", 2), ("returned", 1), ("review", 2)
    ]  # fmt: skip
    messages = list(run.items.order_by("pk").values_list("message", flat=True))
    assert "申请人撤销" in messages[0]
    assert "校管丁" in messages[2]


def test_a_level_that_is_not_one_s_own_is_refused_case_by_case(world, run_effects):
    mine, passed_on = world.sent(), world.sent()
    world.decide(passed_on, "approve", world.school_admin)
    cases = [mine.case, world.reread(passed_on).case]
    run = start_bulk(order(cases), world.school_admin, uuid.uuid4())
    run_effects()
    assert results(run) == [BulkResult.DONE, BulkResult.REFUSED]


def test_the_last_level_s_bulk_approval_ends_them(world, run_effects):
    applications = [world.sent() for _ in range(2)]
    for each in applications:
        world.decide(each, "approve", world.school_admin)
        world.decide(each, "approve", world.base_admin)
    cases = [world.reread(each).case for each in applications]
    run = start_bulk(order(cases), world.province_admin, uuid.uuid4())
    run_effects()
    assert results(run) == [BulkResult.DONE] * 2
    assert not Application.objects.filter(ended_at=None).exists()


@pytest.mark.parametrize("name", ["return", "disagree", "decline"])
def test_what_is_against_somebody_needs_a_reason_in_bulk_too(world, sent, name):
    with pytest.raises(ReasonNeeded):
        start_bulk(order([sent.case], name), world.school_admin, uuid.uuid4())


@pytest.mark.parametrize("name", ["recall", "reverse", "withdraw", "stop"])
def test_what_is_never_done_in_bulk(world, sent, name):
    with pytest.raises(NotAllowed, match="不能批量办理"):
        start_bulk(order([sent.case], name), world.school_admin, uuid.uuid4())


def test_one_s_own_among_many_is_refused(world, run_effects):
    own = world.teacher()
    RoleGrantFactory(user=own, body=world.school, role=Role.SCHOOL_ADMIN)
    mine, other = world.sent(own), world.sent()
    run = start_bulk(order([mine.case, other.case]), own, uuid.uuid4())
    run_effects()
    assert results(run) == [BulkResult.REFUSED, BulkResult.DONE]
