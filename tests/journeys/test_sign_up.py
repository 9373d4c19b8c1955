"""Manual: dual-qualified certification, steps 1 and 2: a teacher registers, the school reviews."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from accounts.models import CardScan
from portal.approvals.models import Case
from portal.organisations.enums import Role
from tests.accounts.outbox import last_code
from tests.accounts.sign_up.world import PASSWORD, Province
from tests.identity.cardreading.generator.pictures import good
from tests.journeys import sign_up_pages as steps

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("reference_data", "live_server"),
]


@pytest.fixture
def province(province_with_reasons):
    return province_with_reasons


@pytest.fixture
def card(tmp_path: Path):
    """A drawn card lying askew on a desk, and who is on it."""
    shot = good(seed=4711, index=5, rare_share=0.0)
    path = tmp_path / "card.jpg"
    path.write_bytes(shot.data)
    return path, shot.who


def test_by_photographing_the_card(page: Page, province: Province, card, run_jobs, axe):
    path, who = card
    page.goto("/sign-up/")
    axe(page)
    steps.begin(page)
    axe(page)
    steps.upload_card(page, path)
    axe(page)
    run_jobs()
    expect(page.get_by_text("已识别，请逐项核对")).to_be_visible()
    expect(page.locator("#id_name")).to_have_value(who.name)
    expect(page.locator("#id_id_number")).to_have_value(who.id_number)
    expect(page.get_by_role("radio", name=who.sex)).to_be_checked()
    expect(page.get_by_alt_text("照片中的姓名")).to_be_visible()
    axe(page)
    steps.next_step(page)
    steps.heading(page, "个人信息")
    steps.fill_details(page, province)
    steps.choose_found(page, "工作单位", "xnxzy", "溪南县职业技术学校")
    steps.choose_found(page, "单位所属区域", "xihu", "西湖区")
    choose(page, "最高学历", "大学本科毕业")
    axe(page)
    steps.next_step(page)
    steps.heading(page, "核对并提交")
    axe(page)
    steps.submit(page)
    expect(page.get_by_text("待审核").first).to_be_visible()
    axe(page)
    case = Case.objects.get()
    assert (case.name, case.unit) == (who.name, province.school)


def choose(page: Page, label: str, option: str) -> None:
    """Type an option into a searchable select."""
    box = page.get_by_role("combobox", name=label)
    box.fill(option)
    box.press("Enter")


def test_without_javascript(no_js_page: Page, province: Province, card, run_jobs):
    page, (path, who) = no_js_page, card
    page.goto("/sign-up/")
    page.get_by_label("手机号码").fill(steps.MOBILE)
    page.get_by_role("button", name="获取验证码").click()
    page.locator("#id_code").fill(last_code(steps.MOBILE))
    page.locator("#id_password").fill(PASSWORD)
    page.locator("#id_password_again").fill(PASSWORD)
    steps.next_step(page)
    steps.upload_card(page, path)
    run_jobs()
    page.reload()
    expect(page.locator("#id_name")).to_have_value(who.name)
    steps.next_step(page)
    steps.fill_details(page, province)
    page.get_by_label("最高学历").select_option(label="大学本科毕业")
    page.get_by_role("searchbox", name="单位所属区域").fill("浙江省杭州市西湖区")
    page.get_by_role("searchbox", name="工作单位").fill("溪南县职业技术学校")
    steps.next_step(page)
    steps.heading(page, "核对并提交")
    steps.submit(page)
    assert Case.objects.get().unit == province.school


def test_typed_with_the_keyboard_alone_on_the_card_page(page: Page, province: Province, card):
    _, who = card
    steps.begin(page)
    # A program types quicker than any script loads.
    expect(page.locator("input[role=combobox]")).to_be_visible()
    page.locator("#id_name").focus()
    page.keyboard.type(who.name)
    page.keyboard.press("Tab")
    expect(page.get_by_text("有生僻字")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type(who.id_number)
    page.keyboard.press("Tab")
    page.keyboard.press("Space" if who.sex == "男" else "ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type(who.ethnicity)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type(f"{who.birth:%Y%m%d}")
    page.get_by_role("button", name="下一步").focus()
    page.keyboard.press("Enter")
    steps.heading(page, "个人信息")


def test_continued_on_a_phone(page: Page, open_page, province: Province, card, clock):
    _, who = card
    steps.begin(page)
    page.locator("#id_name").fill(who.name)
    page.locator("#id_id_number").fill(who.id_number)
    expect(page.get_by_text("已保存")).to_be_visible()
    clock.advance(minutes=2)
    phone = open_page(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    phone.goto("/progress/")
    phone.get_by_label("公民身份号码").fill(who.id_number)
    phone.get_by_label("手机号码").fill(steps.MOBILE)
    phone.get_by_role("button", name="获取验证码").click()
    expect(phone.get_by_text("验证码已发往")).to_be_visible()
    phone.locator("#id_code").fill(last_code(steps.MOBILE))
    phone.get_by_role("button", name="查询").click()
    phone.get_by_role("link", name="继续填写").click()
    steps.heading(phone, "核对并提交")
    expect(phone.get_by_text(who.name)).to_be_visible()


def test_card_that_cannot_be_read_and_errors(
    page: Page, province: Province, tmp_path, run_jobs, axe
):
    from PIL import Image

    desk = tmp_path / "desk.jpg"
    Image.effect_noise((1200, 900), 30).convert("RGB").save(desk, "JPEG")
    steps.begin(page)
    steps.upload_card(page, desk)
    run_jobs()
    expect(page.get_by_text("照片中没有找到身份证")).to_be_visible()
    axe(page)
    assert CardScan.objects.get().warnings
    page.locator("#id_id_number").fill("123")
    steps.next_step(page)
    expect(page.get_by_role("alert")).to_contain_text("公民身份号码")
    expect(page.locator("#id_id_number")).to_have_value("123")
    axe(page)


def test_the_school_returns_the_teacher_mends_the_school_approves(
    page: Page, open_page, province: Province, sign_in_staff, run_jobs, axe
):
    sign_up = province.submitted(steps.MOBILE)
    admin = province.staff(province.school, Role.SCHOOL_ADMIN)
    office = open_page()
    sign_in_staff(office, admin)
    office.goto("/review/")
    axe(office)
    office.get_by_role("link", name="陆𬭎").click()
    axe(office)
    office.locator(".summary__row", has_text="姓名").first.locator("input[type=checkbox]").check()
    office.locator("summary", has_text="驳回（退回修改）的原因").click()
    office.get_by_label("姓名或证件号码与身份证不一致").check()
    office.get_by_role("button", name="驳回（退回修改）").click()
    expect(office.get_by_text("都办完了")).to_be_visible()
    run_jobs()

    page.goto("/progress/")
    page.get_by_label("公民身份号码").fill(sign_up.id_number)
    page.get_by_label("手机号码").fill(steps.MOBILE)
    page.get_by_role("button", name="获取验证码").click()
    expect(page.get_by_text("验证码已发往")).to_be_visible()
    page.locator("#id_code").fill(last_code(steps.MOBILE))
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_text("需要修改的地方")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="修改并重新提交").click()
    page.locator(".summary__row--marked").get_by_role("link").click()
    expect(page.locator("#id_id_number")).to_have_attribute("readonly", "")
    page.locator("#id_name").fill("陆明")
    steps.next_step(page)
    steps.next_step(page)
    steps.submit(page)

    office.goto("/review/")
    office.get_by_role("link", name="陆明").click()
    office.get_by_role("button", name="通过", exact=True).click()
    run_jobs()
    page.reload()
    expect(page.get_by_text("审核通过").first).to_be_visible()
    expect(page.get_by_role("link", name="登录").last).to_be_visible()
