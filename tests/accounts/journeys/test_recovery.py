"""A teacher who forgot the password comes back in, by SMS and by e-mail; and the personal pages."""

import re

import pytest
from captcha.models import CaptchaStore
from django.test import Client

from portal.messaging.models import Message
from tests.accounts.outbox import last_code
from tests.accounts.slider.solving import solution
from tests.factories.accounts import UserFactory, sign_in_as, staff_user
from tests.factories.identity import EmploymentFactory, PersonFactory
from tests.factories.organisations import SchoolFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("reference_data", "live_server"),
]


@pytest.fixture
def teacher():
    user = UserFactory(person=PersonFactory(name="阿依古丽·买买提"))
    EmploymentFactory(person=user.person, body=SchoolFactory())
    return user


def identify(page, person):
    page.get_by_label("证件号码").fill(person.id_number)
    page.get_by_label("姓名").fill(person.name)


def solve(page, offset):
    page.locator("[data-range]").focus()
    for _ in range(offset):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.get_by_text("拼图完成").wait_for()


def new_password(page):
    page.locator("#id_password").fill("Xin-mima9")
    page.locator("#id_password_again").fill("Xin-mima9")
    page.get_by_role("button", name="保存新密码").click()
    page.get_by_text("密码已重设").wait_for()


def test_by_sms(page, teacher, axe):
    with page.expect_response("**/slider/recover/") as handed:
        page.goto("/recover/")
    axe(page)
    identify(page, teacher.person)
    solve(page, solution(handed.value.json()["name"]))
    page.get_by_role("button", name="下一步").click()
    page.get_by_role("heading", name="选择验证方式").wait_for()
    axe(page)
    page.get_by_role("link", name="用短信验证码重设").click()
    page.get_by_role("button", name="获取验证码").click()
    page.get_by_text("验证码已发往").wait_for()
    axe(page)
    page.get_by_label("短信验证码").fill("000000")
    page.keyboard.press("Enter")
    page.get_by_text("还可以再试 4 次").first.wait_for()
    axe(page)
    page.get_by_label("短信验证码").fill(last_code(teacher.mobile))
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="设置新密码").wait_for()
    axe(page)
    new_password(page)
    teacher.refresh_from_db()
    assert teacher.check_password("Xin-mima9")


def test_by_mail_without_javascript_on_another_device(no_js_page, open_page, teacher):
    page = no_js_page
    page.goto("/recover/")
    identify(page, teacher.person)
    key = page.locator("[name=captcha_0]").input_value()
    page.locator("#id_captcha_1").fill(CaptchaStore.objects.get(hashkey=key).response)
    page.get_by_role("button", name="下一步").click()
    page.get_by_role("button", name="发送邮件").click()
    page.get_by_role("heading", name="邮件已发送").wait_for()
    body = Message.objects.get(template="accounts.recovery_link").body
    other = open_page(java_script_enabled=False)
    other.goto(re.search(r"http\S+/recover/link/\S+", body)[0])
    new_password(other)
    teacher.refresh_from_db()
    assert teacher.check_password("Xin-mima9")
    other.goto(re.search(r"http\S+/recover/link/\S+", body)[0])
    assert other.get_by_role("heading", name="这个链接已失效").is_visible()


@pytest.mark.parametrize("kind", ["page", "phone_page"])
def test_every_page_of_ones_own_is_accessible(request, kind, teacher, axe, sign_in):
    page = request.getfixturevalue(kind)
    sign_in(page, teacher)
    page.goto("/me/looks/")
    axe(page)
    for path in ("/me/", "/me/password/", "/me/mobile/", "/me/name/"):
        page.goto(path)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        page.locator("main form .actions button").first.click()
        page.wait_for_load_state()
        axe(page)


@pytest.mark.parametrize("kind", ["page", "phone_page"])
def test_two_administrators_replace_a_lost_number(request, kind, open_page, teacher, axe):
    page = request.getfixturevalue(kind)
    school = teacher.person.employments.get().body
    first, second = staff_user(school), staff_user(school, display_name="赵校长")
    enter(page, first)
    page.goto("/manage/mobile-changes/")
    axe(page)
    page.goto(f"/manage/mobile-changes/ask/{teacher.pk}/")
    page.get_by_role("button", name="提交").click()
    page.get_by_text("请填写新手机号").first.wait_for()
    axe(page)
    page.get_by_label("新手机号").fill("13700001234")
    page.get_by_label("怎样核实了是本人").fill("本人持身份证到校")
    page.get_by_role("button", name="提交").click()
    page.get_by_text("须由另一位管理员核实后同意").wait_for()
    page.context.clear_cookies()
    enter(page, second)
    page.goto("/manage/mobile-changes/")
    axe(page)
    page.locator("td a[href*='mobile-changes/']").click()
    page.get_by_role("button", name="不同意").click()
    page.get_by_text("请填写不同意的原因").first.wait_for()
    axe(page)
    page.get_by_role("button", name="已核实，同意变更").click()
    page.get_by_text("新手机号已生效").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    teacher.refresh_from_db()
    assert teacher.mobile == "13700001234"


def enter(page, user):
    """Give the browser the session of a completed sign-in, the second factor included."""
    client = sign_in_as(Client(), user)
    value = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": value, "url": "http://localhost"}])


def test_the_pages_in_between_are_accessible(page, axe):
    person = PersonFactory(ethnicity="")
    enter(page, UserFactory(person=person))
    page.goto("/me/")
    page.get_by_role("heading", name="请先补全身份信息").wait_for()
    axe(page)
    page.get_by_role("button", name="保存并继续").click()
    page.get_by_text("请选择民族").first.wait_for()
    axe(page)
    page.context.clear_cookies()
    page.goto("/recover/link/made-up/")
    axe(page)
