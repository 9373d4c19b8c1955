"""From a choice to certificates with their PDFs: once each, on record, told to the holder alone."""

import uuid

import pytest
from django.db import IntegrityError

from certification.dual_qualified.errors import Refused
from certification.dual_qualified.models import Certificate, IssueItem, IssueResult, IssueRun
from certification.dual_qualified.queries import certificates
from certification.dual_qualified.services import issuing
from certification.dual_qualified.services.issuing import issue_one, order_issue
from certification.dual_qualified.services.revoking import revoke
from identity.models import Person
from portal.approvals import services as approvals
from portal.approvals.models import Case
from portal.audit.models import Entry
from portal.audit.queries import looks_at
from portal.clock import now, today
from portal.documents.models import Document
from portal.jobs.models import Job
from portal.messaging.models import Message
from portal.organisations.enums import Role
from portal.organisations.models import RoleGrant
from portal.printing.models import Print, PrintRun
from tests.factories.accounts import UserFactory, staff_user
from tests.factories.documents import document, picture
from tests.factories.dual_qualified import DualQualifiedPlanFactory, passed_application
from tests.portal.printing.papers import squeezed

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(clock):
    return DualQualifiedPlanFactory()


@pytest.fixture
def admin(plan):
    return staff_user(plan.body, Role.BUREAU_ADMIN)


def ordered(plan, admin, *applications, token=None):
    keys = [application.pk for application in applications]
    return order_issue(plan, keys, admin, token=token or uuid.uuid4())


def results(run):
    return list(run.items.values_list("result", "message"))


def test_a_certificate_says_what_was_passed(plan, admin):
    portrait = document(content=picture(size=(295, 413)), kind="portrait", name="p.jpg")
    application = passed_application(plan, level="senior", major="护理")
    Person.objects.filter(pk=application.person_id).update(photo=portrait.pk)
    made = issue_one(application.pk, admin)
    person = application.person
    assert (made.name, made.sex, made.track, made.level) == (
        person.name, person.sex, "higher", "senior",
    )  # fmt: skip
    assert (made.major, made.unit_name, made.issuer) == ("护理", application.unit.name, plan.body)
    assert made.id_number_shown == f"{person.id_number[:3]}***********{person.id_number[-4:]}"
    assert (made.photo, made.issued_on, made.issued_by) == (portrait.pk, today(), admin)
    assert made.valid_until.year == today().year + plan.valid_years
    # Kept as long as the certificate, not as long as an unused upload.
    assert Document.objects.get(pk=portrait.pk).expires_at is None


def test_the_job_gives_each_its_number_and_its_pdf(plan, admin, run_jobs):
    applications = [passed_application(plan) for _ in range(3)]
    run = ordered(plan, admin, *applications)
    run_jobs()
    run.refresh_from_db()
    assert results(run) == [("done", "")] * 3
    assert run.finished_at == now()
    job = Job.objects.get(pk=run.job)
    assert (job.queue, job.done, job.total) == ("pdf", 3, 3)
    assert job.next_url == f"/dual-qualified/issue-runs/{run.pk}/"
    for certificate in Certificate.objects.all():
        made = certificates.paper_of(certificate)
        words = squeezed(certificates.prints.content(made))
        assert certificate.number in words
        assert certificate.name in words


def test_one_refused_does_not_stop_the_others(plan, admin, run_jobs):
    good, bad, last = (passed_application(plan) for _ in range(3))
    run = ordered(plan, admin, good, bad, last)
    bad.case.state = "review"
    bad.case.save()
    run_jobs()
    assert [result for result, _ in results(run)] == ["done", "refused", "done"]
    assert "认定通过" in results(run)[1][1]
    assert sorted(Certificate.objects.values_list("serial", flat=True)) == [1, 2]


def test_a_revoked_one_is_not_issued_again(plan, admin, run_jobs):
    application = passed_application(plan)
    gone = issue_one(application.pk, admin)
    revoke(gone, "材料不实", admin)
    assert list(certificates.to_issue(plan)) == []
    run = ordered(plan, admin, application)
    run_jobs()
    said = f"这件申请的证书（{gone.number}）已经撤销，重新审核通过后才能再签发。"
    assert results(run) == [("refused", said)]
    assert Certificate.objects.count() == 1


def test_after_another_decision_there_is_another_certificate(plan, admin, clock):
    application = passed_application(plan)
    gone = issue_one(application.pk, admin)
    revoke(gone, "姓名有误", admin)
    clock.advance(days=1)
    for transition in ("reverse", "approve"):
        case = Case.objects.get(pk=application.case_id)
        actor = approvals.staff(admin)
        approvals.apply(case.pk, transition, actor, version=case.version, opinion="换发")
    assert [waiting.pk for waiting in certificates.to_issue(plan)] == [application.pk]
    again = issue_one(application.pk, admin)
    assert (again.serial, again.state) == (gone.serial + 1, "valid")
    assert issue_one(application.pk, admin) == again
    assert list(certificates.to_issue(plan)) == []
    assert certificates.of_application(application) == again


def test_two_valid_ones_of_an_application_are_impossible(plan, admin):
    first = issue_one(passed_application(plan).pk, admin)
    first.pk, first.number, first.serial = None, f"{first.number}x", first.serial + 1
    first._state.adding = True
    with pytest.raises(IntegrityError):
        first.save(force_insert=True)


def test_a_pdf_that_cannot_be_made_is_said_and_tried_again(plan, admin, run_jobs):
    application = passed_application(plan)
    Person.objects.filter(pk=application.person_id).update(photo=uuid.uuid4())
    run = ordered(plan, admin, application)
    run_jobs()
    assert results(run) == [("done", "证书文件没有生成：证书上的照片文件已经不在了。")]
    assert Certificate.objects.count() == 1
    assert not Print.objects.exists()


def test_whose_role_ended_issues_nothing_more(plan, admin, run_jobs):
    run = ordered(plan, admin, passed_application(plan))
    RoleGrant.objects.filter(user=admin).update(ended_at=now())
    run_jobs()
    assert results(run) == [("refused", "您已没有签发这个计划证书的权限。")]
    assert not Certificate.objects.exists()


def test_taken_up_again_it_draws_only_what_is_missing(plan, admin, run_jobs):
    applications = [passed_application(plan) for _ in range(2)]
    run = ordered(plan, admin, *applications)
    # As a worker leaves it that is killed between the first's number and its PDF.
    made = issue_one(applications[0].pk, admin)
    first = IssueItem.objects.filter(application=applications[0])
    first.update(result=IssueResult.DONE, certificate=made)
    run_jobs()
    assert results(run) == [("done", "")] * 2
    assert Certificate.objects.count() == Print.objects.count() == 2


def test_the_same_token_is_the_same_run(plan, admin):
    application, token = passed_application(plan), uuid.uuid4()
    first = ordered(plan, admin, application, token=token)
    assert ordered(plan, admin, application, token=token) == first
    assert issuing.start(first) == first
    assert IssueRun.objects.count() == 1
    assert Job.objects.filter(kind=issuing.ISSUE_JOB).count() == 1
    assert Entry.objects.filter(action="dual_qualified.order_issue").count() == 1


def test_nothing_chosen_is_refused(plan, admin):
    with pytest.raises(Refused, match="没有可以签发"):
        ordered(plan, admin)


def test_a_choice_makes_a_specimen_and_issues_nothing(plan, admin, run_jobs):
    first, second = passed_application(plan), passed_application(plan)
    token = uuid.uuid4()
    run = issuing.choose(plan, [first.pk, second.pk], admin, token=token)
    assert issuing.choose(plan, [first.pk, second.pk], admin, token=token) == run
    run_jobs()
    specimen = PrintRun.objects.get()
    assert (specimen.pk, specimen.pages, specimen.owner) == (run.preview, 1, admin)
    words = squeezed(certificates.prints.run_content(specimen))
    assert first.person.name in words
    assert "××××××" in words
    assert "样张" in words
    assert second.person.name not in words
    assert not Certificate.objects.exists()
    assert not Print.objects.exists()
    assert [look.body for look in looks_at(first.person_id)] == [plan.body.name]
    assert not looks_at(second.person_id)


def test_what_was_chosen_and_never_confirmed_is_forgotten(plan, admin, clock):
    issuing.choose(plan, [passed_application(plan).pk], admin, token=uuid.uuid4())
    started = ordered(plan, admin, passed_application(plan))
    clock.advance(hours=24)
    assert issuing.forget_unstarted() == 0
    clock.advance(seconds=1)
    assert issuing.forget_unstarted() == 1
    assert list(IssueRun.objects.all()) == [started]


def told():
    return {(m.recipient_id, m.template) for m in Message.objects.filter(channel="portal")}


def test_only_the_holder_is_told(plan, admin, run_jobs):
    """Not the reviewers, not other teachers, not who issues; and not twice."""
    holder, other = UserFactory(), UserFactory()
    application = passed_application(plan, teacher=holder)
    passed_application(plan, teacher=other)
    for body, role in ((application.unit, Role.SCHOOL_ADMIN), (plan.body, Role.REVIEWER)):
        staff_user(body, role)
    ordered(plan, admin, application)
    run_jobs()
    issue_one(application.pk, admin)
    assert told() == {(holder.pk, "dual_qualified.issued")}
    Message.objects.all().delete()
    revoke(Certificate.objects.get(), "材料不实", admin)
    assert told() == {(holder.pk, "dual_qualified.revoked")}


def test_a_holder_without_an_account_is_told_nothing(plan, admin):
    teacher = UserFactory()
    application = passed_application(plan, teacher=teacher)
    teacher.delete()
    assert issue_one(application.pk, admin).number
    assert not Message.objects.exists()
