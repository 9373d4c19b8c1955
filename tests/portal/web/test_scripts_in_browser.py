"""What static/js adds to a page, and that the page does without it."""

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Dialog, Page, expect

from portal.web.strength import strength
from tests.portal.web.test_strength import EXPECTED

pytestmark = pytest.mark.usefixtures("web_urls")

GUIDE = "/_styleguide/"
FORM = "form[data-autosave-url]"


@pytest.fixture
def guide(page: Page) -> Page:
    page.goto(GUIDE)
    page.wait_for_selector(f"{FORM} .combobox")
    page.wait_for_selector("[data-viewer-tools]:visible")
    return page


def picture(folder: Path, name: str, size: tuple[int, int], kind: str = "JPEG") -> Path:
    file = folder / name
    noise = Image.effect_noise(size, 80).convert("RGB")
    noise.save(file, kind, quality=95)
    return file


# Upload


def sent_picture(page: Page) -> tuple[str, int, int]:
    """Type, width and height of what the form would send."""
    script = """async (input) => {
        const bitmap = await createImageBitmap(input.files[0]);
        return [input.files[0].type, bitmap.width, bitmap.height];
    }"""
    kind, width, height = page.locator(f"{FORM} [name=photo]").evaluate(script)
    return kind, width, height


def test_a_large_picture_is_shrunk_before_it_is_sent(guide: Page, tmp_path: Path) -> None:
    guide.set_input_files(f"{FORM} [name=photo]", picture(tmp_path, "a.png", (3000, 1500), "PNG"))
    expect(guide.locator(f"{FORM} [data-upload-note]")).to_contain_text("已缩小到")
    assert sent_picture(guide) == ("image/jpeg", 2400, 1200)
    expect(guide.locator(f"{FORM} [data-upload-preview]")).to_be_visible()


def test_a_small_picture_is_sent_as_it_is(guide: Page, tmp_path: Path) -> None:
    file = picture(tmp_path, "a.jpg", (300, 400))
    guide.set_input_files(f"{FORM} [name=photo]", file)
    expect(guide.locator(f"{FORM} [data-upload-note]")).to_contain_text("已选择")
    script = "(input) => input.files[0].size"
    assert guide.locator(f"{FORM} [name=photo]").evaluate(script) == file.stat().st_size


def test_a_turned_phone_picture_is_set_upright(guide: Page, tmp_path: Path) -> None:
    file = tmp_path / "turned.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.effect_noise((3000, 2000), 80).convert("RGB").save(file, quality=95, exif=exif)
    guide.set_input_files(f"{FORM} [name=photo]", file)
    expect(guide.locator(f"{FORM} [data-upload-note]")).to_contain_text("已缩小到")
    assert sent_picture(guide) == ("image/jpeg", 1600, 2400)


def test_what_cannot_be_decoded_is_left_to_the_server(guide: Page, tmp_path: Path) -> None:
    file = tmp_path / "a.heic"
    file.write_bytes(b"not a picture" * 10)
    guide.set_input_files(f"{FORM} [name=photo]", file)
    expect(guide.locator(f"{FORM} [data-upload-note]")).to_contain_text("已选择，1 KB")
    expect(guide.locator(f"{FORM} [data-upload-preview]")).to_be_hidden()


# Autosave


def test_typing_is_saved_with_the_version(guide: Page) -> None:
    posted: list[str] = []
    guide.on("request", lambda r: posted.append(r.post_data or "") if "save" in r.url else None)
    guide.fill(f"{FORM} [name=password]", "geheim1A")
    guide.fill(f"{FORM} [name=name]", "王小溪")
    expect(guide.locator("[data-save-state]")).to_have_text("未保存")
    expect(guide.locator("[data-save-state]")).to_contain_text("已保存", timeout=5000)
    expect(guide.locator(f"{FORM} [name=version]")).to_have_value("2")
    assert "王小溪" in posted[-1]
    assert "geheim1A" not in "".join(posted)


def test_a_save_that_fails_is_said_and_tried_again(guide: Page) -> None:
    guide.route("**/save/", lambda route: route.fulfill(status=503, body=""))
    guide.fill(f"{FORM} [name=name]", "王小溪")
    expect(guide.locator("[data-save-state]")).to_contain_text("未保存，稍后会自动再试")
    guide.unroute("**/save/")
    guide.evaluate("window.dispatchEvent(new Event('online'))")
    expect(guide.locator("[data-save-state]")).to_contain_text("已保存")


def test_a_form_changed_elsewhere_is_not_overwritten(guide: Page) -> None:
    guide.route("**/save/", lambda route: route.fulfill(status=409, body="{}"))
    guide.fill(f"{FORM} [name=name]", "王小溪")
    expect(guide.locator("[data-save-state]")).to_contain_text("在别处改过了")


def test_leaving_is_questioned_only_while_something_is_unsaved(guide: Page) -> None:
    asked: list[str] = []

    def refuse(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    guide.on("dialog", refuse)
    guide.fill(f"{FORM} [name=name]", "王")
    expect(guide.locator("[data-save-state]")).to_contain_text("已保存")
    guide.reload()
    assert asked == []
    guide.wait_for_selector(f"{FORM} .combobox")
    guide.route("**/save/", lambda route: route.abort())
    guide.click(f"{FORM} [name=name]")
    guide.keyboard.type("溪")
    guide.reload()
    assert asked == ["beforeunload"]


# Choosing


@pytest.mark.parametrize("typed", ["藏", "zang", "zz"])
def test_an_option_is_found_by_name_pinyin_and_initials(guide: Page, typed: str) -> None:
    box = guide.locator(f"{FORM} [role=combobox]")
    box.fill(typed)
    expect(guide.locator(f"{FORM} [role=option]")).to_have_text(["藏族"])
    box.press("Enter")
    expect(box).to_have_value("藏族")
    assert guide.locator(f"{FORM} [name=ethnicity]").input_value() == "04"


def test_the_combobox_by_keyboard_alone(guide: Page) -> None:
    box = guide.locator(f"{FORM} [role=combobox]")
    box.focus()
    box.press("ArrowDown")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    box.press("ArrowDown")
    chosen = box.get_attribute("aria-activedescendant")
    expect(guide.locator(f"#{chosen}")).to_have_text("蒙古族")
    box.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    assert guide.locator(f"{FORM} [name=ethnicity]").input_value() == ""


def test_half_a_name_is_not_taken_for_a_choice(guide: Page) -> None:
    box = guide.locator(f"{FORM} [role=combobox]")
    box.fill("回族")
    box.press("Tab")
    assert guide.locator(f"{FORM} [name=ethnicity]").input_value() == "03"
    box.fill("火星")
    expect(guide.locator(f"{FORM} .combobox__none")).to_be_visible()
    box.press("Tab")
    expect(box).to_have_value("回族")
    box.fill("")
    box.press("Tab")
    assert guide.locator(f"{FORM} [name=ethnicity]").input_value() == ""


def test_the_label_leads_to_the_combobox(guide: Page) -> None:
    guide.locator(f"{FORM} label", has_text="民族").click()
    expect(guide.locator(f"{FORM} [role=combobox]")).to_be_focused()


def test_a_school_is_found_while_typing(guide: Page) -> None:
    guide.locator(f"{FORM} [name=school_typed]").press_sequentially("云溪县")
    guide.locator(f"{FORM} .finder__list label", has_text="云溪县实验小学").click()
    expect(guide.locator(f"{FORM} [name=school_typed]")).to_have_value("云溪县实验小学")
    expect(guide.locator(f"{FORM} [type=hidden][name=school]")).to_have_value("3")


def test_a_school_is_found_by_keyboard(guide: Page) -> None:
    guide.locator(f"{FORM} [name=school_typed]").press_sequentially("青山")
    guide.wait_for_selector(f"{FORM} .finder__list")
    guide.keyboard.press("Enter")
    guide.keyboard.press("ArrowDown")
    guide.keyboard.press("Enter")
    expect(guide.locator(f"{FORM} [type=hidden][name=school]")).to_have_value("2")


# Small ones


def test_the_password_can_be_shown_and_is_measured(guide: Page) -> None:
    field = guide.locator(f"{FORM} [name=password]")
    field.fill("Xk7m!q2tpw9z")
    expect(guide.locator(f"{FORM} .strength")).to_contain_text("强")
    guide.click(f"{FORM} [data-password-show]")
    expect(field).to_have_attribute("type", "text")
    guide.click(f"{FORM} [data-password-show]")
    expect(field).to_have_attribute("type", "password")


def test_the_page_and_the_server_measure_alike(guide: Page) -> None:
    script = """async (all) => {
        const { score } = await import("/static/js/password.js");
        return all.map(score);
    }"""
    passwords = [*EXPECTED, "zyxwvu9!A", "ASDFGHjk1", "Straße!9x", "𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷a1!"]
    assert guide.evaluate(script, passwords) == [strength(one).score for one in passwords]


def test_a_date_can_be_picked(guide: Page) -> None:
    guide.fill(f"{FORM} [name=born]", "1987年7月5日")
    button = guide.locator(f"{FORM} [data-date-open]").first
    expect(button).to_be_visible()
    button.click()
    picker = guide.locator(f"{FORM} [data-date] input[type=date]")
    expect(picker).to_have_value("1987-07-05")
    guide.keyboard.press("Escape")
    picker.evaluate("(e) => { e.value = '1990-01-02'; e.dispatchEvent(new Event('change')); }")
    expect(guide.locator(f"{FORM} [name=born]")).to_have_value("1990-01-02")


def test_one_field_is_checked_live(guide: Page) -> None:
    line = guide.locator("[data-live=id_number]").first
    guide.fill(f"{FORM} [name=number]", "11010519491231002")
    expect(line).to_have_text("还差 1 位")
    guide.fill(f"{FORM} [name=number]", "11010519491231002X")
    expect(line).to_have_text("号码位数正确")
    guide.fill(f"{FORM} [name=number]", "")
    expect(line).to_be_empty()


def test_a_code_can_be_asked_for_again_after_the_wait(page: Page) -> None:
    page.clock.install()
    page.goto(GUIDE)
    button = page.locator("[data-countdown]")
    expect(button).to_be_disabled()
    page.clock.run_for(6000)
    expect(button).to_be_enabled()
    expect(button).to_have_text("重新发送")


def test_a_job_is_followed_to_its_end(page: Page) -> None:
    page.clock.install()
    page.goto(GUIDE)
    job = page.locator(".job").last
    expect(job).to_contain_text("/ 40")
    for _ in range(10):
        page.clock.run_for(1100)
        page.wait_for_load_state("networkidle")
    expect(job).to_contain_text("已完成")
    expect(job.locator("progress")).to_have_attribute("value", "100")


def test_what_cannot_be_undone_is_asked_first(page: Page) -> None:
    page.goto(f"{GUIDE}case/")
    page.wait_for_selector(".sheet__image")
    posts: list[str] = []
    page.on("request", lambda r: posts.append(r.post_data or "") if r.method == "POST" else None)
    page.click("text=驳回 >> nth=-1")
    dialog = page.locator("#confirm-dialog")
    expect(dialog).to_contain_text("驳回后申请人可以修改")
    dialog.get_by_role("button", name="取消").click()
    expect(dialog).to_be_hidden()
    assert posts == []
    page.locator("[data-confirm]").click()
    with page.expect_request(lambda r: r.method == "POST"):
        dialog.get_by_role("button", name="驳回").click()
    assert "action=return" in posts[0]


def test_the_viewer_zooms_and_turns(guide: Page) -> None:
    page = guide
    image = page.locator("[data-viewer-image]").first
    page.locator("[data-zoom=in]").first.click()
    assert image.evaluate("(e) => e.offsetWidth > e.closest('.viewer__stage').clientWidth")
    # Scrolling reaches its left edge.
    assert image.evaluate("(e) => e.offsetLeft >= e.closest('.viewer__stage').offsetLeft")
    page.locator("[data-zoom=out]").first.click()
    assert image.evaluate("(e) => e.offsetWidth <= e.closest('.viewer__stage').clientWidth")
    page.locator("[data-rotate]").first.click()
    assert image.evaluate("(e) => e.style.transform") == "rotate(90deg)"


# Lists


@pytest.fixture
def listed(page: Page) -> Page:
    page.goto(f"{GUIDE}staff/")
    page.wait_for_selector("[data-list-keys]:visible")
    expect(page.locator("[data-bulk-bar] button").first).to_be_disabled()
    return page


def current(page: Page) -> int:
    script = "(all) => all.findIndex((row) => row.classList.contains('is-current'))"
    found: int = page.locator("tbody tr").evaluate_all(script)
    return found


def test_a_list_by_keys(listed: Page) -> None:
    for key in "jjjk":
        listed.keyboard.press(key)
    assert current(listed) == 1
    listed.keyboard.press("x")
    expect(listed.locator("[data-bulk-count]")).to_have_text("已选 1 条")
    listed.keyboard.press("Enter")
    listed.wait_for_url("**#ZC2026110002")


def test_keys_are_letters_while_typing_and_can_be_switched_off(listed: Page) -> None:
    listed.fill("[name=q]", "")
    listed.press("[name=q]", "j")
    assert current(listed) == -1
    expect(listed.locator("[name=q]")).to_have_value("j")
    listed.click("[data-list-keys]")
    expect(listed.locator("[data-list-keys]")).to_have_attribute("aria-pressed", "false")
    listed.locator("[data-list-keys]").blur()
    listed.keyboard.press("j")
    assert current(listed) == -1


def test_ticks_are_counted(listed: Page) -> None:
    listed.check("[data-tick-all]")
    expect(listed.locator("[data-bulk-count]")).to_have_text("已选 20 条")
    listed.locator("tbody input").first.uncheck()
    expect(listed.locator("[data-bulk-count]")).to_have_text("已选 19 条")
    assert listed.locator("[data-tick-all]").evaluate("(e) => e.indeterminate")
    listed.check("[data-bulk-all]")
    expect(listed.locator("[data-bulk-count]")).to_have_text("已选全部")
    expect(listed.locator("[data-bulk-bar] button").first).to_be_enabled()


def test_enter_on_a_tick_decides_nothing(listed: Page) -> None:
    posts: list[str] = []
    listed.on("request", lambda r: posts.append(r.url) if r.method == "POST" else None)
    listed.check("tbody input >> nth=0")
    listed.press("tbody input >> nth=0", "Enter")
    listed.press("tbody input >> nth=0", "Space")
    expect(listed.locator("[data-bulk-count]")).to_contain_text("勾选后")
    assert posts == []


def test_the_page_size_is_sent_at_once(listed: Page) -> None:
    listed.select_option("#page-size", "10")
    listed.wait_for_url("**size=10")
    expect(listed.locator("tbody tr")).to_have_count(10)
    listed.goto(f"{GUIDE}staff/")
    expect(listed.locator("tbody tr")).to_have_count(10)


def test_conditions_fold_away_on_a_phone(phone_page: Page) -> None:
    phone_page.goto(f"{GUIDE}staff/")
    toggle = phone_page.locator("[data-filters-toggle]")
    expect(phone_page.locator("[name=q]")).to_be_hidden()
    toggle.click()
    expect(toggle).to_have_attribute("aria-expanded", "true")
    expect(phone_page.locator("[name=q]")).to_be_visible()


def test_conditions_stay_open_at_a_desk(listed: Page) -> None:
    expect(listed.locator("[data-filters-toggle]")).to_be_hidden()
    expect(listed.locator("[name=q]")).to_be_visible()


def test_the_whole_screen(listed: Page) -> None:
    listed.click("[data-fullscreen-target]")
    listed.wait_for_function("document.fullscreenElement?.id === 'main'")


# Manners


def test_a_second_press_sends_nothing(page: Page) -> None:
    page.goto(f"{GUIDE}flow/")
    page.wait_for_selector("html.scripted")
    script = """() => {
        const form = document.querySelector("main form");
        const sent = [];
        form.addEventListener("submit", (e) => setTimeout(() => sent.push(e.defaultPrevented)));
        document.addEventListener("submit", (e) => { e.preventDefault(); }, { once: false });
        form.requestSubmit();
        form.requestSubmit();
        return form.dataset.sentAt !== undefined;
    }"""
    assert page.evaluate(script)


def test_the_error_summary_takes_the_focus_and_leads_to_the_field(guide: Page) -> None:
    expect(guide.locator("[data-error-summary]")).to_be_focused()
    guide.click("[data-error-summary] a >> nth=1")
    assert guide.evaluate("document.activeElement.id") == "id_number"


def test_large_type_by_keyboard(page: Page) -> None:
    page.goto(GUIDE)
    page.get_by_role("button", name="大字版").press("Enter")
    expect(page.locator("html")).to_have_class("large-type scripted")
    page.get_by_role("button", name="标准字版").click()
    expect(page.locator("html")).to_have_class("scripted")


# Without scripts


def test_everything_is_there_without_scripts(no_js_page: Page) -> None:
    no_js_page.goto(GUIDE)
    form = no_js_page.locator(FORM)
    expect(form.locator("select[name=ethnicity]")).to_be_visible()
    expect(form.locator("input[type=file]")).to_be_visible()
    expect(form.locator("[data-date-open], [data-password-show]").first).to_be_hidden()
    expect(no_js_page.locator("[data-viewer-tools]").first).to_be_hidden()
    expect(no_js_page.get_by_role("link", name="刷新查看进度").last).to_be_visible()


def test_the_page_size_without_scripts(no_js_page: Page) -> None:
    no_js_page.goto(f"{GUIDE}staff/")
    no_js_page.select_option("#page-size", "50")
    no_js_page.get_by_role("button", name="确定").click()
    expect(no_js_page.locator("tbody tr")).to_have_count(36)


def test_a_school_without_scripts_is_offered_as_choices(no_js_page: Page) -> None:
    no_js_page.goto(GUIDE)
    choices = no_js_page.locator("#s-wrong ~ form .finder__list input")
    assert choices.evaluate_all("(all) => all.map((e) => e.value)") == ["1", "2"]
