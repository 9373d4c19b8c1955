"""Whole pages in Chromium: accessible, within the screen, light on the wire."""

import gzip
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Response

pytestmark = pytest.mark.usefixtures("web_urls")

GUIDE = "/_styleguide/"
PAGES = [GUIDE, *(f"{GUIDE}{name}/" for name in ("home", "flow", "personal", "staff", "case"))]
ERRORS = ["/t/404/", "/t/413/", "/t/429/", "/t/503/"]
MOST_BYTES = 120_000
# What the server says before the contents, per answer, over HTTP/1.1.
HEADER_BYTES = 500


def settle(page: Page, path: str) -> None:
    page.goto(path)
    page.wait_for_selector("html.scripted")
    page.wait_for_load_state("load")


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_at_a_desk(page: Page, axe: Callable[[Page], None], path: str) -> None:
    settle(page, path)
    axe(page)


@pytest.mark.parametrize("path", PAGES + ERRORS)
def test_axe_finds_nothing_on_a_phone(
    phone_page: Page, axe: Callable[[Page], None], path: str
) -> None:
    settle(phone_page, path)
    axe(phone_page)


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_without_scripts(
    no_js_page: Page, axe: Callable[[Page], None], path: str
) -> None:
    no_js_page.goto(path)
    axe(no_js_page)


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("path", PAGES + ERRORS)
def test_nothing_is_wider_than_360_pixels(
    open_page: Callable[..., Page], path: str, large: bool
) -> None:
    page = open_page(viewport={"width": 360, "height": 780})
    settle(page, path)
    if large:
        page.evaluate("document.documentElement.classList.add('large-type')")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def on_the_wire(response: Response) -> int:
    """Bytes as a server that compresses sends them; pictures are packed already."""
    return len(gzip.compress(response.body(), 6)) + HEADER_BYTES


@pytest.mark.parametrize("path", [f"{GUIDE}{name}/" for name in ("home", "flow", "personal")])
def test_a_first_visit_is_light(page: Page, path: str) -> None:
    answers: list[Response] = []
    page.on("response", answers.append)
    page.goto(path)
    page.wait_for_load_state("networkidle")
    sizes = {answer.url: on_the_wire(answer) for answer in answers}
    assert any(url.endswith("app.js") for url in sizes)
    assert sum(sizes.values()) < MOST_BYTES, sizes


@pytest.mark.parametrize("path", PAGES)
def test_what_is_touched_is_large_enough(phone_page: Page, path: str) -> None:
    settle(phone_page, path)
    small = phone_page.evaluate(
        """() => [...document.querySelectorAll(
            'button, .button, .input:not([type=hidden]), .select, nav a, summary')]
          .filter((e) => e.offsetParent && !e.classList.contains('upload__input'))
          .map((e) => [e.outerHTML.slice(0, 90), Math.round(e.getBoundingClientRect().height)])
          .filter(([, height]) => height < 44)"""
    )
    assert small == []
