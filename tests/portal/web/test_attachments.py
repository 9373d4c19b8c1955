from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.utils.datastructures import MultiValueDict

from portal.web.attachments import (
    AttachmentAction,
    attachment_action,
    file_field,
    reordered,
    uploads_of,
)
from portal.web.components import AttachedFile, AttachmentItem

pytestmark = pytest.mark.usefixtures("web_urls")

ONE = AttachedFile("a1", "证书.pdf", 1_300_000, 3, "/p/1", "/d/1")
TWO = AttachedFile("a2", "编号页.jpg", 5_000)


def render(item: AttachmentItem, level: int = 3) -> str:
    text = "{% load ui %}{% attachments item level=level %}"
    return Template(text).render(Context({"item": item, "level": level}))


# What the buttons post


@pytest.mark.parametrize(
    ("posted", "verb", "target", "field"),
    [
        ("upload:e1", "upload", "e1", "files-e1"),
        ("replace:a-1", "replace", "a-1", "replace-a-1"),
        ("remove:a1", "remove", "a1", "replace-a1"),
        ("up:a:1", "up", "a:1", "replace-a:1"),
        ("down:a1", "down", "a1", "replace-a1"),
    ],
)
def test_an_action_on_a_file(posted: str, verb: str, target: str, field: str) -> None:
    asked = attachment_action(posted)
    assert asked == AttachmentAction(verb, target)
    assert asked.field == field


@pytest.mark.parametrize("posted", ["", "save", "upload", "upload:", "delete:1", ":1"])
def test_what_is_no_action_on_a_file(posted: str) -> None:
    assert attachment_action(posted) is None


def files(**sent: list[str]) -> MultiValueDict[str, Any]:
    return MultiValueDict(
        {
            key.replace("_", "-"): [SimpleUploadedFile(name, b"x") for name in names]
            for key, names in sent.items()
        }
    )


def test_the_files_of_an_upload_are_those_of_its_own_input() -> None:
    sent = files(files_e1=["a", "b"], files_e2=["c"], replace_7=["d", "e"])
    assert file_field("e1") == "files-e1"
    assert [file.name for file in uploads_of(sent, AttachmentAction("upload", "e1"))] == ["a", "b"]
    assert [file.name for file in uploads_of(sent, AttachmentAction("replace", "7"))] == ["d"]
    assert uploads_of(sent, AttachmentAction("upload", "e3")) == []


@pytest.mark.parametrize(
    ("posted", "order"),
    [
        ("up:b", ["b", "a", "c"]),
        ("down:b", ["a", "c", "b"]),
        ("up:a", ["a", "b", "c"]),
        ("down:c", ["a", "b", "c"]),
        ("up:x", ["a", "b", "c"]),
        ("remove:b", ["a", "b", "c"]),
    ],
)
def test_the_order_of_files(posted: str, order: list[str]) -> None:
    asked = attachment_action(posted)
    assert asked is not None
    assert reordered(["a", "b", "c"], asked) == order


# Markup


def test_an_item_without_files() -> None:
    item = AttachmentItem("e1", "E1 教师资格证", "有编号的一页", required=True, most_bytes=20 << 20)
    html = render(item)
    assert 'name="files-e1"' in html
    assert "multiple" in html
    assert 'value="upload:e1"' in html
    assert "每个不超过 20 MB，最多 10 个" in html
    assert 'aria-describedby="attach-e1-limits attach-e1-hint"' in html
    assert item.target == "files-e1"


def test_files_have_their_buttons() -> None:
    html = render(AttachmentItem("e1", "E1", files=(ONE, TWO)), level=2)
    assert "<h2" in html
    assert "3 页 · 1.2 MB" in html
    for value in ("up:a2", "down:a1", "replace:a1", "remove:a2"):
        assert f'value="{value}"' in html
    assert html.count(" disabled") == 2
    assert '<img src="/p/1"' in html


def test_a_single_file_has_no_order() -> None:
    assert "up:" not in render(AttachmentItem("e1", "E1", files=(ONE,)))


def test_one_file_only_is_chosen_where_one_has_room() -> None:
    item = AttachmentItem("e1", "E1", files=(ONE,), most=2)
    assert item.room == 1
    assert "multiple" not in render(item)


def test_no_room_no_input() -> None:
    item = AttachmentItem("e1", "E1", files=(ONE, TWO), most=2)
    html = render(item)
    assert 'name="files-e1"' not in html
    assert "不能再添加" in html
    assert item.target == "attach-e1"
    assert AttachmentItem("e1", "E1", files=(ONE, TWO), most=1).room == 0


def test_what_was_wrong_stands_at_the_item() -> None:
    html = render(AttachmentItem("e1", "E1", mark="请补充", errors=("a.svg：不接受", "b：空的")))
    assert "<span>a.svg：不接受</span>" in html
    assert "<span>b：空的</span>" in html
    assert 'aria-invalid="true"' in html
    assert "审核意见" in html
    assert "attach--wrong" in html


def test_a_locked_item_only_shows() -> None:
    locked = AttachmentItem("e1", "E1", files=(ONE, TWO), locked=True)
    assert "<button" not in render(locked).replace('<button class="default-button"', "")
    assert locked.target == "attach-e1"
    assert "没有上传文件" in render(AttachmentItem("e1", "E1", locked=True))


def test_troubles_of_a_file() -> None:
    bad = AttachedFile("a3", "x.pdf", problem="已隔离", doubled="E2 里也有")
    html = render(AttachmentItem("e1", "E1", files=(bad,)))
    assert "已隔离" in html
    assert "E2 里也有" in html


def test_all_pages_of_a_pdf_unfold() -> None:
    many = AttachedFile("a3", "x.pdf", pages=2, page_urls=("/1", "/2"))
    html = render(AttachmentItem("e1", "E1", files=(many,)))
    assert "查看全部 2 页" in html
    assert html.count('loading="lazy"') == 2


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "0 KB"), (1, "1 KB"), (1024, "1 KB"), (1025, "2 KB"), (1 << 20, "1 MB"),
     (1_300_000, "1.2 MB")],
)  # fmt: skip
def test_sizes_in_words(count: int, words: str) -> None:
    assert Template("{% load ui %}{{ n|file_size }}").render(Context({"n": count})) == words
