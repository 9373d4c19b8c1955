"""The pages of offers in a browser: from an empty plan to the preview; on a phone; no scripts."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from certification.dual_qualified.models import Offer
from certification.dual_qualified.queries import offering
from certification.dual_qualified.services import offering as services
from certification.dual_qualified.services.issuing import issue_one
from certification.dual_qualified.standard import content_for
from portal.plans.models import PlanChange
from tests.factories.accounts import sign_in_as
from tests.factories.plans import PlanFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
JUNIOR = ("higher", "junior")


def url(name, *args):
    return reverse(f"dual_qualified:{name}", args=args)


@pytest.fixture
def works(client, live_server, settings):
    """`works(page, user)`: signed in with the second factor."""

    def enter(page, user):
        key = sign_in_as(client, user).cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": key.key, "value": key.value, "url": live_server.url}])

    return enter


@pytest.fixture
def draft(world):
    return PlanFactory(workflow="dual_qualified", body=world.province, name="2027年双师型教师认定")


@pytest.fixture
def addresses(world, draft):
    """Every page, of a plan that is full and of one that is empty."""
    world.offer.delete()
    for place in offering.PLACES[2:]:
        services.make(world.plan, *place, content_for(place[1]))
    world.offer = offering.offer_at(world.plan, JUNIOR)
    issued = PlanFactory(workflow="dual_qualified", body=world.province, published=True, name="旧")
    services.make(issued, *JUNIOR, content_for("junior"))
    return {
        "offers": url("offers", world.plan.pk),
        "empty": url("offers", draft.pk),
        "offer": url("offer", world.plan.pk, "higher", "senior"),
        "rule": url("number-rule", world.plan.pk),
        "rule-draft": url("number-rule", draft.pk),
        "preview": reverse("plans:preview", args=[world.plan.pk]),
    }


def wrong(page: Page) -> None:
    """Every part of the page with something wrong in it."""
    page.locator("[name=clauses-0-code]").fill("2")
    page.locator("[name=evidence-0-name]").fill("")
    page.locator("[name=condition-employed-number]").fill("x")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("条款第 2 行 代码与第 1 行重复")


def test_every_page_is_accessible(world, addresses, page, works, axe):
    works(page, world.province_admin)
    for address in addresses.values():
        page.goto(address)
        axe(page)
    page.goto(addresses["offer"])
    wrong(page)
    axe(page)


def test_on_a_phone_nothing_scrolls_sideways(world, addresses, phone_page, works, axe):
    works(phone_page, world.province_admin)
    for name, address in addresses.items():
        phone_page.goto(address)
        phone_page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
        assert phone_page.evaluate("document.documentElement.scrollWidth") <= 390, name
        axe(phone_page)
    phone_page.goto(addresses["offer"])
    wrong(phone_page)
    assert phone_page.evaluate("document.documentElement.scrollWidth") <= 390
    axe(phone_page)


def test_the_pages_of_a_numbered_plan(world, page, works, axe):
    issue_one(world.passed().pk, world.province_admin)
    works(page, world.province_admin)
    page.goto(url("number-rule", world.plan.pk))
    expect(page.get_by_text("编号规则不能再改")).to_be_visible()
    expect(page.locator("main form")).to_have_count(0)
    axe(page)


def test_from_an_empty_plan_to_the_preview(world, draft, page, works):
    works(page, world.province_admin)
    page.goto(reverse("plans:plan", args=[draft.pk]))
    page.get_by_role("link", name="开放的类型和级别").click()
    page.get_by_role("button", name="使用参考标准").click()
    expect(page.get_by_text("请对照本省标准修改")).to_be_visible()
    page.get_by_label("中等职业教育高级").uncheck()
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_label("中等职业教育高级")).not_to_be_checked()
    page.get_by_role("link", name="设置 高等职业教育初级").click()
    clauses = page.locator("#clauses")
    clauses.get_by_role("button", name="添加一行").click()
    clauses.get_by_label("代码").last.fill("5")
    clauses.get_by_label("条款内容").last.fill("主持过校级以上教学改革项目。")
    education = page.get_by_role("group", name="最高学历不低于")
    education.get_by_label("要求").select_option(label="只提示")
    education.get_by_label("学历").select_option(label="大学专科毕业")
    page.get_by_role("button", name="保存", exact=True).click()
    line = page.locator("li", has=page.get_by_role("link", name="设置 高等职业教育初级"))
    expect(line).to_contain_text("条款 5 · 材料 6 · 条件 8")
    page.goto(reverse("plans:preview", args=[draft.pk]))
    page.locator("summary", has_text="高等职业教育 · 初级").click()
    expect(page.get_by_text("主持过校级以上教学改革项目。")).to_be_visible()
    expect(page.get_by_text("最高学历不低于大学专科毕业")).to_be_visible()


def test_without_scripts(world, no_js_page, works):
    page = no_js_page
    works(page, world.province_admin)
    page.goto(url("offers", world.plan.pk))
    page.get_by_label("高等职业教育中级").check()
    page.get_by_label("从哪里复制").select_option(label="高等职业教育 · 初级")
    page.get_by_label("变更原因").fill("增开中级")
    page.get_by_role("button", name="保存").click()
    page.get_by_role("link", name="设置 高等职业教育中级").click()
    page.locator("#evidence").get_by_role("button", name="添加一行").click()
    page.locator("[name=evidence-2-code]").fill("E3")
    page.locator("[name=evidence-2-name]").fill("业绩证明")
    page.get_by_role("button", name="删除 第 2 行").last.click()
    expect(page.locator("[name=evidence-1-name]")).to_have_value("业绩证明")
    page.get_by_label("变更原因").fill("调整材料")
    page.get_by_role("button", name="保存", exact=True).last.click()
    expect(page.get_by_text("已保存")).to_be_visible()
    offer = Offer.objects.get(level="intermediate")
    assert [item.code for item in offer.evidence.all()] == ["E1", "E3"]
    reasons = PlanChange.objects.order_by("version").values_list("reason", flat=True)
    assert list(reasons) == ["增开中级", "调整材料"]
    page.goto(url("number-rule", world.plan.pk))
    page.get_by_label("编号前缀").fill("云{year}")
    page.get_by_role("button", name="更新示例").click()
    expect(page.get_by_text("云2026000001").first).to_be_visible()
