"""个人信息中心 in Chromium: asked for, typed by hand, with and without scripts; axe everywhere."""

from datetime import date

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from identity.models import Credential
from portal.organisations.enums import Role
from tests.factories import documents as files
from tests.factories.accounts import UserFactory, sign_in_as, staff_user
from tests.factories.credentials import CredentialFactory, RegistrationRecordFactory
from tests.factories.identity import PersonFactory, id_number
from tests.factories.organisations import BodyFactory
from tests.fixtures.jobs import run_due_jobs

pytestmark = pytest.mark.django_db(transaction=True)
CENTRE = reverse("accounts:centre")
LIST = reverse("accounts:centre-certificates")
PICTURE = {"name": "证书.jpg", "mimeType": "image/jpeg", "buffer": files.picture(size=(900, 600))}


@pytest.fixture
def teacher(transactional_db):
    """The simulated database has one certificate of hers."""
    return UserFactory(person=PersonFactory(id_number=id_number(6, date(1988, 3, 7))))


@pytest.fixture
def older(transactional_db):
    """Hers is older than the database, and was never registered."""
    return UserFactory(person=PersonFactory(id_number=id_number(14, date(1970, 3, 7))))


def fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("device", ["page", "phone_page", "no_js_page"])
def test_a_teacher_synchronises(device, request, teacher, sign_in, simulators, axe):
    page: Page = request.getfixturevalue(device)
    sign_in(page, teacher)
    page.goto(CENTRE)
    page.get_by_role("link", name="教师资格证书信息").click()
    expect(page.get_by_text("还没有同步过证书")).to_be_visible()
    page.get_by_role("button", name="同步").click()
    if device != "no_js_page":
        expect(page.get_by_text("正在排队")).to_be_visible()
        axe(page)
    run_due_jobs()
    if device == "no_js_page":
        page.get_by_role("link", name="刷新查看进度").click()
    expect(page.get_by_text("系统核验", exact=True)).to_be_visible()
    if device != "no_js_page":
        axe(page)
    fits(page)
    page.goto(reverse("accounts:centre-record"))
    expect(page.get_by_role("heading", name="接下来")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="下载到日历").click()
    assert download.value.suggested_filename == "teacher-calendar.ics"


def fill(page: Page) -> None:
    page.get_by_label("资格种类").select_option("4")
    page.get_by_label("任教学科").fill("无")
    page.get_by_label("证书号码").fill("2001 5330 1420 00001")
    page.get_by_label("认定机构").fill("澜江市教育局")
    page.get_by_label("签发日期").fill("2001年6月30日")


@pytest.mark.parametrize("device", ["page", "phone_page", "no_js_page"])
def test_an_older_certificate_is_typed(device, request, older, sign_in, simulators, axe):
    page: Page = request.getfixturevalue(device)
    sign_in(page, older)
    page.goto(LIST)
    page.get_by_role("button", name="同步").click()
    expect(
        page.get_by_text("刷新查看进度" if device == "no_js_page" else "正在排队")
    ).to_be_visible()
    run_due_jobs()
    page.goto(LIST)
    expect(page.get_by_text("早于证书库的电子数据")).to_be_visible()
    page.get_by_role("link", name="添加证书").click()
    fill(page)
    page.get_by_role("button", name="保存", exact=True).last.click()
    expect(page.get_by_text("是否办过定期注册").first).to_be_visible()
    if device != "no_js_page":
        axe(page)
    page.get_by_label("没有办过").check()
    page.set_input_files("#files-picture", PICTURE)
    if device == "no_js_page":
        page.locator("button[value='upload:picture']").click()
    expect(page.get_by_role("link", name="证书.jpg")).to_be_visible()
    expect(page.get_by_label("证书号码")).to_have_value("2001 5330 1420 00001")
    if device != "no_js_page":
        axe(page)
    fits(page)
    page.get_by_role("button", name="保存", exact=True).last.click()
    expect(page.get_by_text("证书已保存")).to_be_visible()
    assert Credential.objects.get().number == "20015330142000001"
    page.get_by_role("link", name="删除").click()
    page.get_by_role("button", name="删除").click()
    expect(page.get_by_text("证书已删除")).to_be_visible()
    assert not Credential.objects.exists()


def test_what_is_typed_is_there_after_leaving(page, older, sign_in, simulators):
    sign_in(page, older)
    page.goto(LIST)
    page.get_by_role("button", name="同步").click()
    expect(page.get_by_text("正在排队")).to_be_visible()
    run_due_jobs()
    page.goto(reverse("accounts:centre-certificate-add"), wait_until="networkidle")
    page.get_by_label("认定机构").fill("澜江市教育局")
    expect(page.get_by_text("已保存")).to_be_visible()
    page.goto(CENTRE)
    page.goto(reverse("accounts:centre-certificate-add"))
    expect(page.get_by_label("认定机构")).to_have_value("澜江市教育局")


@pytest.mark.parametrize("device", ["page", "phone_page"])
def test_every_page_is_accessible(device, request, teacher, sign_in, axe):
    page: Page = request.getfixturevalue(device)
    credential = CredentialFactory(person=teacher.person)
    RegistrationRecordFactory(credential=credential, year=2016)
    RegistrationRecordFactory(credential=credential, outcome="deferred")
    typed = CredentialFactory(person=teacher.person, by_hand=True)
    sign_in(page, teacher)
    for name, args in (
        ("centre", []),
        ("centre-identity", []),
        ("centre-certificates", []),
        ("centre-certificate-add", []),
        ("centre-certificate-edit", [typed.pk]),
        ("centre-certificate-delete", [typed.pk]),
        ("centre-record", []),
    ):
        page.goto(reverse(f"accounts:{name}", args=args))
        axe(page)
        fits(page)


@pytest.mark.parametrize("device", ["page", "phone_page"])
def test_the_province_s_rules(device, request, live_server, transactional_db, axe):
    page: Page = request.getfixturevalue(device)
    keeper = staff_user(BodyFactory(), Role.BUREAU_ADMIN)
    key = sign_in_as(Client(), keeper).cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": key.key, "value": key.value, "url": live_server.url}])
    page.goto(reverse("accounts:manage-credentials"))
    axe(page)
    fits(page)
    page.get_by_label("小学教师资格，任教初级中学").select_option("yes")
    page.get_by_role("button", name="删除").click()
    page.get_by_label("修改原因").fill("过渡期")
    page.get_by_role("button", name="保存", exact=True).last.click()
    expect(page.get_by_text("证书规则已保存")).to_be_visible()
    expect(page.get_by_text("第 1 版 · 过渡期")).to_be_visible()
    axe(page)
