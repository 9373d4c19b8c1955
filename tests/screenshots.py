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
from tests.infrastructure.browser import DESKTOP, FLAGS, PHONE, chromium_path

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
    sign_up: bool = False
    steps: Callable[[Page], None] = nothing


def read_a_card(page: Page) -> None:
    """A drawn card of an invented person, uploaded and read by the OCR worker."""
    from tests.identity.cardreading.generator.pictures import good

    shot = good(seed=4711, index=5, rare_share=0.0)
    card = {"name": "card.jpg", "mimeType": "image/jpeg", "buffer": shot.data}
    page.locator("#id_card").set_input_files(card)
    page.get_by_label("我同意平台为核对身份").check()
    page.get_by_role("button", name="上传并识别").click()
    page.get_by_alt_text("照片中的出生日期").wait_for(timeout=60_000)
    page.locator("#identity").evaluate("e => e.scrollIntoView({behavior: 'instant'})")


def open_first(page: Page) -> None:
    """The first case of the list, with its evidence beside it."""
    page.locator("[data-open]").first.click()
    page.wait_for_load_state("networkidle")


SHOTS = (
    Shot("home", "/"),
    Shot("phone", "/", phone=True),
    Shot("card", "/sign-up/card/", sign_up=True, steps=read_a_card),
    Shot("review", "/review/", user="county1"),
    Shot("certification", "/dual-qualified/", user="p1", phone=True),
    Shot("evidence", "/review/?box=all&flow=dual_qualified", user="base1", steps=open_first),
)
DOTS_AN_INCH = 90


def take(browser: Browser, shot: Shot, address: str) -> Path:
    options: dict[str, Any] = {**(PHONE if shot.phone else DESKTOP), "device_scale_factor": 1}
    context = browser.new_context(base_url=address, locale="zh-CN", **options)
    if shot.user:
        context.add_cookies([staff_cookie(user_named(shot.user), address)])
    if shot.sign_up:
        context.add_cookies([sign_up_cookie(address)])
    page = context.new_page()
    page.goto(shot.path, wait_until="networkidle")
    shot.steps(page)
    target = FOLDER / f"{shot.name}.png"
    page.screenshot(path=target)
    context.close()
    shrink(target)
    return target


def staff_cookie(user: Any, address: str) -> Any:
    """A session past the second factor."""
    from portal.organisations.access import SECOND_FACTOR_KEY

    return stored({**session_of(user), SECOND_FACTOR_KEY: user.pk}, address)


def sign_up_cookie(address: str) -> Any:
    """The session of somebody who has just finished the first step."""
    from accounts.services.sign_up import begin

    token = str(begin("15499990000", "Yunling@2026").token)
    return stored({"sign_up": token, "document_tokens": [token]}, address)


def session_of(user: Any) -> dict[str, Any]:
    from django.conf import settings
    from django.contrib import auth

    return {
        auth.SESSION_KEY: str(user.pk),
        auth.BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[-1],
        auth.HASH_SESSION_KEY: user.get_session_auth_hash(),
    }


def stored(values: dict[str, Any], address: str) -> Any:
    from django.conf import settings
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session.update(values)
    session.save()
    return {"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": address}


def user_named(name: str) -> Any:
    from django.contrib.auth import get_user_model

    return get_user_model()._default_manager.get_by_natural_key(name)


def shrink(picture: Path) -> None:
    """Few colours are enough for a page, and keep the repository small."""
    from PIL import Image

    with Image.open(picture) as image:
        small = image.convert("RGB").quantize(COLOURS)
    small.save(picture, optimize=True)


def take_certificate() -> Path:
    """A certificate of somebody who is nobody, drawn by the kit that draws the real ones."""
    import pypdfium2

    from certification.dual_qualified.printing import draw
    from portal.printing.kit import compose
    from tests.certification.dual_qualified.printing.samples import CHECK, PLAIN

    made = compose(draw, PLAIN, check=CHECK, title="证书")
    target = FOLDER / "certificate.png"
    with pypdfium2.PdfDocument(made.content) as document:
        document[0].render(scale=DOTS_AN_INCH / 72).to_pil().save(target)
    shrink(target)
    return target


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
    print(f"  {take_certificate().relative_to(ROOT)}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
