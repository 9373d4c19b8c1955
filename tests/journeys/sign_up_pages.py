"""The sign-up pages as a person uses them."""

from pathlib import Path

from playwright.sync_api import Page, expect

from accounts.models import SignUp
from tests.accounts.outbox import last_code
from tests.accounts.sign_up.world import PASSWORD, Province
from tests.identity.cardreading.generator.people import Person

MOBILE = "13800010077"
DETAILS = {
    "联系地址": "江岚省溪南县文昌路1号",
    "办公电话": "0571-88886666",
    "电子邮箱": "teacher@example.com",
    "毕业时间": "2009年6月30日",
}


def next_step(page: Page) -> None:
    page.get_by_role("button", name="下一步").click()


def heading(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


def begin(page: Page, mobile: str = MOBILE) -> None:
    page.goto("/")
    page.get_by_role("link", name="注册新账号").click()
    page.get_by_label("手机号码").fill(mobile)
    page.get_by_role("button", name="获取验证码").click()
    expect(page.get_by_text("验证码已发往")).to_be_visible()
    page.locator("#id_mobile").fill(mobile)
    page.locator("#id_code").fill(last_code(mobile))
    page.locator("#id_password").fill(PASSWORD)
    page.locator("#id_password_again").fill(PASSWORD)
    next_step(page)
    heading(page, "身份证信息")


def upload_card(page: Page, card: Path) -> None:
    page.locator("#id_card").set_input_files(card)
    page.get_by_label("我同意平台为核对身份").check()
    page.get_by_role("button", name="上传并识别").click()
    heading(page, "身份证信息")


def type_card(page: Page, person: Person, name: str = "") -> None:
    page.locator("#id_name").fill(name or person.name)
    page.locator("#id_id_number").fill(person.id_number)
    page.get_by_role("radio", name=person.sex).check()
    page.locator("#id_birth_date").fill(person.birth.isoformat())


def choose_found(page: Page, label: str, typed: str, wanted: str) -> None:
    """Type into a search box and take the answer."""
    page.get_by_role("searchbox", name=label).fill(typed)
    page.get_by_role("radio", name=wanted).first.click()


def fill_details(page: Page, province: Province) -> None:
    for label, value in DETAILS.items():
        page.get_by_label(label).fill(value)
    page.get_by_label("政治面貌").select_option(label="群众")
    page.get_by_label("婚姻状况").select_option(label="已婚")
    page.get_by_role("radio", name="否").check()
    page.locator("#id_graduated_from").fill("江岚师范大学")
    page.locator("#id_major").fill("计算机科学与技术")
    page.get_by_label("最高学位").select_option(label="学士")


def submit(page: Page) -> None:
    page.get_by_label("我确认以上信息真实、完整").check()
    page.get_by_role("button", name="完成并提交").click()
    heading(page, "已提交，等待审核")


def stored(mobile: str = MOBILE) -> SignUp:
    return next(s for s in SignUp.objects.select_related("case") if s.mobile == mobile)
