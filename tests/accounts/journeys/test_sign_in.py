"""A teacher comes in: by keyboard, by mouse, by finger, without JavaScript."""

import pytest
from captcha.models import CaptchaStore

from tests.accounts.outbox import last_code
from tests.accounts.slider.solving import solution
from tests.factories.accounts import PASSWORD, UserFactory, staff_user
from tests.factories.organisations import SchoolFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("reference_data", "live_server"),
]


@pytest.fixture
def teacher():
    return UserFactory()


def open_sign_in(page, url="/sign-in/?next=/me/password/"):
    """Open the page; returns the offset of the puzzle it shows."""
    with page.expect_response("**/slider/sign-in/") as handed:
        page.goto(url)
    page.locator("[data-picture][src^=data]").wait_for()
    return solution(handed.value.json()["name"])


def press(page, key, times):
    for _ in range(times):
        page.keyboard.press(key)


def arrived(page):
    page.get_by_role("heading", name="修改密码").wait_for()
    assert page.url.endswith("/me/password/")


def test_with_the_keyboard_alone(page, teacher, axe):
    offset = open_sign_in(page)
    page.get_by_label("身份证号或手机号").focus()
    page.keyboard.type(teacher.person.id_number)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    slider = page.get_by_role("slider", name="拖动滑块补全拼图")
    while not slider.evaluate("e => e === document.activeElement"):
        page.keyboard.press("Tab")
    press(page, "ArrowRight", offset)
    axe(page)
    page.keyboard.press("Enter")
    page.get_by_text("拼图完成").wait_for()
    axe(page)
    button = page.get_by_role("button", name="登录", exact=True)
    while not button.evaluate("e => e === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    arrived(page)
    axe(page)


def drag(page, offset):
    """Drag the handle so that the piece moves by `offset`, and let go."""
    handle = page.locator("[data-range]").bounding_box()
    top = float(page.locator("[data-range]").get_attribute("max"))
    thumb = 52
    run = handle["width"] - thumb
    y = handle["y"] + handle["height"] / 2
    start = handle["x"] + thumb / 2
    page.mouse.move(start, y)
    page.mouse.down()
    page.mouse.move(start + run * offset / top, y, steps=12)
    page.mouse.up()


def test_by_dragging_with_the_mouse(page, teacher):
    offset = open_sign_in(page)
    page.get_by_label("身份证号或手机号").fill(teacher.mobile)
    page.locator("#id_password").fill(PASSWORD)
    drag(page, offset)
    page.get_by_text("拼图完成").wait_for()
    page.get_by_role("button", name="登录", exact=True).click()
    arrived(page)


def test_by_clicking_and_correcting(page, teacher):
    """A click only moves; nothing is judged before 确认位置 (WCAG 2.5.7)."""
    offset = open_sign_in(page)
    slider = page.locator("[data-range]")
    box = slider.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    here = int(slider.input_value())
    name = "向右微调" if here < offset else "向左微调"
    step = page.get_by_role("button", name=name)
    for _ in range(abs(offset - here)):
        step.click()
    page.get_by_role("button", name="确认位置").click()
    page.get_by_text("拼图完成").wait_for()


def test_a_wrong_place_three_times_brings_another_picture(page, teacher, axe):
    open_sign_in(page)
    confirm = page.get_by_role("button", name="确认位置")
    confirm.click()
    page.get_by_text("还可以试 2 次").wait_for()
    confirm.click()
    page.get_by_text("还可以试 1 次").wait_for()
    first = page.locator("[data-picture]").get_attribute("src")
    confirm.click()
    page.get_by_text("位置不对，已换一张图").wait_for()
    assert page.locator("[data-picture]").get_attribute("src") != first
    axe(page)


def test_a_wrong_password_and_the_lock(page, teacher, axe):
    offset = open_sign_in(page)
    page.get_by_label("身份证号或手机号").fill(teacher.mobile)
    page.locator("#id_password").fill("wrong")
    press_to(page, offset)
    page.get_by_role("button", name="登录", exact=True).click()
    page.get_by_text("还可以再试 2 次").first.wait_for()
    assert page.get_by_label("身份证号或手机号").input_value() == teacher.mobile
    axe(page)
    for said in ("再输错 1 次将锁定", "账号已锁定"):
        page.locator("#id_password").fill("wrong")
        page.get_by_role("button", name="登录", exact=True).click()
        page.get_by_text(said).first.wait_for()
    axe(page)
    page.get_by_role("link", name="用短信验证码登录", exact=True).first.click()
    page.get_by_label("手机号").fill(teacher.mobile)
    page.get_by_role("button", name="获取验证码").click()
    page.get_by_text("验证码已发往").wait_for()
    axe(page)
    page.get_by_label("短信验证码").fill(last_code(teacher.mobile))
    page.get_by_role("button", name="登录", exact=True).click()
    arrived(page)


def press_to(page, offset):
    page.locator("[data-range]").focus()
    press(page, "ArrowRight", offset)
    page.keyboard.press("Enter")
    page.get_by_text("拼图完成").wait_for()


def test_on_a_phone_with_the_digits(phone_page, teacher, axe):
    page = phone_page
    open_sign_in(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="拼图不方便？改用数字验证码").click()
    first = page.locator("[name=captcha_0]").input_value()
    with page.expect_response("**/captcha/refresh/"):
        page.get_by_role("button", name="换一张图片").tap()
    page.wait_for_function(f"document.querySelector('[name=captcha_0]').value !== '{first}'")
    key = page.locator("[name=captcha_0]").input_value()
    page.locator("#id_captcha_1").fill(CaptchaStore.objects.get(hashkey=key).response)
    page.get_by_label("身份证号或手机号").fill(teacher.mobile)
    page.locator("#id_password").fill(PASSWORD)
    axe(page)
    page.get_by_role("button", name="登录", exact=True).tap()
    arrived(page)


def test_without_javascript(no_js_page, teacher):
    page = no_js_page
    page.goto("/sign-in/?next=/me/password/")
    assert not page.locator("[data-slider]").is_visible()
    page.get_by_label("身份证号或手机号").fill(teacher.mobile)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("#id_captcha_1").fill("00000")
    page.get_by_role("button", name="登录", exact=True).click()
    page.get_by_text("数字不对或已过期").first.wait_for()
    assert page.get_by_label("身份证号或手机号").input_value() == teacher.mobile
    key = page.locator("[name=captcha_0]").input_value()
    page.locator("#id_captcha_1").fill(CaptchaStore.objects.get(hashkey=key).response)
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    arrived(page)


def test_staff_with_their_second_factor(page, axe):
    user = staff_user(SchoolFactory(), username="xiaozhang")
    offset = open_sign_in(page)
    page.get_by_label("身份证号或手机号").fill("xiaozhang")
    page.locator("#id_password").fill(PASSWORD)
    press_to(page, offset)
    page.get_by_role("button", name="登录", exact=True).click()
    page.get_by_role("heading", name="短信验证").wait_for()
    axe(page)
    page.get_by_label("短信验证码").fill(last_code(user.mobile))
    page.keyboard.press("Enter")
    arrived(page)


def test_a_solved_puzzle_outlives_a_forgotten_field(page, teacher, axe):
    offset = open_sign_in(page)
    page.get_by_label("身份证号或手机号").fill(teacher.mobile)
    press_to(page, offset)
    page.get_by_role("button", name="登录", exact=True).click()
    page.get_by_text("拼图已完成，不必再拼").wait_for()
    axe(page)
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    arrived(page)
