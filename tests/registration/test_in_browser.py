"""Preparing registration in Chromium: at a desk, on a phone, without scripts; axe on every page."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from portal.clock import today
from portal.organisations.enums import Role
from registration.enums import Appraisal
from registration.models import Probation, RegistrationRule, YearRecord, YearRecordChange
from registration.services.entering import YearValues
from tests.factories.accounts import sign_in_as, staff_user
from tests.factories.ceducation import credited, learned, teacher_at
from tests.factories.credentials import CredentialFactory
from tests.factories.organisations import BodyFactory, CountyFactory, SchoolFactory
from tests.factories.registration import due_now, entered, prepared, registered
from tests.fixtures.jobs import run_due_jobs
from tests.registration.test_importing import row_of, workbook

pytestmark = pytest.mark.django_db(transaction=True)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NAMES = ("阿依古丽·买买提", "陈𬭎", "欧阳䶮")


@pytest.fixture
def province(transactional_db):
    return BodyFactory(name="云岭省教育厅")


@pytest.fixture
def school(province):
    return SchoolFactory(parent=CountyFactory(parent=province), name="云岭机电职业技术学校")


@pytest.fixture
def admin(school):
    return staff_user(school, display_name="校管理员")


@pytest.fixture
def people(school):
    found = [teacher_at(school, name) for name in NAMES]
    due_now(found[0])
    registered(found[1], today() - timedelta(days=3))
    CredentialFactory(person=found[2])
    prepared(school, found[0], first=today().year - 4)
    entered(school, found[1], today().year - 1, YearValues(Appraisal.FAILED))
    credited(found[0], school, learned(80, "暑期研修"))
    return found


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
    page.goto(reverse(f"registration:{name}", args=args) + query)
    no_sideways(page)
    axe(page)


@pytest.mark.parametrize("device", ["page", "phone_page"])
def test_every_page_of_a_school_is_accessible(request, device, people, school, admin, enter, axe):
    page = request.getfixturevalue(device)
    enter(page, admin)
    last = today().year - 1
    for name, args in (
        ("teachers", ()), ("year", (last,)), ("year", (last + 1,)),
        *(("teacher", (person.pk,)) for person in people), ("probation", (people[2].pk,)),
    ):  # fmt: skip
        visit(page, axe, name, school.pk, *args)
    visit(page, axe, "teachers", school.pk, query="?shown=not_yet")


@pytest.mark.parametrize("device", ["page", "phone_page"])
def test_every_page_of_the_province_is_accessible(request, device, people, province, enter, axe):
    page = request.getfixturevalue(device)
    enter(page, staff_user(province, Role.BUREAU_ADMIN))
    visit(page, axe, "schools")
    visit(page, axe, "called")
    visit(page, axe, "called", query="?shown=incomplete")
    visit(page, axe, "rules")
    visit(page, axe, "rule", today().year)
    page.get_by_label("首次注册期限（日）").fill("90")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_text("90 日").first).to_be_visible()
    assert RegistrationRule.objects.get(province=province).first_days == 90


@pytest.mark.parametrize("device", ["page", "phone_page", "no_js_page"])
def test_my_registration_and_a_word_to_the_school(
    request, device, people, school, admin, enter, axe
):
    page = request.getfixturevalue(device)
    enter(page, people[0].user)
    page.goto(reverse("registration:mine"))
    no_sideways(page)
    if device != "no_js_page":
        axe(page)
    expect(page.get_by_text("应注册")).to_be_visible()
    page.locator("#wrong summary").click()
    page.get_by_label("有误的内容").fill(f"{today().year - 1}年应为优秀")
    page.get_by_role("button", name="发给学校管理员").click()
    expect(page.get_by_text("已告诉学校管理员")).to_be_visible()


@pytest.mark.parametrize("device", ["page", "phone_page", "no_js_page"])
def test_a_workbook_is_checked_and_imported(request, device, people, school, admin, enter, axe):
    page = request.getfixturevalue(device)
    enter(page, admin)
    last = today().year - 1
    content = workbook(row_of(people[2], last), row_of(people[1], 1999))
    page.goto(reverse("registration:imports", args=[school.pk]))
    page.get_by_label("Excel 文件（.xlsx）").set_input_files(
        {"name": "考核.xlsx", "mimeType": XLSX, "buffer": content}
    )
    page.get_by_role("button", name="上传并检查").click()
    page.wait_for_url("**/imports/*/")
    run_due_jobs()
    page.reload()
    expect(page.get_by_text("应在")).to_be_visible()
    if device != "no_js_page":
        no_sideways(page)
        axe(page)
    page.get_by_role("button", name="导入 1 行").click()
    if device != "no_js_page":
        page.get_by_role("dialog").get_by_role("button", name="导入 1 行").click()
    expect(page.get_by_role("heading", name="导入年度记录")).to_be_visible()
    run_due_jobs()
    page.reload()
    expect(page.get_by_text("导入完毕")).to_be_visible()
    assert YearRecord.objects.get(person=people[2]).year == last
    page.goto(reverse("registration:imports", args=[school.pk]))
    if device != "no_js_page":
        no_sideways(page)
        axe(page)


def choose(page, person, label, value):
    page.get_by_label(f"{person.name}：{label}").select_option(label=value)


def test_a_row_saves_itself(page, people, school, admin, enter):
    enter(page, admin)
    year = today().year - 1
    page.goto(reverse("registration:year", args=[school.pk, year]))
    choose(page, people[2], "年度考核", "优秀")
    row = page.locator(f"#row-{people[2].pk}")
    expect(row.get_by_text("已保存")).to_be_visible()
    choose(page, people[2], "师德考核", "合格")
    expect(row.get_by_text("未保存")).to_be_visible()
    expect(row.get_by_text("已保存")).to_be_visible()
    found = YearRecord.objects.get(person=people[2], year=year)
    assert (found.appraisal, found.morals, found.version) == ("excellent", "competent", 2)
    entered(school, people[2], year, YearValues(Appraisal.FAILED), version=2, actor=admin)
    choose(page, people[2], "在编在岗", "在编在岗")
    expect(row.get_by_text("刚被他人改过，请刷新页面")).to_be_visible()


def test_saving_the_page_waits_for_what_is_on_its_way(page, people, school, admin, enter):
    enter(page, admin)
    year = today().year - 1
    page.goto(reverse("registration:year", args=[school.pk, year]))
    choose(page, people[2], "年度考核", "优秀")
    page.wait_for_timeout(950)
    choose(page, people[2], "师德考核", "合格")
    page.get_by_role("button", name="保存这一页").click()
    expect(page.get_by_text("已保存").first).to_be_visible()
    assert YearRecord.objects.get(person=people[2], year=year).morals == "competent"


@pytest.mark.parametrize("device", ["page", "no_js_page"])
def test_a_school_prepares_fifty_teachers(request, device, school, admin, enter):
    """One exception is chosen, all others with one button."""
    page = request.getfixturevalue(device)
    people = [teacher_at(school, f"王{chr(0x4E00 + n)}") for n in range(50)]
    enter(page, admin)
    year = today().year - 1
    page.goto(reverse("registration:year", args=[school.pk, year]))
    choose(page, people[7], "年度考核", "未参加")
    page.get_by_role("button", name="其余全部合格").click()
    if device == "page":
        page.get_by_role("dialog").get_by_role("button", name="其余全部合格").click()
    expect(page.get_by_text("已保存").first).to_be_visible()
    found = dict(YearRecord.objects.filter(year=year).values_list("person", "appraisal"))
    assert found.pop(people[7].pk) == "absent"
    assert len(found) == 49
    assert set(found.values()) == {"competent"}


@pytest.mark.parametrize("device", ["page", "no_js_page"])
def test_two_administrators_meet(request, device, people, school, admin, enter):
    page = request.getfixturevalue(device)
    enter(page, admin)
    year = today().year - 1
    page.goto(reverse("registration:year", args=[school.pk, year]))
    entered(school, people[2], year, YearValues(Appraisal.BASIC), actor=admin)
    choose(page, people[2], "年度考核", "合格")
    page.get_by_role("button", name="保存这一页").click()
    expect(page.get_by_role("alert").get_by_text("1 行没有保存")).to_be_visible()
    expect(page.get_by_text("现在是：基本合格")).to_be_visible()
    expect(page.get_by_label(f"{people[2].name}：年度考核")).to_have_value("competent")
    page.get_by_role("button", name="保存这一页").click()
    expect(page.get_by_text("已保存 1 人")).to_be_visible()
    assert YearRecordChange.objects.filter(record__person=people[2]).count() == 2


@pytest.mark.parametrize("device", ["page", "no_js_page"])
def test_probation_makes_a_teacher_due(request, device, people, school, admin, enter):
    page = request.getfixturevalue(device)
    enter(page, admin)
    page.goto(reverse("registration:teacher", args=[school.pk, people[2].pk]))
    page.get_by_role("link", name="录入试用期考核").first.click()
    page.get_by_label("考核合格", exact=True).check()
    page.get_by_label("考核合格日期").fill(f"{today():%Y-%m-%d}")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_text("应注册")).to_be_visible()
    assert Probation.objects.get().person == people[2]
