"""Certificates in Chromium: issued, looked at, revoked, checked; axe on every page."""

import os

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from certification.dual_qualified.models import Certificate
from certification.dual_qualified.services.revoking import revoke
from identity.models import Person
from portal.organisations.enums import Role
from portal.printing.services import render
from tests.factories import faces
from tests.factories.accounts import UserFactory, sign_in_as, staff_user
from tests.factories.documents import document
from tests.factories.dual_qualified import (
    CertificateFactory,
    DualQualifiedPlanFactory,
    passed_application,
)
from tests.factories.identity import PersonFactory
from tests.factories.organisations import BodyFactory, CountyFactory, SchoolFactory
from tests.fixtures.jobs import run_due_jobs

pytestmark = pytest.mark.django_db(transaction=True)
LIST = reverse("dual_qualified:certificates")
VERIFY = reverse("dual_qualified:verify")
NAMES = ("阿依古丽·买买提", "陈思远", "欧阳䶮", "王芳")


@pytest.fixture
def plan(transactional_db):
    province = BodyFactory(name="云岭省教育厅")
    return DualQualifiedPlanFactory(body=province, name="2026年“双师型”教师认定")


@pytest.fixture
def school(plan):
    county = CountyFactory(parent=plan.body, name="青山县教育局")
    return SchoolFactory(parent=county, name="云岭机电职业技术学院")


@pytest.fixture
def admin(plan):
    return staff_user(plan.body, Role.BUREAU_ADMIN, display_name="省厅丙")


@pytest.fixture
def enter(live_server):
    """`enter(page, user)`: signed in, second factor given."""

    def signed_in(page, user):
        key = sign_in_as(Client(), user).cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": key.key, "value": key.value, "url": live_server.url}])

    return signed_in


def passed(plan, school, name, **sent):
    photo = faces.photo(faces.Person(), size=(295, 413))
    portrait = document(content=faces.encoded(photo), kind="portrait", name="p.jpg")
    person = PersonFactory(name=name)
    Person.objects.filter(pk=person.pk).update(photo=portrait.pk)
    person.refresh_from_db()
    teacher = UserFactory(person=person)
    return passed_application(plan, teacher=teacher, unit=school, **sent)


def issued(plan, school, name="王芳", **fields):
    certificate = CertificateFactory(application=passed(plan, school, name), **fields)
    made = render("dual_qualified.certificate", certificate.subject, actor=certificate.issued_by)
    return certificate, made


def picture(page, name):
    """Kept only when asked for, to be looked at."""
    if folder := os.environ.get("CERTIFICATE_PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def looked_at(page, axe, name):
    axe(page)
    picture(page, name)


def drawn(page):
    expect(page.locator(".sheet img")).to_have_js_property("complete", True)
    assert page.evaluate("document.querySelector('.sheet img').naturalWidth") == 960


def no_sideways(page):
    # A phone's own window grows with what is too wide.
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def test_from_passed_to_issued(plan, school, admin, page, enter, axe):
    for name in NAMES:
        passed(plan, school, name, level="senior" if name == "王芳" else "junior")
    enter(page, admin)
    page.goto(LIST)
    looked_at(page, axe, "list-empty")
    page.get_by_role("link", name="去签发").click()
    looked_at(page, axe, "to-issue")
    page.get_by_label("全选本页").check()
    page.get_by_role("button", name="看样张，准备签发").click()
    expect(page.get_by_role("heading", name="确认签发 4 份证书")).to_be_visible()
    expect(page.get_by_text("样张生成以后")).to_be_visible()
    axe(page)
    run_due_jobs()
    specimen = page.get_by_alt_text("证书样张")
    expect(specimen).to_be_visible()
    drawn(page)
    looked_at(page, axe, "confirm")
    page.get_by_role("button", name="签发 4 份").dblclick()
    expect(page.get_by_text("可以离开这一页")).to_be_visible()
    looked_at(page, axe, "run-under-way")
    run_due_jobs()
    expect(page.get_by_text("签发完毕")).to_be_visible()
    assert Certificate.objects.count() == len(NAMES)
    looked_at(page, axe, "run")
    page.get_by_role("link", name="这个计划的证书").click()
    expect(page.locator("tbody tr")).to_have_count(len(NAMES))
    looked_at(page, axe, "list")


def test_many_are_taken_as_one_file(plan, school, admin, page, enter):
    issued(plan, school, "王芳")
    issued(plan, school, "陈思远")
    enter(page, admin)
    page.goto(LIST)
    button = page.get_by_role("button", name="下载：一个 PDF 文件")
    expect(button).to_be_disabled()
    page.get_by_label("全部 2 条（含其他页）").check()
    button.click()
    run_due_jobs()
    with page.expect_download() as download:
        page.get_by_role("button", name="下载 PDF").click()
    assert download.value.suggested_filename.endswith(".pdf")


def test_one_is_revoked(plan, school, admin, page, enter, axe):
    certificate, _ = issued(plan, school)
    enter(page, admin)
    page.goto(reverse("dual_qualified:certificate", args=[certificate.pk]))
    drawn(page)
    looked_at(page, axe, "show")
    page.get_by_role("link", name="撤销证书").click()
    looked_at(page, axe, "revoke")
    page.get_by_role("button", name="撤销证书").click()
    expect(page.get_by_role("alert")).to_contain_text("撤销原因")
    looked_at(page, axe, "revoke-error")
    page.get_by_label("撤销原因").fill("提交的企业实践证明不实。")
    page.get_by_role("button", name="撤销证书").click()
    expect(page.get_by_text("提交的企业实践证明不实。")).to_be_visible()
    looked_at(page, axe, "show-revoked")


def test_staff_on_a_phone(plan, school, admin, phone_page, enter, axe):
    certificate, _ = issued(plan, school, "阿依古丽·买买提")
    passed(plan, school, "陈思远")
    enter(phone_page, admin)
    names = {
        "list": LIST,
        "to-issue": reverse("dual_qualified:issue", args=[plan.pk]),
        "show": reverse("dual_qualified:certificate", args=[certificate.pk]),
        "revoke": reverse("dual_qualified:revoke", args=[certificate.pk]),
    }
    for name, url in names.items():
        phone_page.goto(url)
        no_sideways(phone_page)
        looked_at(phone_page, axe, f"phone-{name}")
    phone_page.goto(names["to-issue"])
    phone_page.get_by_label("选择 陈思远").check()
    phone_page.get_by_role("button", name="看样张，准备签发").click()
    expect(phone_page.get_by_role("heading", name="确认签发")).to_be_visible()
    run_due_jobs()
    expect(phone_page.get_by_alt_text("证书样张")).to_be_visible()
    no_sideways(phone_page)
    looked_at(phone_page, axe, "phone-confirm")
    phone_page.get_by_role("button", name="签发 1 份").click()
    run_due_jobs()
    expect(phone_page.get_by_text("签发完毕")).to_be_visible()
    no_sideways(phone_page)
    looked_at(phone_page, axe, "phone-run")


def own_page(certificate):
    return reverse("dual_qualified:application", args=[certificate.application_id])


@pytest.mark.parametrize("device", ["page", "phone_page"])
def test_the_holder_looks_at_it(plan, school, request, device, enter, axe):
    page = request.getfixturevalue(device)
    certificate, _ = issued(plan, school, "阿依古丽·买买提")
    enter(page, certificate.person.user)
    page.goto(own_page(certificate))
    drawn(page)
    no_sideways(page)
    looked_at(page, axe, f"holder-{device}")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载证书（PDF）").click()
    assert certificate.number in download.value.suggested_filename
    page.get_by_role("link", name="打开核验页").click()
    expect(page.get_by_role("heading", name="有效")).to_be_visible()
    looked_at(page, axe, f"holder-check-{device}")


def test_the_holder_without_scripts(plan, school, no_js_page, enter, axe, run_jobs):
    certificate = CertificateFactory(application=passed(plan, school, "欧阳䶮"))
    enter(no_js_page, certificate.person.user)
    no_js_page.goto(own_page(certificate))
    picture(no_js_page, "holder-waiting")
    no_js_page.get_by_role("button", name="现在生成证书文件").click()
    expect(no_js_page.get_by_role("heading", name="“双师型”教师证书")).to_be_visible()
    picture(no_js_page, "holder-order")
    run_due_jobs()
    no_js_page.get_by_role("link", name="返回").click()
    with no_js_page.expect_download() as download:
        no_js_page.get_by_role("link", name="下载证书（PDF）").click()
    assert download.value.suggested_filename.endswith(".pdf")


def test_a_revoked_one_on_its_holder_s_page(plan, school, admin, page, enter, axe):
    certificate, _ = issued(plan, school)
    revoke(certificate, "提交的企业实践证明不实。", admin)
    enter(page, certificate.person.user)
    page.goto(own_page(certificate))
    expect(page.get_by_text("证书已撤销")).to_be_visible()
    looked_at(page, axe, "holder-revoked")


def check(page, number, name):
    page.get_by_label("证书编号").fill(number)
    page.get_by_label("持证人姓名").fill(name)
    page.get_by_role("button", name="查询").last.click()


@pytest.mark.parametrize("device", ["page", "phone_page", "no_js_page"])
def test_anybody_checks_one(plan, school, admin, request, device, axe):
    page = request.getfixturevalue(device)
    certificate, _ = issued(plan, school)
    page.goto(reverse("home:certificate-look-up"))
    no_sideways(page)
    picture(page, f"look-up-{device}")
    page.get_by_role("link", name="按编号和姓名查询").click()
    picture(page, f"verify-{device}")
    check(page, certificate.number, "李明")
    expect(page.get_by_role("heading", name="未查询到相符的证书")).to_be_visible()
    picture(page, f"verify-none-{device}")
    check(page, certificate.number, "王芳")
    expect(page.get_by_role("heading", name="有效")).to_be_visible()
    picture(page, f"verify-valid-{device}")
    revoke(certificate, "材料不实", admin)
    check(page, certificate.number, "王芳")
    expect(page.get_by_role("heading", name="已撤销")).to_be_visible()
    picture(page, f"verify-revoked-{device}")


def test_the_check_is_accessible(plan, school, page, axe):
    certificate, _ = issued(plan, school, expired=True)
    page.goto(reverse("home:certificate-look-up"))
    axe(page)
    page.goto(VERIFY)
    axe(page)
    check(page, "", "")
    expect(page.get_by_role("alert")).to_contain_text("证书编号")
    looked_at(page, axe, "verify-error")
    check(page, certificate.number, "王芳")
    expect(page.get_by_role("heading", name="已过期")).to_be_visible()
    looked_at(page, axe, "verify-expired")
    check(page, "1", "王芳")
    axe(page)
