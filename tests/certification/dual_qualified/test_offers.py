"""The pages on which a plan's offers are kept: who finds them, what they say, what they keep."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from certification.dual_qualified.enums import Level, Track
from certification.dual_qualified.models import NumberRule, Offer
from certification.dual_qualified.queries import offering
from certification.dual_qualified.rules.content import Content
from certification.dual_qualified.services import offering as services
from certification.dual_qualified.services.issuing import issue_one
from certification.dual_qualified.standard import CAUTION, content_for
from portal.organisations.enums import BodyKind, Role
from portal.plans import services as plans
from portal.plans.models import PlanChange
from tests.certification.dual_qualified.offers import CLAUSES, EVIDENCE, sent
from tests.factories.accounts import sign_in_as, staff_user
from tests.factories.plans import EntrustmentFactory, PlanFactory
from tests.portal.approvals.world import body

HIGHER_JUNIOR = ("higher", "junior")


def url(name, *args):
    return reverse(f"dual_qualified:{name}", args=args)


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", response.content.decode()))


@pytest.fixture
def client(world) -> Client:
    return sign_in_as(Client(), world.province_admin)


@pytest.fixture
def draft(world):
    return PlanFactory(workflow="dual_qualified", body=world.province, name="新计划")


def pages(plan):
    yield url("offers", plan.pk)
    yield url("offer", plan.pk, *HIGHER_JUNIOR)
    yield url("number-rule", plan.pk)


# Access


def test_pages_are_found_by_who_keeps_the_plan(world):
    entrusted = PlanFactory(workflow="dual_qualified", body=world.base)
    services.make(entrusted, *HIGHER_JUNIOR, content_for("junior"))
    EntrustmentFactory(workflow="dual_qualified", body=world.base)
    abroad = body(BodyKind.PROVINCE, "外省教育厅")
    for user, statuses in (
        (world.province_admin, (200, 200)),
        (world.base_admin, (404, 200)),
        (staff_user(world.city, Role.BUREAU_ADMIN), (404, 404)),
        (world.school_admin, (404, 404)),
        (staff_user(abroad, Role.BUREAU_ADMIN), (404, 404)),
        (staff_user(world.province, Role.SYSTEM_ADMIN), (404, 404)),
        (staff_user(world.province, Role.REVIEWER), (404, 404)),
    ):
        browser = sign_in_as(Client(), user)
        for plan, status in zip((world.plan, entrusted), statuses, strict=True):
            for address in pages(plan):
                assert browser.get(address).status_code == status, (user, address)
                assert (browser.post(address).status_code == 404) is (status == 404)
            answer = browser.post(url("offers-standard", plan.pk)).status_code
            assert answer == (302 if status == 200 else 404)
    assert Offer.objects.count() == 2


def test_visitors_sign_in_and_teachers_find_nothing(world):
    teacher = sign_in_as(Client(), world.teacher())
    for address in pages(world.plan):
        assert Client().get(address).status_code == 302
        assert teacher.get(address).status_code == 404


def test_another_workflow_has_no_offers(world, client):
    other = PlanFactory(workflow="recognition", body=world.province)
    for address in pages(other):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("place", [("higher", "senior"), ("higher", "expert"), ("x", "junior")])
def test_what_is_not_open_has_no_page(world, client, place):
    assert client.get(url("offer", world.plan.pk, *place)).status_code == 404


def test_a_withdrawn_plan_is_not_changed(world, client):
    plans.withdraw(world.plan, "撤回", False, version=1, actor=world.province_admin)
    version = str(world.plan.version + 1)
    for address in pages(world.plan):
        for answer in (client.get(address), client.post(address, sent(reason="改"))):
            assert answer.url == reverse("plans:plan", args=[world.plan.pk])
    client.post(url("offers-standard", world.plan.pk), {"version": version})
    assert Offer.objects.get() == world.offer


# Which are open


def test_the_grid_tells_how_each_stands(world, client):
    services.make(world.plan, "secondary", "senior", Content())
    world.drafted(world.teacher())
    page = client.get(url("offers", world.plan.pk))
    lines = {
        (track, line.level): (line.status, line.counts, line.held, line.url)
        for track, rows in page.context["lines"]
        for line in rows
    }
    assert len(lines) == 6
    assert lines["高等职业教育", "初级"] == (
        "已设置",
        "条款 2 · 材料 2 · 条件 2",
        "已有 1 份草稿",
        url("offer", world.plan.pk, *HIGHER_JUNIOR),
    )
    assert lines["中等职业教育", "高级"][:3] == ("缺条款、材料", "条款 0 · 材料 0 · 条件 0", "")
    assert lines["中等职业教育", "初级"] == ("未开放", "", "", "")
    assert "修改要写明原因" in text(page)


def test_opening_and_closing(world, client):
    address = url("offers", world.plan.pk)
    answer = client.post(
        address,
        {
            "version": "1",
            "open": ["higher-junior", "secondary-junior"],
            "source": "higher-junior",
            "reason": "增开中职",
        },
    )
    assert answer.url == address
    assert offering.places_of(world.plan) == [("secondary", "junior"), HIGHER_JUNIOR]
    assert PlanChange.objects.get().reason == "增开中职"
    assert "已保存" in text(client.get(address))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"open": ["higher-junior", "higher-senior"]}, "请填写变更原因"),
        ({"open": ["higher-junior", "higher-senior"], "reason": "增"}, "请选择从哪一项复制"),
        ({"open": ["higher-expert"], "reason": "增"}, "开放的类型和级别"),
        ({"reason": "关"}, "至少要开放一项"),
        ({"open": ["higher-senior"], "source": "higher-junior", "reason": "换"}, "已有 1 份草稿"),
        ({"open": "\0", "source": "\0", "version": "-1", "reason": "\0"}, "变更原因"),
    ],
)
def test_what_is_refused_is_told_and_what_was_typed_stays(world, client, data, said):
    if "草稿" in said:
        world.drafted(world.teacher())
    answer = client.post(url("offers", world.plan.pk), {"version": "1", **data})
    assert answer.status_code == 422
    assert said in text(answer)
    ticked = set(re.findall(r'value="([\w-]+)"[^>]*checked', answer.content.decode()))
    known = {f"{track}-{level}" for track in Track for level in Level}
    assert ticked == set(data.get("open", [])) & known
    assert offering.places_of(world.plan) == [HIGHER_JUNIOR]


def test_the_slower_of_two_reads_what_is_stored(world, client):
    services.set_open(
        world.plan,
        [HIGHER_JUNIOR, ("higher", "senior")],
        source=HIGHER_JUNIOR,
        version=1,
        actor=world.province_admin,
        reason="增",
    )
    data = {"open": ["higher-junior"], "reason": "我的原因"}
    answer = client.post(url("offers", world.plan.pk), {"version": "1", **data})
    assert answer.status_code == 409
    page = text(answer)
    assert "刚被其他人修改过" in page
    assert "高等职业教育 · 高级 开放" in page
    assert "我的原因" in page
    again = answer.context["form"]["version"].value()
    assert client.post(
        url("offers", world.plan.pk), {"version": again, **data}
    ).status_code == 302  # fmt: skip
    assert offering.places_of(world.plan) == [HIGHER_JUNIOR]


# The reference standard


def test_the_standard_is_offered_to_an_empty_plan_only(world, client, draft):
    address = url("offers", draft.pk)
    assert CAUTION in text(client.get(address))
    answer = client.post(url("offers-standard", draft.pk), {"version": "1"})
    assert answer.url == address
    page = text(client.get(address))
    assert CAUTION in page
    assert "使用参考标准" not in page
    assert Offer.objects.filter(plan=draft).count() == 6


@pytest.mark.parametrize("version", ["", "7", "x", "9" * 40])
def test_the_standard_takes_the_version_of_its_page(client, draft, version):
    answer = client.post(url("offers-standard", draft.pk), {"version": version})
    assert answer.status_code == 302
    assert not draft.offers.exists()
    assert "刚刚被他人修改过" in text(client.get(answer.url))


def test_the_standard_has_no_page(client, draft):
    assert client.get(url("offers-standard", draft.pk)).status_code == 405


# One offer


def test_an_offer_is_saved_whole(client, draft):
    services.make(draft, *HIGHER_JUNIOR, Content())
    answer = client.post(url("offer", draft.pk, *HIGHER_JUNIOR), sent())
    assert answer.url == url("offers", draft.pk)
    content = offering.content_at(draft, HIGHER_JUNIOR)
    assert [(each.code, each.text) for each in content.clauses] == list(CLAUSES)
    assert [each.code for each in content.evidence] == [row[0] for row in EVIDENCE]
    assert [(each.kind, each.value) for each in content.conditions] == [("employed", 24)]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"reason": ""}, "请填写变更原因"),
        ({"clauses": (("1", "改过的条款"), ("1", "重复"))}, "代码与第 1 行重复"),
        ({"clauses": ()}, "请至少填写 1 行条款"),
        ({"evidence": (("E7", "改了代码", "yes", "1", ""),)}, "材料 E1 已有 1 份申请使用"),
        ({"conditions": (("education", "told", "zz"),)}, "最高学历不低于"),
        ({"clauses-TOTAL_FORMS": "99999999999999999999"}, ""),
        ({"evidence-0-name": "\0"}, "第 1 行"),
    ],
)
def test_a_wrong_offer_keeps_what_was_typed(world, client, change, said):
    world.drafted(world.teacher())
    before = offering.content_of(world.offer)
    data = sent(**{"reason": "改", "rule-major-hint": "照聘书填写", **change})
    answer = client.post(url("offer", world.plan.pk, *HIGHER_JUNIOR), data)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in text(answer)
    assert "照聘书填写" in page
    for row in change.get("clauses", ()):
        assert row[1] in page
    assert offering.content_of(world.offer) == before


@pytest.mark.parametrize(
    "data", [{}, {"version": "x"}, {"action": "add-row"}, {"action": "remove-row:clauses:99"}]
)
def test_nonsense_is_no_error_of_ours(world, client, data):
    for address in pages(world.plan):
        assert client.post(address, data).status_code in (200, 422)
    assert offering.content_of(world.offer).clauses


def test_a_row_more_without_scripts(world, client):
    address = url("offer", world.plan.pk, *HIGHER_JUNIOR)
    answer = client.post(address, sent(action="add-row:clauses", **{"rule-major-hint": "照聘书"}))
    assert answer.status_code == 200
    assert 'name="clauses-2-code"' in answer.content.decode()
    assert "照聘书" in answer.content.decode()
    assert "field__error" not in answer.content.decode()
    assert not PlanChange.objects.exists()


def test_the_slower_of_two_reads_the_stored_offer(world, client):
    before = offering.content_of(world.offer)
    services.save_offer(
        world.offer, content_for("junior"), version=1, actor=world.province_admin, reason="先改"
    )
    rows = [(each.code, each.text) for each in before.clauses]
    data = sent(clauses=[*rows, ("9", "我写的条款")], reason="后改")
    answer = client.post(url("offer", world.plan.pk, *HIGHER_JUNIOR), data)
    assert answer.status_code == 409
    assert "我写的条款" in answer.content.decode()
    assert content_for("junior").clauses[3].text in text(answer)
    data["version"] = answer.context["form"]["version"].value()
    assert client.post(url("offer", world.plan.pk, *HIGHER_JUNIOR), data).status_code == 302
    assert offering.content_of(world.offer).clauses[-1].text == "我写的条款"


# Numbers


def test_the_first_numbers_are_shown(world, client):
    address = url("number-rule", world.plan.pk)
    assert ("高等职业教育 · 初级", "202600000021000001") in client.get(address).context["examples"]
    answer = client.post(
        address, {"action": "example", "version": "1", "stem": "云{year}-{level}-", "digits": "4"}
    )
    assert answer.status_code == 200
    assert answer.context["examples"] == [("高等职业教育 · 初级", "云2026-1-0001")]
    assert "field__error" not in answer.content.decode()
    wrong = client.post(
        address, {"action": "example", "version": "1", "stem": "{region}", "digits": "4"}
    )
    assert "需要有年份" in text(wrong)
    assert not NumberRule.objects.exists()


def test_the_rule_of_numbers_is_saved(world, client):
    address = url("number-rule", world.plan.pk)
    data = {"version": "1", "stem": "{year}{track}", "digits": "8", "reason": "统一编号"}
    assert client.post(address, {**data, "reason": ""}).status_code == 422
    assert client.post(address, {**data, "stem": "{}"}).status_code == 422
    assert client.post(address, data).status_code == 302
    assert str(NumberRule.objects.get()) == "{year}{track} + 8"
    late = client.post(address, {**data, "stem": "{year}"})
    assert late.status_code == 409
    assert "{year}{track}" in text(late)


def test_issued_certificates_hold_the_rule(world, client):
    issue_one(world.passed().pk, world.province_admin)
    address = url("number-rule", world.plan.pk)
    page = text(client.get(address))
    assert "已签发 1 张证书" in page
    assert "202600000021000002" in page
    data = {"version": "1", "stem": "{year}", "digits": "8", "reason": "改"}
    assert client.post(address, data).status_code == 422
    assert not NumberRule.objects.exists()


# The preview, and how many queries


def test_the_preview_says_it_in_words(world, client):
    Offer.objects.all().delete()
    services.make(world.plan, *HIGHER_JUNIOR, content_for("senior"))
    page = text(client.get(reverse("plans:preview", args=[world.plan.pk])))
    for said in (
        "高等职业教育 · 初级",
        "最高学历不低于大学本科毕业 不满足不能申请",
        "近五年企业实践满 6 个月",
        content_for("senior").clauses[4].text,
        "企业实践证明 必交，最多 5 个文件",
        "近三年任教课程和课时：至少 1 行；近三年每学年至少填写一门",
    ):
        assert said in page


@pytest.mark.parametrize("page", ["offers", "preview"])
def test_as_many_queries_for_one_offer_as_for_six(world, client, page):
    address = (
        url("offers", world.plan.pk)
        if page == "offers"
        else reverse("plans:preview", args=[world.plan.pk])
    )
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for place in offering.PLACES:
        if place != HIGHER_JUNIOR:
            services.make(world.plan, *place, content_for(place[1]))
    with CaptureQueriesContext(connection) as six:
        client.get(address)
    assert len(six) == len(one)


def test_as_many_queries_for_two_clauses_as_for_five(world, client):
    address = url("offer", world.plan.pk, *HIGHER_JUNIOR)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    services.save_offer(
        world.offer, content_for("senior"), version=1, actor=world.province_admin, reason="改"
    )
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)
