"""Many pages in groups, in Chromium."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.usefixtures("web_urls")

CASE = "/_styleguide/case/"
COUNTED = """
const Real = window.Image;
window.made = 0;
window.Image = function () { window.made += 1; return new Real(); };
"""


@pytest.fixture
def gallery(page: Page) -> Page:
    page.add_init_script(COUNTED)
    page.goto(CASE)
    page.wait_for_selector(".sheet__image")
    return page


def stands_at(page: Page, text: str) -> None:
    expect(page.locator(".gallery__caption")).to_have_text(text)


def width(page: Page) -> int:
    found: int = page.locator(".sheet").evaluate("(e) => e.offsetWidth")
    return found


def is_wide(page: Page, pixels: float) -> None:
    """Within two pixels, once the page has caught up."""
    expect(page.locator(".sheet")).to_have_css("width", near(pixels))


def near(pixels: float) -> re.Pattern[str]:
    return re.compile("|".join(f"^{round(pixels) + off}px$" for off in range(-2, 3)))


def made(page: Page, count: int) -> None:
    """So many pages have been asked for."""
    for _ in range(20):
        if page.evaluate("window.made") == count:
            break
        page.wait_for_timeout(100)
    assert page.evaluate("window.made") == count


def test_one_page_is_shown_and_the_next_one_fetched(gallery: Page) -> None:
    stands_at(gallery, "照片 1 / 1")
    expect(gallery.locator(".sheet__image")).to_have_attribute("alt", "1寸免冠标准照片")
    expect(gallery.locator("[data-step='-1']")).to_be_disabled()
    expect(gallery.locator("[data-gallery-download]")).to_be_hidden()
    made(gallery, 2)
    gallery.get_by_role("link", name="E4 教学成果与获奖证书，第 12 页").click()
    expect(gallery.locator(".sheet__image")).to_have_attribute(
        "alt", "E4 教学成果与获奖证书 第 12 页"
    )
    stands_at(gallery, "E4 教学成果与获奖证书 12 / 12")
    assert gallery.locator("[data-picture][aria-current]").count() == 1
    expect(gallery.locator("[data-gallery-download]")).to_have_attribute("href", "#original")
    made(gallery, 4)


def test_arrows_turn_the_pages(gallery: Page) -> None:
    gallery.keyboard.press("ArrowRight")
    stands_at(gallery, "E1 教师资格证 1 / 2")
    gallery.keyboard.press("ArrowRight")
    gallery.keyboard.press("ArrowLeft")
    gallery.keyboard.press("ArrowLeft")
    gallery.keyboard.press("ArrowLeft")
    stands_at(gallery, "照片 1 / 1")
    gallery.click("[data-step='1']")
    stands_at(gallery, "E1 教师资格证 1 / 2")


def test_the_list_follows_and_the_page_stays(gallery: Page) -> None:
    for _ in range(23):
        gallery.keyboard.press("ArrowRight")
    expect(gallery.locator(".sheet__image")).to_have_attribute("alt", "E5 论文与著作 第 3 页")
    # Those passed by in a hurry were not fetched.
    assert gallery.evaluate("window.made") < 12
    stands_at(gallery, "E5 论文与著作 3 / 3")
    expect(gallery.locator("[data-picture][aria-current]")).to_be_in_viewport()
    expect(gallery.locator("[data-step='1']")).to_be_disabled()
    assert gallery.evaluate("scrollY") == 0


def test_a_phone_does_not_jump_to_the_pictures(phone_page: Page) -> None:
    phone_page.goto(CASE)
    phone_page.wait_for_selector(".sheet__image")
    assert phone_page.evaluate("scrollY") == 0


def test_zooming_and_turning(gallery: Page) -> None:
    whole = width(gallery)
    gallery.keyboard.press("+")
    is_wide(gallery, whole * 1.5)
    gallery.keyboard.press("ArrowRight")
    gallery.keyboard.press("-")
    is_wide(gallery, whole)
    stands_at(gallery, "照片 1 / 1")
    gallery.click("[data-rotate]")
    stage = gallery.locator("[data-gallery-stage]")
    expect(gallery.locator(".sheet")).not_to_have_css("width", near(whole))
    fits = "(e) => e.scrollWidth <= e.clientWidth && e.scrollHeight <= e.clientHeight"
    assert stage.evaluate(fits)
    turned = width(gallery)
    gallery.keyboard.press("ArrowRight")
    is_wide(gallery, whole)
    gallery.keyboard.press("ArrowLeft")
    is_wide(gallery, turned)


def test_all_of_a_zoomed_page_can_be_reached(gallery: Page) -> None:
    for _ in range(4):
        gallery.click("[data-zoom=in]")
    stage = gallery.locator("[data-gallery-stage]")
    stage.evaluate("(e) => e.scrollTo(0, 0)")
    sheet, box = gallery.locator(".sheet").bounding_box(), stage.bounding_box()
    assert sheet
    assert box
    assert sheet["x"] >= box["x"]
    gallery.mouse.move(box["x"] + 200, box["y"] + 150)
    gallery.mouse.down()
    gallery.mouse.move(box["x"] + 100, box["y"] + 100)
    gallery.mouse.up()
    assert stage.evaluate("(e) => [e.scrollLeft, e.scrollTop]") == [100, 50]


def test_typing_turns_no_page(gallery: Page) -> None:
    gallery.fill("#opinion", "同意")
    gallery.press("#opinion", "ArrowRight")
    gallery.press("#opinion", "-")
    stands_at(gallery, "照片 1 / 1")


def test_a_page_that_cannot_be_shown_says_so(gallery: Page) -> None:
    gallery.locator("[data-picture]").nth(2).evaluate("(link) => (link.href = '/nothing.webp')")
    gallery.locator("[data-picture]").nth(2).click()
    expect(gallery.locator(".sheet__missing")).to_contain_text("请下载原件")
    gallery.keyboard.press("ArrowLeft")
    expect(gallery.locator(".sheet__image")).to_be_visible()


def test_full_screen_shows_the_list_beside(gallery: Page) -> None:
    gallery.click("[data-fullscreen]")
    expect(gallery.locator("[data-fullscreen]")).to_have_attribute("aria-pressed", "true")
    expect(gallery.locator(".gallery__keys")).to_be_visible()
    stage = gallery.locator("[data-gallery-stage]").bounding_box()
    assert stage
    assert stage["height"] > 700
    gallery.click("[data-fullscreen]")
    expect(gallery.locator(".gallery__keys")).to_be_hidden()


def test_a_finger_turns_the_pages(phone_page: Page) -> None:
    phone_page.goto(CASE)
    phone_page.wait_for_selector(".sheet__image")
    swipe = """([from, to]) => {
        const stage = document.querySelector("[data-gallery-stage]");
        const touch = (x) => new Touch({ identifier: 1, target: stage, clientX: x, clientY: 9 });
        stage.dispatchEvent(new TouchEvent("touchstart", { touches: [touch(from)] }));
        stage.dispatchEvent(new TouchEvent("touchend", { changedTouches: [touch(to)] }));
    }"""
    phone_page.evaluate(swipe, [300, 250])
    stands_at(phone_page, "照片 1 / 1")
    phone_page.evaluate(swipe, [300, 200])
    stands_at(phone_page, "E1 教师资格证 1 / 2")
    phone_page.evaluate(swipe, [200, 300])
    stands_at(phone_page, "照片 1 / 1")


def test_without_scripts_every_page_is_a_link(no_js_page: Page) -> None:
    no_js_page.goto(CASE)
    expect(no_js_page.locator("[data-gallery-frame]")).to_be_hidden()
    expect(no_js_page.get_by_role("link", name="E5 论文与著作，第 3 页")).to_be_visible()
