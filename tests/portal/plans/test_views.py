"""The pages of plans: who finds them, what they say, and that nothing typed is lost."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.clock import now
from portal.organisations.enums import Role
from portal.plans import services
from portal.plans.kinds import UnderWay
from portal.plans.models import Entrustment, Plan, PlanChange
from portal.reference.models import Holiday
from tests.factories.accounts import sign_in_as, staff_user
from tests.factories.plans import SAMPLE, sample_kind

BASICS = {
    "version": "1",
    "name": "双师型教师认定",
    "year": "2026",
    "opens_at_day": "2026-12-01",
    "opens_at_time": "9:00",
    "closes_at_day": "2026年12月20日",
    "closes_at_time": "17:00",
    "evidence_until": "2026-11-30",
    "valid_years": "5",
    "remind_days": "7、3、1",
}
NOTICE = {"version": "1", "office": "项目办", "contact_phone": "0571-1", "notice": "新须知"}
STAGES = {
    "version": "1",
    "holder_1": "unit",
    "label_1": "",
    "days_1": "5",
    "holder_2": "",
    "label_2": "",
    "days_2": "5",
    "holder_3": "plan",
    "label_3": "省级",
    "days_3": "10",
}
WITHDRAW = {"version": "1", "reason": "文件修订", "cases": "stop"}


def url(name, *args):
    return reverse(f"plans:{name}", args=args)


@pytest.fixture
def client(place) -> Client:
    return sign_in_as(Client(), place.keeper)


def text(response):
    return re.sub(r"<[^>]+>", "", response.content.decode())


PAGES = ("plan", "edit", "stages", "notice", "preview", "withdraw", "copy")


def test_pages_are_found_by_who_keeps_the_plan(place):
    own, other = place.published(body=place.base), place.published()
    given = place.entrust(place.base)
    for user, statuses in (
        (place.keeper, (200, 200, 200)),
        (place.base_admin, (200, 404, 404)),
        (place.city_admin, (404, 404, 404)),
        (place.foreign_keeper, (404, 404, 200)),
        (staff_user(place.province, Role.SYSTEM_ADMIN), (404, 404, 404)),
        (staff_user(place.base, Role.REVIEWER), (404, 404, 404)),
    ):
        browser = sign_in_as(Client(), user)
        for name in PAGES:
            found = [browser.get(url(name, plan.pk)).status_code for plan in (own, other)]
            assert tuple(found) == statuses[:2], (user, name)
            if name not in ("plan", "preview", "copy"):
                posted = [browser.post(url(name, p.pk)).status_code for p in (own, other)]
                assert [code == 404 for code in posted] == [s == 404 for s in statuses[:2]]
        assert browser.get(url("entrustments")).status_code == statuses[2]
        ended = browser.post(url("end-entrustment", given.pk)).status_code
        assert ended == (302 if user is place.keeper else 404)
        given = Entrustment.objects.get(pk=given.pk)
        if given.ended_at:
            given = place.entrust(place.base)


def test_the_list_shows_what_is_kept(place, client):
    place.plan(name="草稿一")
    place.published(name="进行二")
    place.published(name="未开始三", opens_at=now() + timedelta(days=1))
    place.published(name="已结束四", closes_at=now(), opens_at=now() - timedelta(days=9), year=2025)
    place.plan(body=place.abroad, name="外省的")
    page = text(client.get(url("list")))
    for said in ("草稿一", "进行二", "未开始三", "已结束四"):
        assert said in page
    assert "外省的" not in page
    for query, names in (
        ("phase=draft", {"草稿一"}),
        ("phase=open", {"进行二"}),
        ("phase=before", {"未开始三"}),
        ("phase=over", {"已结束四"}),
        ("phase=withdrawn", set()),
        ("year=2025", {"已结束四"}),
        ("phase=nonsense", {"草稿一", "进行二", "未开始三", "已结束四"}),
    ):
        rows = client.get(url("list") + "?" + query).context["rows"]
        assert {row.plan.name for row in rows} == names


def test_the_list_says_when_it_is_empty(place, client):
    assert "还没有计划" in text(client.get(url("list")))
    assert "没有符合条件的计划" in text(client.get(url("list") + "?phase=open"))


@pytest.mark.parametrize("name", ["list", "plan"])
def test_as_many_queries_for_one_plan_as_for_three(place, client, name, django_assert_num_queries):
    first = place.published()
    address = url("plan", first.pk) if name == "plan" else url("list")
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    place.published()
    place.published(body=place.base)
    with django_assert_num_queries(len(one)):
        client.get(address)


def test_a_plan_is_made_and_filled_and_published(place, client, book):
    made = client.post(
        url("new"), {"workflow": SAMPLE, "body": place.province.pk, "name": "双师", "year": "2026"}
    )
    plan = Plan.objects.get()
    assert made.url == url("plan", plan.pk)
    page = text(client.get(made.url))
    assert "发布前还要完成 5 项" in page
    client.post(url("edit", plan.pk), BASICS)
    client.post(url("stages", plan.pk), {**STAGES, "version": "2"})
    client.post(url("notice", plan.pk), {**NOTICE, "version": "3"})
    plan.refresh_from_db()
    stages = [(s.position, s.holder, s.label, s.working_days) for s in plan.stages.all()]
    assert stages == [(1, "unit", "学校", 5), (2, "plan", "省级", 10)]
    assert (plan.name, plan.office, plan.remind_days) == ("双师型教师认定", "项目办", [7, 3, 1])
    assert "可以发布了" in text(client.get(made.url))
    answer = client.post(url("publish", plan.pk), {"version": "4"})
    assert answer.status_code == 422
    assert "请勾选：以上内容已核对无误" in text(answer)
    answer = client.post(url("publish", plan.pk), {"version": "4", "checked": "on"}, follow=True)
    assert "“双师型教师认定”已发布" in text(answer)
    assert "未开始" in text(answer)


def test_a_copy_is_made_from_the_list_or_from_the_plan(place, client, book):
    source = place.published()
    client.post(
        url("new"),
        {
            "workflow": SAMPLE,
            "body": place.province.pk,
            "source": source.pk,
            "name": "明年",
            "year": "2027",
        },
    )
    client.post(url("copy", source.pk), {"body": place.province.pk, "name": "后年", "year": "2028"})
    copies = Plan.objects.exclude(pk=source.pk).order_by("year")
    assert [(plan.name, plan.notice) for plan in copies] == [
        ("明年", source.notice),
        ("后年", source.notice),
    ]
    assert [made for _, made in book.copied] == [plan.pk for plan in copies]


def test_a_name_that_is_taken_is_told_beside_it(place, client):
    plan = place.plan()
    values = {"body": place.province.pk, "name": plan.name, "year": plan.year}
    answer = client.post(url("copy", plan.pk), values)
    assert answer.status_code == 422
    assert "同名" in answer.context["form"].errors["name"][0]


def test_a_copy_of_another_workflow_is_refused(place, client):
    source = place.plan()
    with sample_kind(workflow="second", label="另一业务"):
        answer = client.post(
            url("new"),
            {
                "workflow": "second",
                "body": place.province.pk,
                "source": source.pk,
                "name": "新",
                "year": "2026",
            },
        )
    assert "source" in answer.context["form"].errors


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"closes_at_day": "2026-12-01", "closes_at_time": "8:59"}, "closes_at"),
        ({"closes_at_time": "25:00"}, "closes_at"),
        ({"opens_at_day": "", "opens_at_time": "10:00"}, "opens_at"),
        ({"evidence_until": "2026-12-21"}, "evidence_until"),
        ({"year": "2027"}, "year"),
        ({"year": "20"}, "year"),
        ({"remind_days": "30、7"}, "remind_days"),
        ({"remind_days": "七"}, "remind_days"),
        ({"remind_days": "0"}, "remind_days"),
        ({"remind_days": "1 2 3 4 5 6"}, "remind_days"),
        ({"valid_years": "0"}, "valid_years"),
        ({"name": ""}, "name"),
        ({"name": "名" * 61}, "name"),
    ],
)
def test_contradictions_are_told_at_their_field_and_nothing_is_lost(place, client, wrong, field):
    plan = place.plan()
    answer = client.post(url("edit", plan.pk), {**BASICS, **wrong})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    page = answer.content.decode()
    for value in filter(None, {**BASICS, **wrong}.values()):
        assert f'value="{value}"' in page
    plan.refresh_from_db()
    assert plan.version == 1


@pytest.mark.parametrize(
    ("name", "values"), [("edit", BASICS), ("notice", NOTICE), ("stages", STAGES)]
)
def test_a_published_plan_asks_for_a_reason(place, client, book, name, values):
    book.concerned = [place.teacher(), place.teacher()]
    plan = place.published(opens_at=now() + timedelta(days=1))
    assert "保存后将通知 2 位" in text(client.get(url(name, plan.pk)))
    answer = client.post(url(name, plan.pk), values)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["reason"]
    answer = client.post(url(name, plan.pk), {**values, "reason": "应学校要求"}, follow=True)
    assert PlanChange.objects.get().reason == "应学校要求"
    assert "应学校要求" in text(answer)


@pytest.mark.parametrize("name", ["edit", "notice", "stages"])
def test_a_draft_asks_for_none(place, client, name):
    answer = client.get(url(name, place.ready().pk))
    assert "reason" not in answer.context["form"].fields


@pytest.mark.parametrize(
    ("name", "values", "typed"),
    [
        ("edit", BASICS, 'value="双师型教师认定"'),
        ("notice", NOTICE, "新须知"),
        ("stages", STAGES, 'value="省级"'),
    ],
)
def test_the_slower_one_keeps_what_was_typed_and_may_save_again(place, client, name, values, typed):
    plan = place.ready()
    services.save_plan(plan, {"notice": "别人写的"}, version=1, actor=place.keeper)
    answer = client.post(url(name, plan.pk), values)
    assert answer.status_code == 409
    assert "刚被其他人修改过" in text(answer)
    assert typed in answer.content.decode()
    assert ("别人写的" in text(answer)) == (name == "notice")
    hidden = re.search(r'name="version" value="(\d+)"', answer.content.decode())
    assert hidden[1] == "2"
    assert client.post(url(name, plan.pk), {**values, "version": "2"}).status_code == 302


def test_an_open_window_stays_open(place, client):
    plan = place.published()
    answer = client.post(url("edit", plan.pk), {**BASICS, "reason": "改"})
    assert list(answer.context["form"].errors) == ["opens_at"]


def test_a_level_must_be_chosen(place, client):
    plan = place.plan()
    answer = client.post(url("stages", plan.pk), {**STAGES, "holder_1": "", "holder_3": ""})
    assert answer.status_code == 422
    assert "holder_1" in answer.context["form"].errors
    answer = client.post(url("stages", plan.pk), {**STAGES, "holder_1": "county"})
    assert answer.status_code == 422


def test_a_withdrawal_says_what_hangs_on_it_and_asks_for_a_reason(place, client, book, run_jobs):
    book.under_way = UnderWay(drafts=12, cases=34)
    plan = place.published()
    page = text(client.get(url("withdraw", plan.pk)))
    assert "12 份草稿" in page
    assert "34 件申请" in page
    answer = client.post(url("withdraw", plan.pk), {"version": "1", "reason": " "})
    assert set(answer.context["form"].errors) == {"reason", "cases"}
    answer = client.post(url("withdraw", plan.pk), WITHDRAW, follow=True)
    assert "计划已撤回" in text(answer)
    run_jobs()
    assert book.stopped == [plan.pk]


def test_a_stale_withdrawal_keeps_the_reason(place, client):
    plan = place.published()
    services.save_plan(plan, {"office": "新"}, version=1, actor=place.keeper, reason="改")
    answer = client.post(url("withdraw", plan.pk), WITHDRAW)
    assert answer.status_code == 409
    assert "文件修订" in answer.content.decode()
    assert client.post(url("withdraw", plan.pk), {**WITHDRAW, "version": "2"}).status_code == 302


def test_pages_of_another_state_lead_back(place, client):
    draft, withdrawn = place.ready(), place.plan(withdrawn=True)
    for name, plan in (("withdraw", draft), ("withdraw", withdrawn), ("edit", withdrawn)):
        answer = client.get(url(name, plan.pk))
        assert (answer.status_code, answer["Location"]) == (302, url("plan", plan.pk))
    answer = client.post(url("edit", withdrawn.pk), {**BASICS, "reason": "改"})
    assert "计划已撤回，不能再修改" in text(answer)
    answer = client.post(url("withdraw", draft.pk), WITHDRAW)
    assert "只有已发布的计划可以撤回" in text(answer)
    assert not PlanChange.objects.exists()


def test_publishing_what_is_not_ready_or_was_changed_publishes_nothing(place, client):
    plan = place.plan()
    sent = {"version": "1", "checked": "on"}
    answer = client.post(url("publish", plan.pk), sent, follow=True)
    assert "还不能发布" in text(answer)
    assert "还没有设置审核环节" in text(answer)
    ready = place.ready()
    services.save_plan(ready, {"notice": "别人写的"}, version=1, actor=place.keeper)
    answer = client.post(url("publish", ready.pk), sent, follow=True)
    assert "请重新核对后再发布" in text(answer)
    published = place.published()
    answer = client.post(url("publish", published.pk), sent, follow=True)
    assert "不能再发布" in text(answer)
    assert not PlanChange.objects.exists()


def test_the_preview_counts_working_days_and_warns_of_missing_holidays(place, client):
    # Whoever ran before may have loaded the calendar for all.
    Holiday.objects.all().delete()
    plan = place.ready(opens_at=now() + timedelta(days=1), closes_at=now() + timedelta(days=10))
    page = text(client.get(url("preview", plan.pk)))
    assert "如果在2026年11月24日（周二）提交" in page
    assert "学校审核：最迟 2026年12月1日（周二）" in page
    assert "基地审核：最迟 2026年12月8日（周二）" in page
    assert "2026年节假日未维护" in page
    Holiday.objects.create(day="2026-11-25", name="假日", is_workday=False)
    page = text(client.get(url("preview", plan.pk)))
    assert "学校审核：最迟 2026年12月2日（周三）" in page
    assert "节假日未维护" not in page


def test_a_kind_shows_its_own_preview(place, client):
    with sample_kind(
        workflow="own", preview="plans/_told.html", preview_context=lambda plan: {"concerned": 77}
    ):
        plan = place.published(workflow="own")
        assert "77" in text(client.get(url("preview", plan.pk)))


def test_each_obstacle_leads_to_its_page(place, client, book):
    book.missing = ["还没有材料清单。"]
    plan = place.plan(opens_at=None, office="")
    found = client.get(url("plan", plan.pk)).context["obstacles"]
    assert [(each.text, each.url) for each in found] == [
        ("还没有填写开始时间。", url("edit", plan.pk)),
        ("还没有设置审核环节。", url("stages", plan.pk)),
        ("还没有填写项目办名称。", url("notice", plan.pk)),
        ("还没有材料清单。", url("list")),
    ]


def test_the_province_entrusts_a_base(place, client):
    answer = client.post(
        url("entrustments"),
        {"workflow": SAMPLE, "body": place.base.pk, "note": "试点"},
        follow=True,
    )
    assert "已委托云岭培训基地" in text(answer)
    given = Entrustment.objects.get()
    assert (given.body, given.given_by, given.note) == (place.base, place.keeper, "试点")
    answer = client.post(url("end-entrustment", given.pk), follow=True)
    assert "已结束的委托" in text(answer)
    assert client.post(url("entrustments"), {"workflow": SAMPLE}).status_code == 422
    foreign = {"workflow": SAMPLE, "body": place.foreign_city.pk}
    assert client.post(url("entrustments"), foreign).status_code == 422


def test_a_foreign_entrustment_is_not_found(place, client):
    given = place.entrust(place.foreign_city)
    assert client.post(url("end-entrustment", given.pk)).status_code == 404


def test_only_what_is_held_is_offered(place):
    place.entrust(place.base)
    browser = sign_in_as(Client(), place.base_admin)
    form = browser.get(url("new")).context["form"]
    assert list(form.bodies.values()) == [place.base]
    answer = browser.post(
        url("new"), {"workflow": SAMPLE, "body": place.province.pk, "name": "新", "year": "2026"}
    )
    assert answer.status_code == 422
    assert not Plan.objects.exists()


def test_only_keepers_are_led_to_the_plans(place):
    place.entrust(place.base)
    for user, led in (
        (place.keeper, True),
        (place.base_admin, True),
        (place.city_admin, False),
        (staff_user(place.school), False),
    ):
        page = sign_in_as(Client(), user).get(reverse("approvals:list")).content.decode()
        assert (f'href="{url("list")}"' in page) == led
