"""Evidence items in Chromium, with and without scripts."""

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.usefixtures("web_urls")

EVIDENCE = "/_styleguide/evidence/"
E1 = "#attach-e1"


@pytest.fixture
def items(page: Page) -> Page:
    page.goto(EVIDENCE)
    page.wait_for_load_state("networkidle")
    return page


def file(folder: Path, name: str, size: int = 2000) -> Path:
    made = folder / name
    made.write_bytes(b"%PDF-1.4" + bytes(size) if size else b"")
    return made


def names(page: Page) -> list[str]:
    return page.locator(f"{E1} .attached__name").all_inner_texts()


def test_files_are_sent_one_after_another_without_leaving_the_page(
    items: Page, tmp_path: Path
) -> None:
    items.fill("[name=note]", "原件在学校")
    items.set_input_files("#files-e1", [file(tmp_path, "a.pdf"), file(tmp_path, "b.pdf")])
    expect(items.locator(f"{E1} .attached")).to_have_count(4)
    assert names(items)[2:] == ["a.pdf", "b.pdf"]
    expect(items.locator(f"{E1} .attach__sending")).to_have_count(0)
    expect(items.locator("#kept")).to_have_text("E1 已上传 4 个文件。")
    expect(items.locator("[name=note]")).to_have_value("原件在学校")
    items.reload()
    expect(items.locator("[name=note]")).to_have_value("原件在学校")
    assert len(names(items)) == 4
    expect(items.locator("#files-e1")).to_have_count(0)


def test_a_large_picture_is_shrunk_before_it_is_sent(items: Page, tmp_path: Path) -> None:
    large = tmp_path / "large.png"
    Image.effect_noise((2600, 1300), 10).convert("RGB").save(large, "PNG")
    assert large.stat().st_size > 1 << 20
    items.set_input_files("#files-e1", large)
    expect(items.locator(f"{E1} .attached")).to_have_count(3)
    assert names(items)[2] == "large.jpg"


@pytest.mark.parametrize(
    ("name", "size", "text"),
    [
        ("empty.pdf", 0, "是空的（0 字节）"),
        ("large.pdf", 2 << 20, "文件有 2.0 MB，超过了 1.0 MB 的上限"),
    ],
)
def test_what_need_not_be_sent_is_refused_at_once(
    items: Page, tmp_path: Path, name: str, size: int, text: str
) -> None:
    items.set_input_files("#files-e1", file(tmp_path, name, size))
    line = items.locator(f"{E1} .attach__sending--failed")
    expect(line).to_contain_text(text)
    assert len(names(items)) == 2
    expect(line.get_by_role("button", name="再试一次")).to_have_count(0)
    line.get_by_role("button", name="知道了").click()
    expect(line).to_have_count(0)


def test_what_the_server_refuses_is_said_at_the_item(items: Page, tmp_path: Path) -> None:
    items.set_input_files("#files-e1", file(tmp_path, "list.xlsx"))
    expect(items.locator(f"{E1} .field__error")).to_contain_text("list.xlsx：这不是可以使用的")
    expect(items.locator(f"{E1} .attach__sending")).to_have_count(0)


def test_more_than_there_is_room_for(items: Page, tmp_path: Path) -> None:
    three = [file(tmp_path, f"{letter}.pdf") for letter in "abc"]
    items.set_input_files("#files-e1", three)
    expect(items.locator(f"{E1} .attach__sending--failed")).to_contain_text("已经够了")
    assert names(items)[2:] == ["a.pdf", "b.pdf"]


CUT = """() => {
    const send = XMLHttpRequest.prototype.send;
    XMLHttpRequest.prototype.send = function () {
        XMLHttpRequest.prototype.send = send;
        this.dispatchEvent(new ProgressEvent("error"));
    };
}"""


def test_a_broken_line_can_be_tried_again(items: Page, tmp_path: Path) -> None:
    items.evaluate(CUT)
    items.set_input_files("#files-e1", file(tmp_path, "a.pdf"))
    line = items.locator(f"{E1} .attach__sending--failed")
    expect(line).to_contain_text("网络中断")
    line.get_by_role("button", name="再试一次").click()
    expect(items.locator(f"{E1} .attached")).to_have_count(3)


@pytest.mark.parametrize(("status", "text"), [(413, "文件太大"), (403, "请刷新页面后再试")])
def test_an_answer_without_the_item(items: Page, tmp_path: Path, status: int, text: str) -> None:
    items.route(f"**{EVIDENCE}", lambda route: route.fulfill(status=status, body="<p>no"))
    items.set_input_files("#files-e1", file(tmp_path, "a.pdf"))
    expect(items.locator(f"{E1} .attach__sending--failed")).to_contain_text(text)


def test_order_replace_and_delete(items: Page, tmp_path: Path) -> None:
    first, second = names(items)
    items.click(f"{E1} [value='down:1']")
    expect(items.locator(f"{E1} .attached__name").first).to_have_text(second)
    expect(items.locator(f"{E1} [value='up:1']")).to_be_focused()
    with items.expect_file_chooser() as choosing:
        items.locator(f"{E1} .attached").nth(1).locator("summary").first.click()
    choosing.value.set_files(file(tmp_path, "new.pdf"))
    expect(items.locator(f"{E1} .attached__name").nth(1)).to_have_text("new.pdf")
    items.click(f"{E1} [value='remove:2']")
    items.click("[data-confirm-yes]")
    expect(items.locator(f"{E1} .attached")).to_have_count(1)
    assert names(items) == ["new.pdf"]
    assert first != "new.pdf"


def test_files_can_be_dropped_on_the_item(items: Page) -> None:
    items.evaluate(
        """() => {
            const data = new DataTransfer();
            data.items.add(new File(["%PDF-1.4"], "dropped.pdf", { type: "application/pdf" }));
            const event = new DragEvent("drop", { dataTransfer: data, bubbles: true });
            document.querySelector("#attach-e1 [data-attach-add]").dispatchEvent(event);
        }"""
    )
    expect(items.locator(f"{E1} .attached__name").nth(2)).to_have_text("dropped.pdf")


def test_all_of_it_without_scripts(no_js_page: Page, tmp_path: Path) -> None:
    page = no_js_page
    page.goto(EVIDENCE)
    page.fill("[name=note]", "原件在学校")
    page.set_input_files(
        "#files-e1", [file(tmp_path, "a.pdf"), file(tmp_path, "large.pdf", 2 << 20)]
    )
    page.click(f"{E1} [value='upload:e1']")
    expect(page.locator(f"{E1} .field__error")).to_contain_text("large.pdf：文件超过了")
    expect(page.locator("[name=note]")).to_have_value("原件在学校")
    assert names(page)[2:] == ["a.pdf"]
    page.click(f"{E1} [value='up:3']")
    assert names(page)[1] == "a.pdf"
    page.locator(f"{E1} .attached").nth(1).locator("summary").first.click()
    page.set_input_files("[name='replace-3']", file(tmp_path, "c.pdf"))
    page.click("[value='replace:3']")
    assert names(page)[1] == "c.pdf"
    page.click(f"{E1} [value='remove:1']")
    assert names(page)[0] == "c.pdf"
    page.click(f"{E1} [value='upload:e1']")
    expect(page.locator(f"{E1} .field__error")).to_contain_text("请先选择文件")
