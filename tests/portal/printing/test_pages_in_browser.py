"""The check page and an order as people see them, at both widths and without scripts."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from portal.printing.enums import RunForm
from portal.printing.services import order, render
from tests.factories.accounts import UserFactory
from tests.portal.printing.probes import subject_of

Shoot = Any


@pytest.fixture
def person(transactional_db: None) -> Any:
    return UserFactory(display_name="李梅")


@pytest.fixture
def shoot() -> Shoot:
    """A picture for whoever wants to look: `SHOTS=folder pytest …`."""

    def take(page: Page, name: str) -> None:
        if folder := os.environ.get("SHOTS"):
            page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)

    return take


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@pytest.mark.parametrize("width", [1280, 390, 360])
def test_the_check_page(open_page: Any, person: Any, axe: Any, shoot: Shoot, width: int) -> None:
    page = open_page(viewport={"width": width, "height": 800})
    made = render("probe", subject_of(person), actor=person)
    page.goto(reverse("printing:check", args=[made.code]))
    expect(page.get_by_role("heading", name="有效")).to_be_visible()
    axe(page)
    assert fits(page)
    shoot(page, f"valid-{width}")
    page.goto(reverse("printing:check", args=["A" * 20]))
    expect(page.get_by_role("heading", name="没有找到")).to_be_visible()
    axe(page)
    shoot(page, f"unknown-{width}")


def test_a_code_is_typed_without_scripts(no_js_page: Page, person: Any, shoot: Shoot) -> None:
    made = render("probe", subject_of(person), actor=person)
    no_js_page.goto(reverse("printing:check-start"))
    shoot(no_js_page, "start")
    no_js_page.get_by_label("核验码").fill(made.code.lower())
    no_js_page.get_by_role("button", name="核验").click()
    expect(no_js_page.get_by_role("heading", name="有效")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_an_order_from_its_beginning_to_its_file(
    open_page: Any, person: Any, sign_in: Any, axe: Any, run_jobs: Any, shoot: Shoot, width: int
) -> None:
    page = open_page(viewport={"width": width, "height": 800})
    sign_in(page, person)
    people = [person, UserFactory(display_name="坏"), UserFactory()]
    run = order(
        "probe",
        [subject_of(each) for each in people],
        owner=person,
        title="三张测试卡",
        back_url="/dashboard/",
    )
    page.goto(reverse("printing:run", args=[run.pk]))
    expect(page.get_by_text("正在排队")).to_be_visible()
    axe(page)
    shoot(page, f"queued-{width}")
    run_jobs()
    expect(page.get_by_text("文件已经生成")).to_be_visible()
    axe(page)
    assert fits(page)
    shoot(page, f"done-{width}")
    with page.expect_download() as download:
        page.get_by_role("button", name="下载 PDF").click()
    assert download.value.suggested_filename == "三张测试卡.pdf"


def test_specimens_are_looked_at(
    phone_page: Page, person: Any, sign_in: Any, axe: Any, run_jobs: Any, shoot: Shoot
) -> None:
    sign_in(phone_page, person)
    run = order("probe", [subject_of(person)], owner=person, form=RunForm.PREVIEW)
    run_jobs()
    phone_page.goto(reverse("printing:run", args=[run.pk]))
    picture = phone_page.get_by_role("img", name="样张第 1 页")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") >= 960
    axe(phone_page)
    assert fits(phone_page)
    shoot(phone_page, "specimen")


def test_calling_off_without_scripts(no_js_page: Page, person: Any, sign_in: Any) -> None:
    sign_in(no_js_page, person)
    run = order("probe", [subject_of(person)], owner=person)
    no_js_page.goto(reverse("printing:run", args=[run.pk]))
    no_js_page.get_by_role("button", name="取消打印").click()
    expect(no_js_page.get_by_text("它们仍然有效")).to_be_visible()
