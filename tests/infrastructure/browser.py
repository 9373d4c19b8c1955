"""Debian's Chromium driven by Playwright against the live server.

A page that raises a script error or breaks its Content-Security-Policy fails its test; a failing
test leaves a picture in var/test-failures/.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
]
NAMES = ("chromium", "chromium-browser", "google-chrome")
DESKTOP = {"viewport": {"width": 1280, "height": 800}}
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
# The answer's status is the test's business; only script errors and refused content count.
EXPECTED_CONSOLE = re.compile(r"^Failed to load resource: the server responded with a status")
SLOWEST_STEP_MS = 15_000

OpenPage = Callable[..., Page]
_outcome = pytest.StashKey[bool]()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = (yield).get_result()
    if report.when == "call":
        item.stash[_outcome] = report.failed


def chromium_path() -> str:
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.fail("No Chromium on this machine: apt-get install chromium", pytrace=False)
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for each test process."""
    executable = chromium_path()
    # Playwright's own event loop runs in this thread, which Django would take for async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield chromium
        chromium.close()


class Troubles:
    """Script errors and refused content of all pages of one test."""

    def __init__(self) -> None:
        self.messages: list[str] = []

    def watch(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.messages.append(f"{page.url}: {error}"))
        page.on("console", self._on_console)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not EXPECTED_CONSOLE.match(message.text):
            self.messages.append(message.text)


def save_pictures(contexts: list[BrowserContext], name: str) -> None:
    folder = Path(settings.BASE_DIR) / "var" / "test-failures"
    folder.mkdir(parents=True, exist_ok=True)
    pages = [page for context in contexts for page in context.pages]
    for number, page in enumerate(pages, start=1):
        page.screenshot(path=folder / f"{name}-{number}.png", full_page=True)


@pytest.fixture
def open_page(
    browser: Browser, live_server: Any, request: pytest.FixtureRequest
) -> Iterator[OpenPage]:
    """Open a page in a context of its own: `open_page()`, `open_page(**PHONE)`."""
    contexts: list[BrowserContext] = []
    troubles = Troubles()

    def open_one(**options: Any) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            reduced_motion="reduce",
            **{**DESKTOP, **options},
        )
        context.set_default_timeout(SLOWEST_STEP_MS)
        contexts.append(context)
        page = context.new_page()
        troubles.watch(page)
        return page

    yield open_one
    failed = request.node.stash.get(_outcome, True)
    if failed:
        save_pictures(contexts, re.sub(r"\W+", "-", request.node.nodeid)[-120:])
    for context in contexts:
        context.close()
    if troubles.messages and not failed:
        pytest.fail("In the browser:\n" + "\n".join(troubles.messages), pytrace=False)


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A desktop page, 1280 px wide."""
    return open_page()


@pytest.fixture
def phone_page(open_page: OpenPage) -> Page:
    """A phone, 390 px wide."""
    return open_page(**PHONE)


@pytest.fixture
def no_js_page(open_page: OpenPage) -> Page:
    """A browser that runs no scripts."""
    return open_page(java_script_enabled=False)


def session_cookie(user: Any, address: str) -> Any:
    """A signed-in session of the user, as Playwright's cookie for that address."""
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    return {"name": cookie.key, "value": cookie.value, "url": address}


@pytest.fixture
def sign_in(live_server: Any) -> Callable[[Page, Any], None]:
    """`sign_in(page, user)` without walking through the sign-in page."""

    def put_session(page: Page, user: Any) -> None:
        page.context.add_cookies([session_cookie(user, live_server.url)])

    return put_session
