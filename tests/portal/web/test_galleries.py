from typing import Any

import pytest
from django.template import Context, Template

from portal.approvals.workspace import Picture as CasePicture
from portal.web.components import Picture
from portal.web.galleries import groups_of

A1 = Picture("/a1", "A 第 1 页", group="A")
A2 = Picture("/a2", "A 第 2 页", "第二页", "/original", "A")
B1 = Picture("/b1", "B", group="B")
LOOSE = Picture("/c", "照片")


def render(*pictures: Any) -> str:
    text = "{% load ui %}{% picture_viewer pictures %}"
    return Template(text).render(Context({"pictures": pictures}))


@pytest.mark.parametrize(
    ("pictures", "groups"),
    [
        ([], []),
        ([LOOSE, LOOSE], []),
        ([A1, B1, A2], [("A", [A1, A2]), ("B", [B1])]),
        ([LOOSE, A1], [("照片", [LOOSE]), ("A", [A1])]),
    ],
)
def test_pictures_by_what_they_belong_to(pictures: list[Picture], groups: Any) -> None:
    assert [(group.label, list(group.pictures)) for group in groups_of(pictures)] == groups


def test_grouped_pictures_are_links_and_not_images() -> None:
    html = render(A1, A2, B1)
    assert "<img" not in html
    assert html.count("data-picture") == 3
    assert 'data-place="2 / 2"' in html
    assert 'data-alt="第二页"' in html
    assert 'data-alt="A 第 1 页"' in html
    assert 'data-download="/original"' in html
    assert "2 页" in html


def test_pictures_of_a_case_may_be_grouped_too() -> None:
    html = render(CasePicture("/a", "证", group="E1", download_url="/o"))
    assert 'data-group="E1"' in html
    assert "data-gallery" not in render(CasePicture("/a", "证"))
