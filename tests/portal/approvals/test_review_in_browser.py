"""The workspace in Chromium: by mouse, by keys, without scripts, on a phone; axe everywhere."""

import os
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from portal.approvals import services
from portal.approvals.models import Case, Decision
from portal.organisations.access import SECOND_FACTOR_KEY
from tests.fixtures.jobs import run_due_jobs
from tests.portal.approvals import world

pytestmark = pytest.mark.django_db(transaction=True)
LIST = reverse("approvals:list")
NAMES = ("陈思远", "欧阳䶮", "阿依古丽·买买提", "王芳", "李娜")


@pytest.fixture
def place(transactional_db: None, ledger: Any) -> world.World:
    return world.build()


@pytest.fixture
def works(live_server: Any) -> Callable[[Page, Any], None]:
    """`works(page, user)`: signed in, second factor given."""

    def enter(page: Page, user: Any) -> None:
        client = Client()
        client.force_login(user, backend="accounts.backends.IdentifierBackend")
        session = client.session
        session[SECOND_FACTOR_KEY] = user.pk
        session.save()
        key = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": key.key, "value": key.value, "url": live_server.url}])

    return enter


def picture(page: Page, name: str) -> None:
    """Kept only when asked for, to be looked at."""
    if folder := os.environ.get("REVIEW_PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page="case" not in name)


def test_a_reviewer_walks_through_the_list(place, page, works, axe):
    for name in NAMES:
        place.case(name)
    works(page, place.school_admin())
    page.goto(f"{LIST}?sort=oldest")
    axe(page)
    picture(page, "list")
    page.get_by_role("link", name="陈思远").click()
    expect(page.get_by_role("heading", name="陈思远")).to_be_visible()
    axe(page)
    picture(page, "case")
    page.get_by_role("button", name="通过", exact=True).click()
    expect(page.get_by_role("heading", name="欧阳䶮")).to_be_visible()
    expect(page.get_by_role("status").first).to_contain_text("陈思远")
    page.get_by_text("退回修改的原因").first.click()
    page.get_by_label("照片不清楚").check()
    page.get_by_label("标记：姓名").check()
    page.get_by_label("姓名需要怎样修改").fill("写全名")
    expect(page.get_by_label("标记：姓名")).to_be_checked()
    picture(page, "case-marked")
    page.get_by_role("button", name="退回修改", exact=True).click()
    expect(page.get_by_role("heading", name="阿依古丽·买买提")).to_be_visible()
    returned = Case.objects.get(name="欧阳䶮")
    assert returned.marks == [{"field": "name", "note": "写全名"}]


def test_a_missing_reason_is_said_beside_its_field(place, page, works, axe):
    case = place.case()
    works(page, place.school_admin())
    page.goto(reverse("approvals:case", args=[case.reference]))
    page.get_by_label("审核意见").fill("照片太暗")
    page.get_by_role("button", name="退回修改", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("请选择退回修改的原因")
    expect(page.get_by_label("审核意见")).to_have_value("照片太暗")
    axe(page)
    picture(page, "case-error")


def test_the_slower_one_reads_who_was_faster(place, page, works, axe):
    case = place.case()
    works(page, place.bureau_admin())
    page.goto(reverse("approvals:case", args=[case.reference]))
    services.apply(case.pk, "approve", services.staff(place.school_admin()), version=1)
    page.get_by_label("审核意见").fill("学校不符")
    page.get_by_role("button", name="不通过").click()
    expect(page.get_by_role("alert")).to_contain_text("学校甲 已于")
    expect(page.get_by_label("审核意见")).to_have_value("学校不符")
    axe(page)
    picture(page, "case-lost")


def test_by_keyboard_alone(place, page, works):
    for name in NAMES[:3]:
        place.case(name)
    works(page, place.school_admin())
    page.goto(f"{LIST}?sort=oldest")
    page.wait_for_function("document.querySelector('[data-list-keys]')?.hidden === false")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("tbody input:checked")).to_have_count(1)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="欧阳䶮")).to_be_visible()
    page.wait_for_load_state()
    page.keyboard.press("n")
    expect(page.get_by_role("heading", name="阿依古丽·买买提")).to_be_visible()
    page.wait_for_load_state()
    page.keyboard.press("r")
    expect(page.get_by_label("照片不清楚")).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("a")
    expect(page.get_by_role("button", name="通过", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="待办")).to_be_visible()
    assert Decision.objects.get().transition == "approve"


def test_bulk_with_progress_and_a_result_for_each(place, page, works, axe):
    cases = [place.case(name) for name in NAMES]
    works(page, place.school_admin())
    page.goto(f"{LIST}?sort=oldest")
    page.get_by_label("全选本页").check()
    expect(page.locator("[data-bulk-count]")).to_have_text("已选 5 条")
    page.get_by_role("button", name="批量通过").click()
    expect(page.get_by_text("将对 5 件申请")).to_be_visible()
    axe(page)
    picture(page, "bulk")
    services.apply(cases[0].pk, "decline", services.staff(place.bureau_admin()), version=1,
                   opinion="不符")  # fmt: skip
    page.get_by_role("button", name="开始办理 5 件").click()
    expect(page.get_by_role("heading", name="批量通过")).to_be_visible()
    run_due_jobs()
    # The progress bar asks by itself, and leads to the results when the run is done.
    expect(page.get_by_role("link", name="成功 4")).to_be_visible()
    expect(page.get_by_role("link", name="已被他人处理 1")).to_be_visible()
    axe(page)
    picture(page, "bulk-run")


def test_without_scripts(place, no_js_page, works):
    place.case("王芳")
    works(no_js_page, place.school_admin())
    no_js_page.goto(LIST)
    no_js_page.get_by_role("link", name="王芳").click()
    no_js_page.get_by_role("button", name=re.compile(r"查看\s*完整的证件号码")).click()
    expect(no_js_page.get_by_text(Case.objects.get().id_number)).to_be_visible()
    no_js_page.get_by_text("退回修改的原因").first.click()
    no_js_page.get_by_label("照片不清楚").check()
    no_js_page.get_by_role("button", name="退回修改", exact=True).click()
    expect(no_js_page.get_by_text("都办完了")).to_be_visible()
    assert Decision.objects.get().transition == "return"


def test_on_a_phone_nothing_scrolls_sideways(place, phone_page, works, axe):
    case = place.case("阿依古丽·买买提")
    works(phone_page, place.school_admin())
    for name, address in (
        ("list-phone", LIST),
        ("case-phone", reverse("approvals:case", args=[case.reference])),
    ):
        phone_page.goto(address)
        width = phone_page.evaluate("document.documentElement.scrollWidth")
        assert width <= 390, name
        axe(phone_page)
        picture(phone_page, name)


def test_empty_states_and_reasons(place, page, works, axe):
    works(page, world.user("省厅", place.province, "bureau_admin"))
    for name, address in (
        ("empty", LIST),
        ("nothing-found", f"{LIST}?q=没有"),
        ("reasons", reverse("approvals:reasons")),
        ("reason-new", reverse("approvals:reason-new")),
    ):
        page.goto(address)
        axe(page)
        picture(page, name)
