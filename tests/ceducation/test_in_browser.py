"""The ledger in Chromium: at a desk, on a phone, without scripts; axe on every page."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from ceducation.enums import HoursKind
from ceducation.models import HoursEntry
from ceducation.queries.ledger import balance
from ceducation.services import correct
from portal.clock import today
from portal.organisations.enums import Role
from tests.factories.accounts import sign_in_as, staff_user
from tests.factories.ceducation import credited, learned, row_of, teacher_at, workbook
from tests.factories.organisations import BodyFactory, CountyFactory, SchoolFactory
from tests.fixtures.jobs import run_due_jobs

pytestmark = pytest.mark.django_db(transaction=True)
NAMES = ("阿依古丽·买买提", "陈𬭎", "欧阳䶮")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def province(transactional_db):
    return BodyFactory(name="云岭省教育厅")


@pytest.fixture
def school(province):
    return SchoolFactory(parent=CountyFactory(parent=province), name="云岭机电职业技术学院")


@pytest.fixture
def admin(school):
    return staff_user(school, display_name="校管理员")


@pytest.fixture
def people(school):
    return [teacher_at(school, name) for name in NAMES]


@pytest.fixture
def enter(live_server):
    """`enter(page, user)`: signed in, second factor given."""

    def signed_in(page, user):
        key = sign_in_as(Client(), user).cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": key.key, "value": key.value, "url": live_server.url}])

    return signed_in


def no_sideways(page):
    # A phone's own window grows with what is too wide.
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def visit(page, axe, name, *args, query=""):
    page.goto(reverse(f"ceducation:{name}", args=args) + query)
    no_sideways(page)
    axe(page)


def book(*rows, name="hours.xlsx"):
    return {"name": name, "mimeType": XLSX, "buffer": workbook(*rows)}


def a_ledger(person, school, admin):
    credited(person, school, learned(30, "公需课", kind=HoursKind.GENERAL))
    entry = credited(person, school, learned(80, "暑期研修", proof="YX-2026-0001"))
    correct(entry, "多写一个 0", actor=admin, replacement=learned(8, "暑期研修"))
    credited(person, school, learned(20, "去年研修", year=today().year - 1))


@pytest.mark.parametrize("device", ["page", "phone_page", "no_js_page"])
def test_my_hours(request, device, people, school, admin, enter, axe):
    page = request.getfixturevalue(device)
    a_ledger(people[0], school, admin)
    enter(page, people[0].user)
    page.goto(reverse("ceducation:mine"))
    no_sideways(page)
    if device != "no_js_page":
        axe(page)
    expect(page.get_by_role("img", name="专业 8 / 42")).to_be_visible()
    expect(page.get_by_text("更正原因：多写一个 0").first).to_be_visible()
    page.get_by_role("link", name=str(today().year - 1)).first.click()
    expect(page.get_by_text("去年研修")).to_be_visible()
    expect(page.get_by_role("navigation", name="个人中心").get_by_text("我的学时")).to_be_visible()


@pytest.mark.parametrize("device", ["page", "phone_page"])
def test_a_school_s_pages(request, device, people, school, admin, enter, axe):
    page = request.getfixturevalue(device)
    a_ledger(people[0], school, admin)
    entry = credited(people[1], school)
    enter(page, admin)
    visit(page, axe, "schools")
    expect(page.get_by_role("heading", name=school.name)).to_be_visible()
    visit(page, axe, "teacher", school.pk, people[0].pk)
    visit(page, axe, "enter", school.pk, people[0].pk)
    visit(page, axe, "correct", school.pk, entry.pk)
    visit(page, axe, "imports", school.pk)


@pytest.mark.parametrize("device", ["page", "phone_page"])
def test_the_province_s_pages(request, device, province, people, school, admin, enter, axe):
    page = request.getfixturevalue(device)
    credited(people[0], school)
    enter(page, staff_user(province, Role.BUREAU_ADMIN, display_name="省厅"))
    visit(page, axe, "schools")
    visit(page, axe, "school", school.pk)
    visit(page, axe, "teacher", school.pk, people[0].pk)
    visit(page, axe, "requirements")
    visit(page, axe, "requirement", today().year)
    page.locator("#id_total").fill("80")
    page.get_by_role("button", name="保存").click()
    page.get_by_role("dialog").get_by_role("button", name="保存").click()
    expect(page.get_by_role("alert")).to_contain_text("合计不能比它少")
    axe(page)
    page.locator("#id_total").fill("100")
    page.get_by_role("button", name="保存").click()
    page.get_by_role("dialog").get_by_role("button", name="保存").click()
    expect(page.get_by_text("本年规定")).to_be_visible()


def test_from_workbook_to_ledger(page, people, school, admin, enter, axe):
    enter(page, admin)
    page.goto(reverse("ceducation:schools"))
    page.get_by_role("link", name="导入学时").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="下载模板").click()
    assert download.value.suggested_filename == "hours-template.xlsx"
    page.get_by_role("button", name="上传并检查").click()
    expect(page.get_by_role("alert")).to_contain_text("请选择")
    rows = [row_of(person) for person in people]
    page.get_by_label("Excel 文件").set_input_files(book(*rows, row_of(people[0], hours=-8)))
    page.get_by_role("button", name="上传并检查").click()
    expect(page.get_by_text("正在排队")).to_be_visible()
    axe(page)
    run_due_jobs()
    expect(page.get_by_role("heading", name="核对后确认")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="有问题 1").click()
    expect(page.get_by_text("学时应大于 0")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="下载问题清单").click()
    assert download.value.suggested_filename.endswith(".xlsx")
    page.get_by_role("button", name="导入 3 行").click()
    page.get_by_role("dialog").get_by_role("button", name="导入 3 行").dblclick()
    expect(page.get_by_text("可以离开这一页")).to_be_visible()
    axe(page)
    run_due_jobs()
    expect(page.get_by_text("导入完毕")).to_be_visible()
    axe(page)
    assert HoursEntry.objects.count() == 3


def test_from_workbook_to_ledger_without_scripts(no_js_page, people, school, admin, enter):
    page = no_js_page
    enter(page, admin)
    page.goto(reverse("ceducation:imports", args=[school.pk]))
    page.get_by_label("Excel 文件").set_input_files(
        {"name": "old.xls", "mimeType": "application/vnd.ms-excel",
         "buffer": bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600}
    )  # fmt: skip
    page.get_by_role("button", name="上传并检查").click()
    expect(page.get_by_text("旧格式（.xls）").first).to_be_visible()
    page.get_by_label("Excel 文件").set_input_files(book(row_of(people[0])))
    page.get_by_role("button", name="上传并检查").click()
    run_due_jobs()
    page.get_by_role("link", name="刷新查看进度").click()
    page.get_by_role("button", name="导入 1 行").click()
    run_due_jobs()
    page.get_by_role("link", name="刷新查看进度").click()
    expect(page.get_by_text("导入完毕")).to_be_visible()
    assert balance(people[0]).total == 8


def test_on_a_phone_it_fits(phone_page, people, school, admin, enter, axe):
    page = phone_page
    enter(page, admin)
    page.goto(reverse("ceducation:imports", args=[school.pk]))
    page.get_by_label("Excel 文件").set_input_files(
        book(
            row_of(people[0]), ["很长的名字" * 8, "1" * 40, "x" * 50, "y" * 50, "z", "w" * 120, ""]
        )
    )
    page.get_by_role("button", name="上传并检查").click()
    run_due_jobs()
    expect(page.get_by_role("heading", name="核对后确认")).to_be_visible()
    no_sideways(page)
    axe(page)


def test_entered_and_corrected_by_keyboard_and_mouse(page, people, school, admin, enter, axe):
    enter(page, admin)
    page.goto(reverse("ceducation:school", args=[school.pk]))
    page.get_by_role("link", name=re.compile("登记.*陈𬭎")).click()
    page.get_by_label("所学内容").fill("暑期研修")
    page.get_by_label("专业").check()
    page.get_by_label("学时", exact=False).last.fill("80")
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_text("已登记")).to_be_visible()
    page.get_by_role("link", name=re.compile("更正.*暑期研修")).click()
    page.get_by_role("button", name="更正", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="更正").click()
    expect(page.get_by_role("alert")).to_contain_text("更正原因")
    axe(page)
    page.get_by_label("更正原因").fill("多写一个 0")
    page.locator("#id_hours").fill("8")
    page.get_by_role("button", name="更正", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="更正").click()
    expect(page.get_by_text("更正后").first).to_be_visible()
    assert balance(people[1]).total == 8
