"""The pages of plans in a browser: made, published, withdrawn; on a phone; without scripts."""

import os
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from portal.clock import now
from portal.plans import services
from portal.plans.kinds import UnderWay
from portal.plans.models import Plan
from tests.factories.accounts import sign_in_as

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def url(name, *args):
    return reverse(f"plans:{name}", args=args)


def picture(page: Page, name: str) -> None:
    """Kept only when asked for, to be looked at."""
    if folder := os.environ.get("PLAN_PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


@pytest.fixture
def works(client, live_server, settings):
    """`works(page, user)`: signed in with the second factor."""

    def enter(page, user):
        key = sign_in_as(client, user).cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": key.key, "value": key.value, "url": live_server.url}])

    return enter


@pytest.fixture
def story(place, book):
    """A plan that was changed twice, one that is coming, and a draft with contradictions."""
    book.concerned = [place.teacher(), place.teacher()]
    book.under_way = UnderWay(drafts=128, cases=342)
    plan = place.published(
        name="2026年双师型教师认定（第二批）",
        notice="请在截止时间前提交。\n\n材料不全的，学校会退回修改。",
        evidence_until=now().date(),
    )
    services.save_plan(
        plan,
        {"closes_at": plan.closes_at + timedelta(days=7)},
        version=1,
        actor=place.keeper,
        reason="多所学校反映材料来不及准备，延期一周",
    )
    services.save_plan(
        plan,
        {"contact_phone": "0571-88881234", "office": "双师认定项目办"},
        version=2,
        actor=place.keeper,
        reason="项目办搬迁",
    )
    place.published(
        name="2027年双师型教师认定",
        year=2027,
        body=place.base,
        opens_at=now() + timedelta(days=60),
        closes_at=now() + timedelta(days=90),
    )
    place.published(
        name="2025年双师型教师认定",
        year=2025,
        opens_at=now() - timedelta(days=400),
        closes_at=now() - timedelta(days=370),
    )
    draft = place.plan(name="2027年高职双师补充认定", opens_at=None, office="")
    withdrawn = place.ready(name="2026年试点认定", withdrawn=True)
    place.entrust(place.base, note="试点〔2026〕3号", given_by=place.keeper)
    place.entrust(place.city, ended_at=now(), given_by=place.keeper)
    plan.refresh_from_db()
    return {"plan": plan, "draft": draft, "withdrawn": withdrawn, "ready": place.ready()}


def addresses(story):
    plan, draft = story["plan"].pk, story["draft"].pk
    yield "list", url("list")
    yield "list-filtered", url("list") + "?phase=withdrawn&year=2020"
    yield "new", url("new")
    yield "entrustments", url("entrustments")
    yield "plan", url("plan", plan)
    yield "plan-draft", url("plan", draft)
    yield "plan-ready", url("plan", story["ready"].pk)
    yield "plan-withdrawn", url("plan", story["withdrawn"].pk)
    yield "edit", url("edit", plan)
    yield "edit-draft", url("edit", draft)
    yield "stages", url("stages", plan)
    yield "notice", url("notice", plan)
    yield "preview", url("preview", plan)
    yield "preview-draft", url("preview", draft)
    yield "preview-ready", url("preview", story["ready"].pk)
    yield "withdraw", url("withdraw", plan)
    yield "copy", url("copy", plan)


def test_every_page_is_accessible(place, story, page, works, axe):
    works(page, place.keeper)
    for name, address in addresses(story):
        page.goto(address)
        axe(page)
        picture(page, name)


def test_on_a_phone_nothing_scrolls_sideways(place, story, phone_page, works, axe):
    works(phone_page, place.keeper)
    for name, address in addresses(story):
        phone_page.goto(address)
        assert phone_page.evaluate("document.documentElement.scrollWidth") <= 390, name
        axe(phone_page)
        picture(phone_page, f"{name}-phone")


def test_from_nothing_to_a_published_plan(place, page, works, axe):
    works(page, place.keeper)
    page.goto(url("list"))
    page.get_by_role("link", name="新建计划").first.click()
    page.get_by_label("计划名称").fill("2026年双师型教师认定")
    page.get_by_role("button", name="建立草稿").click()
    page.get_by_role("link", name="还没有填写开始时间。").click()
    opening = page.get_by_role("group", name="报名开始")
    opening.get_by_label("日期").fill("2026-12-01")
    closing = page.get_by_role("group", name="报名截止")
    closing.get_by_label("日期").fill("2026-11-01")
    expect(closing.get_by_label("时间")).to_have_value("17:00")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("alert")).to_contain_text("截止时间要晚于开始时间")
    axe(page)
    picture(page, "edit-error")
    page.get_by_role("group", name="报名截止").get_by_label("日期").fill("2026年12月31日")
    page.get_by_role("button", name="保存").click()
    page.get_by_role("link", name="还没有设置审核环节。").click()
    for number, holder in enumerate(("学校", "基地", "组织单位")):
        page.get_by_label("审核单位").nth(number).select_option(label=holder)
    page.get_by_role("button", name="保存").click()
    page.get_by_role("link", name="还没有填写须知。").click()
    page.get_by_label("项目办名称").fill("双师认定项目办")
    page.get_by_label("须知").fill("请在截止前提交。")
    page.get_by_role("button", name="保存").click()
    page.get_by_role("link", name="预览并发布").click()
    page.get_by_label("以上内容已核对无误").check()
    page.get_by_role("button", name="发布", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="发布").click()
    expect(page.get_by_text("未开始")).to_be_visible()
    assert Plan.objects.get().state == "published"


def test_without_scripts(place, book, no_js_page, works):
    plan = place.ready()
    works(no_js_page, place.keeper)
    no_js_page.goto(url("preview", plan.pk))
    no_js_page.get_by_label("以上内容已核对无误").check()
    no_js_page.get_by_role("button", name="发布", exact=True).click()
    no_js_page.get_by_role("link", name="审核环节").click()
    no_js_page.get_by_label("审核单位").nth(2).select_option(label="不设这一级")
    no_js_page.get_by_label("变更原因").fill("精简环节")
    no_js_page.get_by_role("button", name="保存").click()
    expect(no_js_page.get_by_text("精简环节")).to_be_visible()
    no_js_page.get_by_role("link", name="撤回").click()
    no_js_page.get_by_label("撤回原因").fill("政策调整")
    no_js_page.get_by_label("终止全部申请").check()
    no_js_page.get_by_role("button", name="撤回计划").click()
    expect(no_js_page.get_by_text("计划已撤回")).to_be_visible()
    no_js_page.goto(url("entrustments"))
    no_js_page.get_by_label("受委托单位").select_option(label=place.base.name)
    no_js_page.get_by_role("button", name="委托", exact=True).click()
    no_js_page.get_by_role("button", name="结束").click()
    expect(no_js_page.get_by_role("heading", name="已结束的委托")).to_be_visible()
    plan.refresh_from_db()
    assert (plan.state, plan.stages.count()) == ("withdrawn", 2)


def test_the_slower_of_two_reads_what_the_faster_one_saved(place, story, page, works, axe):
    plan = story["plan"]
    works(page, place.keeper)
    page.goto(url("notice", plan.pk))
    services.save_plan(
        plan, {"office": "新项目办"}, version=plan.version, actor=place.keeper, reason="更名"
    )
    page.get_by_label("须知").fill("我写的须知")
    page.get_by_label("变更原因").fill("补充说明")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("刚被其他人修改过")).to_be_visible()
    expect(page.get_by_label("须知")).to_have_value("我写的须知")
    axe(page)
    picture(page, "stale")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("补充说明")).to_be_visible()
