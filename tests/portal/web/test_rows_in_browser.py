"""Repeated rows in Chromium, with and without scripts."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.usefixtures("web_urls")

ROWS = "/_styleguide/rows/"
COURSES = "[data-rows=courses]"
PRACTICE = "[data-rows=practice]"


@pytest.fixture
def editor(page: Page) -> Page:
    page.goto(ROWS)
    page.wait_for_selector("[data-date-open]:visible")
    page.wait_for_load_state("networkidle")
    return page


def names(page: Page, editor: str = COURSES) -> list[str]:
    found: list[str] = page.locator(f"{editor} [data-row] input[name]").evaluate_all(
        "(inputs) => inputs.map((input) => input.name)"
    )
    return found


def sent(page: Page, editor: str = COURSES) -> dict[str, str]:
    """What the form would send of this editor."""
    script = """([form, name]) => Object.fromEntries([...new FormData(form)]
        .filter(([key]) => key.startsWith(name + '-')))"""
    form = page.locator("form[data-autosave-url]").element_handle()
    found: dict[str, str] = page.evaluate(
        script, [form, "courses" if editor == COURSES else "practice"]
    )
    return found


def add(page: Page, editor: str = COURSES) -> None:
    page.click(f"{editor} [data-rows-add]")


def remove(page: Page, number: int, editor: str = COURSES) -> None:
    page.locator(f"{editor} [data-row-remove]").nth(number - 1).click()


def test_a_row_is_added_without_a_reload_and_has_the_focus(editor: Page) -> None:
    with editor.expect_request("**/_styleguide/save/") as saving:
        add(editor)
        expect(editor.get_by_label("第 4 行 学年")).to_be_focused()
        editor.keyboard.type("2023-2024")
        editor.get_by_label("第 4 行 课程名称").fill("钳工")
    assert saving.value.method == "POST"
    assert sent(editor)["courses-3-course"] == "钳工"
    assert sent(editor)["courses-TOTAL_FORMS"] == "4"
    expect(editor.locator(f"{COURSES} [data-rows-note]")).to_have_text("已添加第 4 行")


def test_a_removed_row_leaves_no_gap_and_can_be_had_back(editor: Page) -> None:
    before = sent(editor)
    remove(editor, 1)
    assert sent(editor)["courses-0-course"] == "数控加工工艺与编程"
    assert sent(editor)["courses-1-term"] == "1"
    assert sent(editor)["courses-TOTAL_FORMS"] == "2"
    expect(editor.get_by_label("第 1 行 课程名称")).to_have_value("数控加工工艺与编程")
    editor.get_by_role("button", name="撤销删除").click()
    assert sent(editor) == before


def test_no_more_rows_than_allowed(editor: Page) -> None:
    for _ in range(3):
        add(editor)
    expect(editor.locator(f"{COURSES} [data-rows-add]")).to_be_disabled()
    expect(editor.locator(f"{COURSES} [data-rows-note]")).to_contain_text("最多 6 行，不能再添加")
    remove(editor, 6)
    expect(editor.locator(f"{COURSES} [data-rows-add]")).to_be_enabled()


def test_the_last_row_leaves_a_blank_one(editor: Page) -> None:
    remove(editor, 1, PRACTICE)
    assert sent(editor, PRACTICE)["practice-TOTAL_FORMS"] == "1"
    assert sent(editor, PRACTICE)["practice-0-began"] == ""
    editor.get_by_role("button", name="撤销删除").click()
    assert sent(editor, PRACTICE)["practice-TOTAL_FORMS"] == "1"
    assert sent(editor, PRACTICE)["practice-0-began"] == "2026-07-06"
    assert sent(editor, PRACTICE)["practice-0-kind"] == "practice"


def test_an_added_row_has_its_calendar_and_its_search(editor: Page) -> None:
    add(editor, PRACTICE)
    row = editor.locator(f"{PRACTICE} [data-row]").nth(1)
    expect(row.locator("[data-date-open]").first).to_be_visible()
    row.locator("[type=search]").press_sequentially("青山")
    expect(row.locator(".finder__list")).to_be_visible()
    row.get_by_text("青山市第二职业技术学校").click()
    assert sent(editor, PRACTICE)["practice-1-school"] == "2"
    remove(editor, 1, PRACTICE)
    row = editor.locator(f"{PRACTICE} [data-row]").first
    row.locator("[type=search]").fill("")
    row.locator("[type=search]").press_sequentially("云溪")
    row.get_by_text("云溪县实验小学").click()
    assert sent(editor, PRACTICE)["practice-0-school"] == "3"


def test_radio_buttons_keep_what_was_chosen(editor: Page) -> None:
    add(editor, PRACTICE)
    editor.locator("[name=practice-1-kind][value=theory]").check()
    remove(editor, 1, PRACTICE)
    assert sent(editor, PRACTICE)["practice-0-kind"] == "theory"
    editor.get_by_role("button", name="撤销删除").click()
    kept = sent(editor, PRACTICE)
    assert (kept["practice-0-kind"], kept["practice-1-kind"]) == ("practice", "theory")


def test_without_scripts_rows_come_and_go_and_keep_what_was_typed(no_js_page: Page) -> None:
    page = no_js_page
    page.goto(ROWS)
    page.fill("[name=courses-0-hours]", "很多")
    page.fill("[name=practice-0-post]", "钳工")
    add(page)
    expect(page.locator("[name=courses-3-year]")).to_be_focused()
    expect(page.locator("[name=courses-0-hours]")).to_have_value("很多")
    expect(page.locator("[name=practice-0-post]")).to_have_value("钳工")
    page.fill("[name=courses-3-course]", "焊接")
    remove(page, 1)
    expect(page.locator("[name=courses-2-course]")).to_have_value("焊接")
    expect(page.locator("[name=courses-3-course]")).to_have_count(0)
    page.get_by_role("button", name="检查").click()
    page.get_by_role("link", name="第 3 行 请填写学年").click()
    expect(page.locator("[name=courses-2-year]")).to_be_focused()


def test_enter_in_a_row_does_not_remove_the_first(no_js_page: Page) -> None:
    no_js_page.goto(ROWS)
    no_js_page.locator("[name=courses-1-course]").press("Enter")
    no_js_page.wait_for_load_state()
    expect(no_js_page.locator("[name=courses-0-course]")).to_have_value("机械制图")
    expect(no_js_page.locator("[name=courses-2-course]")).to_have_value("金工实训")
