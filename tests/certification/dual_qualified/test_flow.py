"""The way of an application through three levels (manual, steps 4 and 5)."""

import pytest

from certification.dual_qualified.models import Application
from certification.dual_qualified.services.revoking import revoke
from portal.approvals import services as approvals
from portal.approvals.errors import NotAllowed, Stale
from portal.approvals.flow import Mark
from portal.approvals.queries import state_label, timeline, waiting_for
from portal.organisations.enums import Role
from tests.factories.accounts import staff_user
from tests.factories.dual_qualified import CertificateFactory
from tests.factories.organisations import RoleGrantFactory


def test_each_level_in_turn_and_the_last_one_s_is_the_outcome(world):
    application = world.sent()
    case = application.case
    assert state_label(case) == "待学校审核"
    assert waiting_for(case).who == world.school.name
    case = world.decide(application, "approve", world.school_admin)
    assert (state_label(case), case.result) == ("待基地审核", "学校通过")
    case = world.decide(application, "disagree", world.base_admin, reasons=["G01"])
    assert (state_label(case), case.result) == ("待省级审核", "基地不同意")
    assert world.reread(application).ended_at is None
    case = world.decide(application, "approve", world.province_admin)
    assert (state_label(case, applicant=True), case.is_open) == ("认定通过", False)
    assert world.reread(application).ended_at is not None


def test_a_level_below_the_last_cannot_decline_and_the_last_cannot_pass_on(world):
    application = world.sent()
    with pytest.raises(NotAllowed):
        world.decide(application, "decline", world.school_admin, reasons=["D01"])
    world.decide(application, "approve", world.school_admin)
    world.decide(application, "approve", world.base_admin)
    with pytest.raises(NotAllowed):
        world.decide(application, "disagree", world.province_admin, reasons=["G01"])
    case = world.decide(application, "decline", world.province_admin, reasons=["D01"])
    assert case.state == "declined"


def test_who_holds_no_level_decides_nothing(world):
    application = world.sent()
    strangers = (
        world.base_admin,
        world.province_admin,
        staff_user(world.other_school, Role.SCHOOL_ADMIN),
        staff_user(world.city, Role.BUREAU_ADMIN),
    )
    for stranger in strangers:
        with pytest.raises(NotAllowed):
            world.decide(application, "approve", stranger)


def test_nobody_reviews_their_own(world):
    teacher = world.teacher()
    application = world.sent(teacher)
    RoleGrantFactory(user=teacher, body=world.school, role=Role.SCHOOL_ADMIN)
    with pytest.raises(NotAllowed, match="本人"):
        world.decide(application, "approve", teacher)


def test_a_return_reopens_what_was_marked_and_starts_the_review_anew(world):
    teacher = world.teacher()
    application = world.sent(teacher)
    world.decide(application, "approve", world.school_admin)
    case = world.decide(
        application,
        "return",
        world.base_admin,
        reasons=["R05"],
        marks=[Mark("title", "请写全称")],
    )
    assert (case.state, case.marks) == ("returned", [{"field": "title", "note": "请写全称"}])
    application = world.resent(application, teacher, {"title": "associate_professor"})
    case = application.case
    assert (state_label(case), case.result) == ("待学校审核", "")
    assert application.submitted["title"] == "associate_professor"
    assert application.submitted_before["title"] == "lecturer_higher"


def test_a_wrong_decision_is_undone_by_its_body(world):
    application = world.sent()
    world.decide(application, "approve", world.school_admin)
    case = world.decide(application, "recall", world.school_admin, opinion="点错了")
    assert state_label(case) == "待学校审核"
    case = world.decide(application, "return", world.school_admin, reasons=["R01"])
    case = world.decide(application, "reverse", world.school_admin, opinion="误退")
    assert state_label(case) == "待学校审核"


def test_what_the_next_level_has_decided_is_not_recalled_from_below(world):
    application = world.sent()
    world.decide(application, "approve", world.school_admin)
    world.decide(application, "approve", world.base_admin)
    with pytest.raises(NotAllowed):
        world.decide(application, "recall", world.school_admin, opinion="太晚")
    case = world.decide(application, "recall", world.base_admin, opinion="再看")
    assert state_label(case) == "待基地审核"


def test_an_outcome_undone_opens_the_application_again(world):
    application = world.passed()
    case = world.decide(application, "reverse", world.province_admin, opinion="材料有疑问")
    assert (state_label(case), case.is_open) == ("待省级审核", True)
    assert world.reread(application).ended_at is None


def test_not_undone_while_its_certificate_is_valid(world):
    application = world.passed()
    certificate = CertificateFactory(application=application)
    with pytest.raises(NotAllowed, match="请先撤销证书"):
        world.decide(application, "reverse", world.province_admin, opinion="材料有疑问")
    revoke(certificate, "材料不实", world.province_admin)
    case = world.decide(application, "reverse", world.province_admin, opinion="材料有疑问")
    assert case.is_open


def test_not_undone_once_the_person_has_another_one(world):
    teacher = world.teacher()
    application = world.passed(teacher)
    other = world.drafted(teacher)
    assert other.pk != application.pk
    with pytest.raises(NotAllowed, match="另行申请"):
        world.decide(application, "reverse", world.province_admin, opinion="恢复")
    assert Application.objects.filter(ended_at=None).get().pk == other.pk


def test_two_reviewers_at_once_one_is_told(world):
    application = world.sent()
    second = staff_user(world.school, Role.SCHOOL_ADMIN, display_name="校管丁")
    version = application.case.version
    world.decide(application, "approve", world.school_admin)
    with pytest.raises(Stale, match="校管甲"):
        approvals.apply(application.case_id, "approve", approvals.staff(second), version=version)


def test_the_applicant_reads_bodies_and_not_people(world):
    application = world.sent()
    world.decide(application, "approve", world.school_admin, opinion="内部意见")
    application = world.reread(application)
    told = [
        (step.title, step.who, step.text) for step in timeline(application.case, applicant=True)
    ]
    assert ("学校：审核通过", world.school.name, "") in told
    assert "内部意见" in [step.text for step in timeline(application.case)]
