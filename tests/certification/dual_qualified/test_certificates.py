"""Certificates on the pages of who keeps the plan, and of who holds one."""

import uuid
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from certification.dual_qualified.errors import Refused
from certification.dual_qualified.flows import no_certificate
from certification.dual_qualified.models import Certificate, IssueRun
from certification.dual_qualified.queries import certificates
from certification.dual_qualified.queries.certificates import Filters
from certification.dual_qualified.queries.facts import of_application
from certification.dual_qualified.services.exporting import start_export
from certification.dual_qualified.services.revoking import revoke
from portal.approvals.models import ListExport
from portal.approvals.services.exporting import take_export
from portal.audit.models import Entry
from portal.audit.queries import looks_at
from portal.clock import now, today
from portal.jobs.models import Job
from portal.organisations.enums import BodyKind, Role
from portal.organisations.queries import scope_of
from portal.plans.models import Entrustment
from portal.printing.models import PrintRun
from portal.printing.services import render
from tests.factories.accounts import UserFactory, sign_in_as, staff_user
from tests.factories.dual_qualified import (
    CertificateFactory,
    DualQualifiedPlanFactory,
    entrusted,
    passed_application,
)
from tests.factories.identity import PersonFactory
from tests.factories.organisations import BodyFactory, CountyFactory, SchoolFactory

pytestmark = pytest.mark.django_db
LIST = reverse("dual_qualified:certificates")


@pytest.fixture
def plan(clock):
    return DualQualifiedPlanFactory()


@pytest.fixture
def admin(plan):
    return staff_user(plan.body, Role.BUREAU_ADMIN)


@pytest.fixture
def at_work(client, admin):
    return sign_in_as(client, admin)


def issued(plan, name="", **fields):
    teacher = UserFactory(person=PersonFactory(**({"name": name} if name else {})))
    level = fields.pop("level", "")
    unit = fields.pop("unit", None)
    application = passed_application(plan, teacher=teacher, level=level, unit=unit)
    return CertificateFactory(application=application, **fields)


def page(browser, url=LIST, status=200, **query):
    answer = browser.get(url, query)
    assert answer.status_code == status
    return answer.content.decode()


def found(admin, **filters):
    return [c.name for c in certificates.listed(scope_of(admin), Filters(**filters))]


# Whose


def foreign_admin(role=Role.BUREAU_ADMIN):
    return staff_user(BodyFactory(), role)


def urls_of(certificate, run):
    names = ("certificate", "revoke")
    return [
        *(reverse(f"dual_qualified:{name}", args=[certificate.pk]) for name in names),
        reverse("dual_qualified:issue", args=[certificate.plan_id]),
        reverse("dual_qualified:issue-run", args=[run.pk]),
    ]


def run_of(plan, admin):
    return IssueRun.objects.create(plan=plan, user=admin, created_at=now())


def test_a_foreign_body_finds_nothing(client, plan, admin):
    certificate, run = issued(plan), run_of(plan, admin)
    stranger = foreign_admin()
    browser = sign_in_as(client, stranger)
    for url in urls_of(certificate, run):
        page(browser, url, status=404)
    assert certificate.number not in page(browser)
    browser.post(reverse("dual_qualified:certificates-print"), {"row": certificate.pk})
    assert not PrintRun.objects.exists()
    answer = browser.post(reverse("dual_qualified:revoke", args=[certificate.pk]), {"reason": "无"})
    assert answer.status_code == 404
    choose = reverse("dual_qualified:issue-choose", args=[plan.pk])
    assert browser.post(choose, {"all_matching": "1", "token": uuid.uuid4()}).status_code == 404


def test_a_run_is_its_owner_s(client, plan, admin):
    run = run_of(plan, admin)
    colleague = staff_user(plan.body, Role.BUREAU_ADMIN)
    page(sign_in_as(client, colleague), reverse("dual_qualified:issue-run", args=[run.pk]), 404)


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN])
def test_other_roles_of_the_same_body_find_nothing(client, plan, role):
    certificate = issued(plan)
    browser = sign_in_as(client, staff_user(plan.body, role))
    page(browser, status=404)
    page(browser, reverse("dual_qualified:certificate", args=[certificate.pk]), status=404)


def test_the_school_and_bodies_below_find_nothing(client, plan):
    certificate = issued(plan)
    below = [
        staff_user(certificate.unit, Role.SCHOOL_ADMIN),
        staff_user(CountyFactory(parent=plan.body), Role.BUREAU_ADMIN),
    ]
    for user in below:
        page(sign_in_as(client, user), status=404)


def test_a_base_keeps_its_own_while_it_is_entrusted(client, plan, admin):
    base = BodyFactory(kind=BodyKind.BASE, parent=plan.body)
    given = entrusted(base)
    own = issued(DualQualifiedPlanFactory(body=base))
    other = issued(plan)
    browser = sign_in_as(client, staff_user(base, Role.BASE_ADMIN))
    html = page(browser)
    assert own.name in html
    assert other.name not in html
    page(browser, reverse("dual_qualified:certificate", args=[other.pk]), status=404)
    # The province sees what lies below it.
    assert found(admin) == [other.name, own.name]
    Entrustment.objects.filter(pk=given.pk).update(ended_at=now())
    page(browser, status=404)


def test_without_the_second_factor_nobody_gets_in(client, plan, admin):
    client.force_login(admin, backend="accounts.backends.IdentifierBackend")
    assert client.get(LIST).status_code == 302


def test_the_holder_and_the_issuer_see_the_pdf_and_nobody_else(client, plan, admin):
    certificate = issued(plan)
    made = render("dual_qualified.certificate", certificate.subject, actor=admin)
    holder = certificate.person.user
    url = reverse("printing:show", args=[made.pk])
    statuses = {
        user: sign_in_as(client, user).get(url).status_code
        for user in (holder, admin, UserFactory(), foreign_admin())
    }
    assert list(statuses.values()) == [200, 200, 404, 404]
    assert len(looks_at(certificate.person_id)) == 1


# The list


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_as_often_for_one_as_for_three(
    at_work, plan, rows, django_assert_num_queries
):
    for _ in range(rows):
        issued(plan)
    passed_application(plan)
    page(at_work)
    with django_assert_num_queries(10):
        page(at_work)


def test_narrowed_by_each_of_its_filters(plan, admin, clock):
    wang = issued(plan, "王芳", level="senior")
    issued(plan, "李明", expired=True)
    revoked = issued(plan, "赵静", revoked=True)
    other = DualQualifiedPlanFactory(body=plan.body)
    issued(other, "欧阳䶮", issued_on=today().replace(day=1))
    assert found(admin, text="王芳") == found(admin, text="wangfang") == ["王芳"]
    assert found(admin, text=wang.number) == ["王芳"]
    assert found(admin, text=wang.person.id_number.lower()) == ["王芳"]
    assert found(admin, text=wang.person.id_number[:-1]) == []
    assert found(admin, plan=other.pk) == ["欧阳䶮"]
    assert found(admin, unit=revoked.unit_id) == ["赵静"]
    assert found(admin, level="senior") == ["王芳"]
    assert found(admin, track="secondary") == []
    assert found(admin, state="valid") == ["王芳", "欧阳䶮"]
    assert found(admin, state="expired") == ["李明"]
    assert found(admin, state="revoked") == ["赵静"]
    assert found(admin, since=today()) == ["赵静", "王芳"]
    assert found(admin, until=today().replace(day=1)) == ["欧阳䶮", "李明"]


def test_a_wrong_filter_is_no_error(at_work, plan):
    certificate = issued(plan)
    wrong = {"unit": "999999", "plan": "x", "state": "?", "since": "2026-02-31", "page": "9e9"}
    assert certificate.number in page(at_work, **wrong)


def test_exported_as_it_is_filtered_and_on_record(at_work, plan, admin, run_jobs):
    wang = issued(plan, "王芳")
    issued(plan, "李明")
    at_work.post(reverse("dual_qualified:certificates-export") + "?q=王芳")
    run_jobs()
    export = ListExport.objects.get()
    sheet = load_workbook(BytesIO(take_export(export.pk, admin))).active
    head, *rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert head[:3] == ["姓名", "证件号码", "证书编号"]
    assert [row[:3] for row in rows] == [["王芳", wang.id_number_shown, wang.number]]
    assert rows[0][10] == "有效"
    assert [look.body for look in looks_at(wang.person_id)] == [plan.body.name]
    assert Entry.objects.filter(action="dual_qualified.export").count() == 1


def test_whose_role_ended_meanwhile_exports_nothing(plan, admin, run_jobs):
    issued(plan)
    start_export(Filters(), admin)
    admin.role_grants.update(ended_at=now())
    run_jobs()
    assert ListExport.objects.get().rows == 0


@pytest.mark.parametrize(
    ("sent", "names"),
    [
        ({"ticked": ["王芳", "李明"]}, {"王芳", "李明"}),
        ({"all_matching": "1"}, {"王芳"}),
        ({}, set()),
    ],
)
def test_many_as_one_file(at_work, plan, sent, names, run_jobs):
    by_name = {
        c.name: c for c in (issued(plan, "王芳"), issued(plan, "李明"), issued(plan, "赵静"))
    }
    data = {**sent, "row": [by_name[name].pk for name in sent.get("ticked", [])], "action": "zip"}
    data.pop("ticked", None)
    answer = at_work.post(reverse("dual_qualified:certificates-print") + "?q=王芳", data)
    run_jobs()
    run = PrintRun.objects.first()
    taken = {item.subject for item in run.items.all()} if run else set()
    assert taken == {by_name[name].subject for name in names}
    if run:
        assert answer.url == reverse("printing:run", args=[run.pk])
        assert (run.form, run.back_url) == ("zip", f"{LIST}?q=%E7%8E%8B%E8%8A%B3")
    looked = {name for name, c in by_name.items() if looks_at(c.person_id)}
    assert looked == names


# Issuing


def choose(browser, plan, *applications, query="", **data):
    url = reverse("dual_qualified:issue-choose", args=[plan.pk])
    sent = {"token": uuid.uuid4(), "row": [a.pk for a in applications], "action": "choose", **data}
    return browser.post(f"{url}?{query}", sent)


def chosen():
    return {item.application_id for run in IssueRun.objects.all() for item in run.items.all()}


def test_who_waits_for_a_certificate(at_work, plan):
    waiting, done = passed_application(plan), issued(plan)
    under_way = passed_application(plan)
    under_way.case.state, foreign = "review", passed_application()
    under_way.case.save()
    html = page(at_work, reverse("dual_qualified:issue", args=[plan.pk]))
    assert waiting.case.reference in html
    for other in (done.application, under_way, foreign):
        assert other.case.reference not in html
    assert '<strong class="figures">1</strong> 人认定通过' in page(at_work)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_to_issue_asks_alike(at_work, plan, rows, django_assert_num_queries):
    for _ in range(rows):
        passed_application(plan)
    url = reverse("dual_qualified:issue", args=[plan.pk])
    page(at_work, url)
    with django_assert_num_queries(9):
        page(at_work, url)


def test_what_was_ticked_is_shown_before_anything_is_issued(at_work, plan, run_jobs):
    first, second, third = (passed_application(plan) for _ in range(3))
    answer = choose(at_work, plan, first, third)
    html = page(at_work, answer.url)
    assert "样张生成以后" in html
    run_jobs()
    html = page(at_work, answer.url)
    image = reverse("printing:run-page", args=[PrintRun.objects.get().pk, 1])
    assert image in html
    assert at_work.get(image)["Content-Type"] == "image/webp"
    assert "签发 2 份" in html
    assert chosen() == {first.pk, third.pk}
    assert second.case.reference not in html
    assert not Certificate.objects.exists()


def test_all_that_match_beyond_the_page(at_work, plan):
    juniors = [passed_application(plan) for _ in range(3)]
    passed_application(plan, level="senior")
    choose(at_work, plan, query="level=junior&size=10&page=2", all_matching="1")
    assert chosen() == {application.pk for application in juniors}


def test_what_may_not_be_issued_is_not_taken(at_work, plan):
    done, foreign, waiting = (
        issued(plan).application,
        passed_application(),
        passed_application(plan),
    )
    choose(at_work, plan, done, foreign, waiting, row=[done.pk, foreign.pk, waiting.pk, "x", ""])
    assert chosen() == {waiting.pk}


@pytest.mark.parametrize("data", [{}, {"row": ["7"]}, {"token": "no"}])
def test_nothing_ticked_says_so(at_work, plan, data):
    answer = choose(at_work, plan, **data)
    assert answer.url.startswith(reverse("dual_qualified:issue", args=[plan.pk]))
    assert not IssueRun.objects.exists()


def test_from_the_list_to_the_results(at_work, plan, run_jobs):
    good, late = passed_application(plan), passed_application(plan)
    url = choose(at_work, plan, good, late).url
    run_jobs()
    late.case.state = "review"
    late.case.save()
    start = reverse("dual_qualified:issue-start", args=[IssueRun.objects.get().pk])
    for _ in range(2):
        assert at_work.post(start).url == url
    assert Job.objects.filter(kind="dual_qualified.issue").count() == 1
    assert "正在逐份签发" in page(at_work, url)
    run_jobs()
    html = page(at_work, url)
    assert "签发完毕" in html
    certificate = Certificate.objects.get()
    assert certificate.number in html
    assert "这件申请现在不是" in html
    refused = page(at_work, url, result="refused")
    assert late.case.reference in refused
    assert good.case.reference not in refused


def test_sent_twice_from_the_list_is_one_run(at_work, plan):
    application, token = passed_application(plan), uuid.uuid4()
    urls = {choose(at_work, plan, application, token=token).url for _ in range(2)}
    assert len(urls) == IssueRun.objects.count() == PrintRun.objects.count() == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_a_run_asks_alike(
    at_work, plan, admin, rows, run_jobs, django_assert_num_queries
):
    url = choose(at_work, plan, *[passed_application(plan) for _ in range(rows)]).url
    run_jobs()
    at_work.post(reverse("dual_qualified:issue-start", args=[IssueRun.objects.get().pk]))
    run_jobs()
    page(at_work, url)
    with django_assert_num_queries(10):
        page(at_work, url)


def test_a_specimen_that_cannot_be_drawn_has_a_reason(at_work, plan, run_jobs):
    application = passed_application(plan)
    application.person.photo = uuid.uuid4()
    application.person.save()
    url = choose(at_work, plan, application).url
    run_jobs(may_fail=True)
    html = page(at_work, url)
    assert "照片文件已经不在了" in html
    assert "签发 1 份" in html


# Revoked


def revoke_page(browser, certificate, reason):
    url = reverse("dual_qualified:revoke", args=[certificate.pk])
    return browser.post(url, {"reason": reason})


def test_revoked_with_a_reason_and_on_record(at_work, plan, admin, clock):
    certificate = issued(plan)
    assert revoke_page(at_work, certificate, "  ").status_code == 422
    assert revoke_page(at_work, certificate, "字" * 301).status_code == 422
    assert Certificate.objects.get().state == "valid"
    answer = revoke_page(at_work, certificate, "提交的材料不实")
    assert answer.url == reverse("dual_qualified:certificate", args=[certificate.pk])
    gone = Certificate.objects.get()
    assert (gone.state, gone.revoked_by, gone.revoked_at) == ("revoked", admin, now())
    assert "提交的材料不实" in page(at_work, answer.url)
    [entry] = Entry.objects.filter(action="dual_qualified.revoke")
    assert entry.detail == {"certificate": certificate.pk}


def test_revoked_once(at_work, plan, admin):
    certificate = issued(plan)
    revoke(certificate, "第一次", admin)
    answer = revoke_page(at_work, certificate, "第二次")
    assert answer.status_code == 422
    assert "已经撤销" in answer.content.decode()
    assert Certificate.objects.get().revoked_reason == "第一次"
    with pytest.raises(Refused, match="已经撤销"):
        revoke(certificate, "第三次", admin)


def test_a_case_is_not_undone_while_its_certificate_is_valid(plan, admin):
    certificate = issued(plan)
    application = certificate.application
    assert no_certificate(of_application(application))
    revoke(certificate, "材料不实", admin)
    application.refresh_from_db()
    assert no_certificate(of_application(application)) is None


def test_a_look_at_one_is_on_record(at_work, plan):
    certificate = issued(plan)
    page(at_work, reverse("dual_qualified:certificate", args=[certificate.pk]))
    assert [look.body for look in looks_at(certificate.person_id)] == [plan.body.name]


# The holder


def holder_of(certificate, client):
    return sign_in_as(client, certificate.person.user)


def own_page(certificate):
    return reverse("dual_qualified:application", args=[certificate.application_id])


def own_pdf(certificate):
    return reverse("dual_qualified:certificate-pdf", args=[certificate.application_id])


def test_the_holder_looks_at_it_and_takes_it_home(client, plan, admin):
    certificate = issued(plan)
    made = render("dual_qualified.certificate", certificate.subject, actor=admin)
    browser = holder_of(certificate, client)
    html = page(browser, own_page(certificate))
    for url in (
        reverse("printing:page", args=[made.pk, 1]),
        reverse("printing:check", args=[made.code]),
        own_pdf(certificate),
    ):
        assert url in html
    answer = browser.get(own_pdf(certificate), follow=True)
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert not looks_at(certificate.person_id)


def test_a_pdf_that_is_not_there_yet_is_made_with_progress(client, plan, run_jobs):
    certificate = issued(plan)
    browser = holder_of(certificate, client)
    assert "现在生成证书文件" in page(browser, own_page(certificate))
    assert browser.get(own_pdf(certificate)).url == own_page(certificate)
    assert not Job.objects.exists()
    run = browser.post(own_pdf(certificate)).url
    assert "正在生成" in page(browser, run)
    run_jobs()
    assert Job.objects.get(kind="printing.run").next_url == own_page(certificate)
    assert certificates.paper_of(certificate).pages == 1
    assert "下载证书" in page(browser, own_page(certificate))


def test_nobody_else_s(client, plan, admin):
    certificate = issued(plan)
    render("dual_qualified.certificate", certificate.subject, actor=admin)
    for stranger in (UserFactory(), admin):
        browser = sign_in_as(client, stranger)
        assert browser.get(own_pdf(certificate)).status_code == 404
        assert browser.post(own_pdf(certificate)).status_code == 404


def test_an_application_without_a_certificate_has_no_pdf(client, plan):
    application = passed_application(plan)
    browser = sign_in_as(client, application.person.user)
    url = reverse("dual_qualified:certificate-pdf", args=[application.pk])
    assert browser.get(url).status_code == 404


def test_a_revoked_one_says_why_to_its_holder(client, plan, admin):
    certificate = issued(plan, unit=SchoolFactory(parent__parent=plan.body))
    revoke(certificate, "材料不实", admin)
    html = page(holder_of(certificate, client), own_page(certificate))
    assert "证书已撤销" in html
    assert "材料不实" in html
