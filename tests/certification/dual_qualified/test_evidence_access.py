"""Who may open a file of an application: its owner, and who reads the case it was sent with."""

import pytest
from django.test import Client
from django.urls import reverse

from certification.dual_qualified.models import Application
from certification.dual_qualified.queries.evidence import (
    evidence_pictures,
    files_in_words,
    may_review,
    may_see_portrait,
)
from certification.dual_qualified.services import attaching, submission
from portal.approvals.flow import Mark
from portal.documents.enums import DocumentKind
from portal.documents.models import Document
from portal.organisations.enums import Role
from portal.organisations.models import RoleGrant
from tests.certification.dual_qualified.world import pdf
from tests.factories import documents as files
from tests.factories.accounts import sign_in_as, staff_user


@pytest.fixture
def teacher(world):
    return world.teacher()


@pytest.fixture
def sent(world, teacher):
    return world.sent(teacher)


def file_of(application, code="E1"):
    return Document.objects.get(pk=application.attachments.get(item=code).document)


def readers(world, document):
    """Which of the province's people may open it by office."""
    people = {
        "school": world.school_admin,
        "base": world.base_admin,
        "province": world.province_admin,
        "city": staff_user(world.city, Role.BUREAU_ADMIN),
        "reviewer": staff_user(world.school, Role.REVIEWER),
        "other school": staff_user(world.other_school, Role.SCHOOL_ADMIN),
        "audit": staff_user(world.school, Role.AUDIT_ADMIN),
        "colleague": world.teacher(),
    }
    return {name for name, user in people.items() if may_review(user, document)}


def test_those_who_read_the_case(world, sent):
    """The base sees it when it gets there."""
    document = file_of(sent)
    assert readers(world, document) == {"school", "province", "city", "reviewer", "base"}


def test_a_draft_s_files_are_the_teacher_s_alone(world, teacher):
    assert readers(world, file_of(world.drafted(teacher))) == set()


def test_added_after_a_return_it_is_private_until_it_is_sent(world, sent, teacher):
    world.decide(sent, "return", world.school_admin, reasons=["R01"], marks=[Mark("evidence-E2")])
    application = world.reread(sent)
    attaching.attach(application, world.item("E2"), pdf("新"), teacher)
    added = file_of(application, "E2")
    assert not may_review(world.school_admin, added)
    world.send(world.reread(application), teacher)
    assert may_review(world.school_admin, added)


def test_taken_out_of_the_draft_it_stays_with_what_was_sent(world, sent, teacher):
    """Else a reviewer would look at a returned case with holes."""
    document = file_of(sent)
    world.decide(sent, "return", world.school_admin, reasons=["R01"])
    attaching.remove(world.reread(sent), sent.attachments.get().pk, teacher)
    assert not Application.objects.get().attachments.exists()
    assert may_review(world.school_admin, document)


def test_what_was_replaced_can_be_compared_once_more(world, sent, teacher):
    document = file_of(sent)
    world.decide(sent, "return", world.school_admin, reasons=["R01"])
    application = world.reread(sent)
    there = application.attachments.get()
    attaching.attach(application, world.item("E1"), pdf("新"), teacher, replacing=there.pk)
    world.send(world.reread(application), teacher)
    assert may_review(world.school_admin, document)


def test_a_role_that_ended_opens_nothing(world, sent):
    document, admin = file_of(sent), world.school_admin
    assert may_review(admin, document)
    RoleGrant.objects.filter(user=admin).update(ended_at=sent.created_at)
    assert not may_review(admin, document)


def test_a_file_of_no_application(world, sent, teacher):
    stray = files.document(teacher, content=files.pdf(), kind=DocumentKind.EVIDENCE, name="a.pdf")
    assert not may_review(world.school_admin, stray)


def test_a_file_of_a_sign_up_in_progress_has_no_owner(world, sent):
    stray = files.document(content=files.pdf(), kind=DocumentKind.EVIDENCE, name="a.pdf")
    assert not may_review(world.school_admin, stray)


@pytest.mark.parametrize(("who", "status"), [("school", 200), ("beside", 404), ("colleague", 404)])
def test_by_the_address(world, sent, who, status):
    user = {
        "school": world.school_admin,
        "beside": staff_user(world.other_school, Role.SCHOOL_ADMIN),
        "colleague": world.teacher(),
    }[who]
    address = reverse("documents:show", args=[file_of(sent).pk])
    assert sign_in_as(Client(), user).get(address).status_code == status


def portrait_of(teacher):
    made = files.document(
        teacher, content=files.picture(size=(295, 413)), kind=DocumentKind.PORTRAIT
    )
    teacher.person.photo = made.pk
    teacher.person.save()
    return made


def test_the_portrait_is_seen_with_the_case(world, teacher):
    made = portrait_of(teacher)
    draft = world.drafted(teacher)
    assert not may_see_portrait(world.school_admin, made)
    world.send(draft, teacher)
    assert may_see_portrait(world.school_admin, made)
    assert not may_see_portrait(staff_user(world.other_school, Role.SCHOOL_ADMIN), made)


def test_the_portrait_stands_first_and_files_by_their_lines(world, teacher):
    portrait_of(teacher)
    draft = world.drafted(teacher)
    two = files.pdf(pages=2)
    attaching.attach(draft, world.item("E2"), files.upload(two, "实践.pdf"), teacher)
    application = world.send(world.reread(draft), teacher)
    shown = evidence_pictures(application, [world.item("E1"), world.item("E2")])
    assert [(picture.group, picture.label) for picture in shown] == [
        ("照片", "1寸免冠标准照片"),
        ("教师资格证书", "教师资格证书"),
        ("企业实践证明", "企业实践证明 第 1 页"),
        ("企业实践证明", "企业实践证明 第 2 页"),
    ]


def test_the_reviewer_is_told_of_the_same_file_of_another_person(world, teacher):
    mine, theirs = world.drafted(teacher), world.drafted(world.teacher())
    for application in (mine, theirs):
        attaching.attach(application, world.item("E2"), pdf("同一份"), application.person.user)
    first = world.send(world.reread(mine), teacher)
    keys = first.submitted["evidence"]["E2"]
    assert files_in_words(keys) == (
        "1 个文件", "有 1 个文件与其他申请或其他人的材料完全相同，请核实"
    )  # fmt: skip
    assert files_in_words(first.submitted["evidence"]["E1"]) == ("1 个文件", "")
    assert files_in_words([]) == ("未上传", "")


def test_withdrawn_before_the_review_the_school_may_still_read_what_it_was_sent(
    world, sent, teacher
):
    submission.withdraw(sent, teacher)
    assert may_review(world.school_admin, file_of(sent))
