"""The pictures of docs/screenshots: `./dev shots` starts a portal with its demo province for them.

Run as a module with the portal's address; it signs in by session, in the portal's own database.
"""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django
from playwright.sync_api import Browser, Page, sync_playwright

from deploy.paths import ROOT
from tests.infrastructure.browser import DESKTOP, FLAGS, PHONE, chromium_path, session_cookie

FOLDER = ROOT / "docs" / "screenshots"
COLOURS = 128


def nothing(page: Page) -> None:
    pass


@dataclass(frozen=True)
class Shot:
    """One picture: file name, address, whose session (a demo sign-in name), what to do first."""

    name: str
    path: str
    user: str = ""
    phone: bool = False
    steps: Callable[[Page], None] = nothing


SHOTS = (
    Shot("home", "/"),
    Shot("home-phone", "/", phone=True),
    Shot("sign-in", "/sign-in/"),
    Shot("sign-up", "/sign-up/"),
)


def take(browser: Browser, shot: Shot, address: str) -> Path:
    options: dict[str, Any] = {**(PHONE if shot.phone else DESKTOP), "device_scale_factor": 1}
    context = browser.new_context(base_url=address, locale="zh-CN", **options)
    if shot.user:
        context.add_cookies([session_cookie(user_named(shot.user), address)])
    page = context.new_page()
    page.goto(shot.path, wait_until="networkidle")
    shot.steps(page)
    target = FOLDER / f"{shot.name}.png"
    page.screenshot(path=target)
    context.close()
    shrink(target)
    return target


def user_named(name: str) -> Any:
    from django.contrib.auth import get_user_model

    return get_user_model()._default_manager.get_by_natural_key(name)


def shrink(picture: Path) -> None:
    """Few colours are enough for a page, and keep the repository small."""
    from PIL import Image

    with Image.open(picture) as image:
        small = image.convert("RGB").quantize(COLOURS)
    small.save(picture, optimize=True)


def main(address: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    django.setup()
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        for shot in SHOTS:
            target = take(browser, shot, address)
            print(f"  {target.relative_to(ROOT)} {target.stat().st_size // 1024} KB", flush=True)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
