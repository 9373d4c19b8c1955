"""Whole pages in Chromium: accessible, within the screen, light on the wire."""

import gzip
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Response

Axe = Callable[[Page], None]
pytestmark = pytest.mark.usefixtures("web_urls")

GUIDE = "/_styleguide/"
NAMES = ("home", "flow", "personal", "staff", "case", "rows", "evidence")
WITHOUT_SCRIPTS = ("flow", "staff", "rows", "evidence")
PAGES = [GUIDE, *(f"{GUIDE}{name}/" for name in NAMES)]
ERRORS = ["/t/404/", "/t/413/", "/t/429/", "/t/503/"]
MOST_BYTES = 120_000
# What the server says before the contents, per answer, over HTTP/1.1.
HEADER_BYTES = 500


def settle(page: Page, path: str) -> None:
    page.goto(path)
    page.wait_for_selector("html.scripted")
    page.wait_for_load_state("load")


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_at_a_desk(page: Page, axe: Axe, path: str) -> None:
    settle(page, path)
    axe(page)


@pytest.mark.parametrize("path", [GUIDE, *(f"{GUIDE}{name}/" for name in WITHOUT_SCRIPTS)])
def test_axe_finds_nothing_without_scripts(page: Page, axe: Axe, path: str) -> None:
    # axe itself is a script, so ours are left empty instead of forbidden.
    page.route("**/*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(path)
    axe(page)


@pytest.mark.parametrize("path", PAGES + ERRORS)
def test_on_a_phone(phone_page: Page, axe: Axe, path: str) -> None:
    settle(phone_page, path)
    axe(phone_page)
    assert too_small(phone_page) == []
    phone_page.set_viewport_size({"width": 360, "height": 780})
    assert width(phone_page) <= 360
    phone_page.evaluate("document.documentElement.classList.add('large-type')")
    assert width(phone_page) <= 360


def width(page: Page) -> int:
    found: int = page.evaluate("document.documentElement.scrollWidth")
    return found


def too_small(page: Page) -> list[object]:
    """What is touched, but is less than 44 pixels high."""
    found: list[object] = page.evaluate(
        """() => [...document.querySelectorAll(
            'button, .button, .input:not([type=hidden]), .select, nav a, summary')]
          .filter((e) => e.offsetParent && !e.classList.contains('upload__input'))
          .map((e) => [e.outerHTML.slice(0, 90), Math.round(e.getBoundingClientRect().height)])
          .filter(([, height]) => height < 44)"""
    )
    return found


def on_the_wire(response: Response) -> int:
    """Bytes as a server that compresses sends them; pictures are packed already."""
    return len(gzip.compress(response.body(), 6)) + HEADER_BYTES


@pytest.mark.parametrize("path", [f"{GUIDE}{name}/" for name in ("home", "flow", "personal")])
def test_a_first_visit_is_light(page: Page, path: str) -> None:
    answers: list[Response] = []

    def note(answer: Response) -> None:
        answers.append(answer)

    page.on("response", note)
    page.goto(path)
    page.wait_for_load_state("networkidle")
    sizes = {answer.url: on_the_wire(answer) for answer in answers}
    assert any(url.endswith("app.js") for url in sizes)
    assert sum(sizes.values()) < MOST_BYTES, sizes
