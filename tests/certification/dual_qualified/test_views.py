"""The teacher's pages: what each shows in each state, whose it is, and what it does with junk."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from certification.dual_qualified.enums import Level, Section, Track
from certification.dual_qualified.models import (
    Application,
    Attachment,
    FieldRule,
    SchoolKindReport,
)
from certification.dual_qualified.rules.fields import FIELDS
from certification.dual_qualified.services import drafting, submission
from certification.dual_qualified.services.reporting import report_school_kind
from identity.models import Employment
from portal.approvals.flow import Mark
from portal.approvals.models import Case
from portal.audit.models import Entry
from portal.clock import now
from portal.organisations.enums import SchoolKind
from portal.plans.enums import PlanState
from portal.plans.models import Plan
from tests.certification.dual_qualified.world import (
    ANSWERS,
    offered,
    published_plan,
    scan,
)
from tests.factories.accounts import sign_in_as

ENTRY, MINE = reverse("dual_qualified:entry"), reverse("dual_qualified:mine")
REPORT = reverse("dual_qualified:report")
OF_AN_APPLICATION = ("application", "evidence", "check", "withdraw", "ask-return")
SECTIONS = [section.value for section in Section if section is not Section.EVIDENCE]


@pytest.fixture
def teacher(world):
    return world.teacher()


@pytest.fixture
def browser(teacher):
    return sign_in_as(Client(), teacher)


def at(name, application, *more):
    return reverse(f"dual_qualified:{name}", args=[application.pk, *more])


def text_of(response, status=200):
    assert response.status_code == status, response.status_code
    return response.content.decode()


def begin_at(plan):
    return reverse("dual_qualified:begin", args=[plan.pk])


def level_page(plan, level="junior"):
    return reverse("dual_qualified:eligibility", args=[plan.pk, level])


def returned(world, teacher, *fields):
    application = world.sent(teacher)
    marks = [Mark(field, "请写全称") for field in fields]
    world.decide(application, "return", world.school_admin, reasons=["R01"], marks=marks)
    return world.reread(application)


# The entry (C1).


def test_before_the_window_it_says_when_and_whom_to_ask(world, browser, clock):
    clock.move_to(world.plan.opens_at - timedelta(seconds=1))
    text = text_of(browser.get(ENTRY))
    for part in ("未到报名时间", "2026年11月18日 10:00", "省双师项目办", "0990-5550100"):
        assert part in text
    assert "开始报名" not in text
    assert level_page(world.plan) in text


def test_in_the_window_it_can_be_begun(world, browser):
    text = text_of(browser.get(ENTRY))
    for part in ("正在报名", "2026年12月13日 10:00", "开始报名", "高等职业教育", "20 个工作日内"):
        assert part in text


def test_after_the_window_it_says_that_it_is_over(world, browser, clock):
    clock.move_to(world.plan.closes_at)
    text = text_of(browser.get(ENTRY))
    assert "报名已于 2026年12月13日 10:00 结束" in text
    assert "开始报名" not in text


def test_without_a_plan_there_is_nothing_to_begin(world, browser):
    Plan.objects.update(state=PlanState.DRAFT, published_at=None)
    text = text_of(browser.get(ENTRY))
    assert "现在没有认定计划" in text


def test_the_type_is_explained_and_its_errors_can_be_reported(world, browser):
    text = text_of(browser.get(ENTRY))
    assert "云岭职业技术学院的学校属性是“高等职业学校”" in text
    assert "是否属于高职中专部" in text
    assert REPORT in text


def test_without_a_type_it_says_why(world, browser):
    world.school.school_kind = SchoolKind.PRIMARY
    world.school.save()
    text = text_of(browser.get(ENTRY))
    assert "不能确定认定类型" in text
    assert "开始报名" not in text
    assert REPORT in text


def test_without_a_job_there_is_nothing_to_begin(world, browser):
    Employment.objects.update(ended_on=now().date())
    assert "现在没有认定计划" in text_of(browser.get(ENTRY))


def test_once_begun_the_entry_leads_there(world, browser, teacher):
    application = drafting.begin(world.plan, teacher)
    text = text_of(browser.get(ENTRY))
    assert "继续填写" in text
    assert at("application", application) in text
    assert "开始报名" not in text


def test_what_was_reported_about_the_school_is_shown_with_its_state(world, browser, teacher):
    report_school_kind(teacher, "不对")
    text = text_of(browser.get(ENTRY))
    assert "11月23日反映的学校属性问题" in text
    assert "待学校核实" in text
    assert REPORT not in text


# A level's conditions (X6).


def test_conditions_clauses_and_files_before_beginning(world, browser):
    text = text_of(browser.get(level_page(world.plan)))
    for part in (
        "在本校任教满 24 个月", "来源：任职登记（2010-09-01）", "近五年企业实践累计六个月以上",
        "教师资格证书", "（没有可以不传）", "开始报名",
    ):  # fmt: skip
        assert part in text


def test_a_condition_that_is_not_met_names_what_mends_it(world, browser, teacher):
    Employment.objects.update(started_on=now().date() - timedelta(days=60))
    text = text_of(browser.get(level_page(world.plan)))
    assert "不符合" in text
    assert "现在还不符合" in text


@pytest.mark.parametrize("level", ["senior", "boss", "1"])
def test_a_level_that_is_not_offered(world, browser, level):
    assert browser.get(level_page(world.plan, level)).status_code == 404


def test_a_plan_of_others(world, browser):
    other = published_plan(world.other_school)
    offered(other, Track.HIGHER, Level.JUNIOR)
    assert browser.get(level_page(other)).status_code == 404
    assert browser.post(begin_at(other)).status_code == 404
    assert browser.get(level_page(Plan(pk=987654321))).status_code == 404


# Beginning.


def test_begun_by_a_button_and_a_second_click_leads_to_the_same(world, browser):
    first, second = browser.post(begin_at(world.plan)), browser.post(begin_at(world.plan))
    application = Application.objects.get()
    assert first.url == second.url == at("application", application)


def test_begun_on_a_page_that_stayed_open_too_long(world, browser, clock):
    clock.move_to(world.plan.closes_at)
    text = text_of(browser.post(begin_at(world.plan), follow=True))
    assert "报名已于 2026-12-13 10:00 结束" in text
    assert not Application.objects.exists()


# Whose pages they are.


@pytest.mark.parametrize("name", OF_AN_APPLICATION)
@pytest.mark.parametrize("who", ["colleague", "school", "nobody"])
def test_an_application_is_its_owner_s_alone(world, teacher, name, who):
    application = world.sent(teacher)
    user = {"colleague": world.teacher, "school": lambda: world.school_admin}.get(who)
    client = sign_in_as(Client(), user()) if user else Client()
    for response in (client.get(at(name, application)), client.post(at(name, application))):
        allowed = {404, 405} if user else {302, 405}
        assert response.status_code in allowed
        if response.status_code == 302:
            assert "sign-in" in response.url


@pytest.mark.parametrize("name", ["section", "save"])
def test_sections_of_others(world, teacher, name):
    address = at(name, world.drafted(teacher), "kind")
    client = sign_in_as(Client(), world.teacher())
    assert client.post(address, {"version": 1, "level": "senior"}).status_code == 404
    assert Application.objects.get().level == Level.JUNIOR


@pytest.mark.parametrize("address", [ENTRY, MINE, REPORT])
def test_an_office_alone_has_no_applications(world, address):
    assert sign_in_as(Client(), world.school_admin).get(address).status_code == 404


@pytest.mark.parametrize("pk", [0, 987654, 10**18, 10**30])
def test_numbers_that_nobody_has(world, browser, pk):
    for name in ("application", "evidence", "check"):
        assert browser.get(reverse(f"dual_qualified:{name}", args=[pk])).status_code == 404


@pytest.mark.parametrize("slug", ["evidence", "nothing", "KIND"])
def test_sections_there_are_not(world, browser, teacher, slug):
    application = world.drafted(teacher)
    assert browser.get(at("section", application, slug)).status_code == 404
    assert browser.post(at("save", application, slug)).status_code == 404


def test_looking_changes_nothing(world, browser, teacher):
    application = world.drafted(teacher)
    before, entries = world.reread(application), Entry.objects.count()
    addresses = [
        ENTRY, MINE, REPORT, level_page(world.plan),
        *(at(name, application) for name in ("application", "evidence", "check")),
        *(at("section", application, slug) for slug in SECTIONS),
    ]  # fmt: skip
    for address in addresses:
        assert browser.get(address).status_code == 200, address
    for name in ("withdraw", "ask-return"):
        assert browser.get(at(name, application)).status_code == 405
    assert browser.get(begin_at(world.plan)).status_code == 405
    after = world.reread(application)
    assert (after.version, after.data, after.saved_at) == (
        before.version, before.data, before.saved_at
    )  # fmt: skip
    assert Entry.objects.count() == entries


# The task list.


def test_of_a_new_one_everything_is_missing(world, browser, teacher):
    text = text_of(browser.get(at("application", drafting.begin(world.plan, teacher))))
    assert "未提交" in text
    assert "还缺" in text
    assert "12月13日 10:00" in text


def test_complete_it_says_so(world, browser, teacher):
    text = text_of(browser.get(at("application", world.drafted(teacher))))
    assert "还缺" not in text


def test_returned_it_says_why_what_and_until_when(world, browser, teacher):
    text = text_of(browser.get(at("application", returned(world, teacher, "title"))))
    for part in (
        "已退回，请修改后重新提交", "证明材料不清晰或缺页", "审核人员标出了 1 处需要修改",
        "不用修改", "12月7日", "办理过程",
    ):  # fmt: skip
        assert part in text


def test_what_was_marked_counts_as_done_once_it_is_changed(world, browser, teacher):
    application = returned(world, teacher, "title", "courses", "evidence-E1")
    for page in ("application", "check"):
        text = text_of(browser.get(at(page, application)))
        assert ("待修改" if page == "application" else "标出的地方还没有修改") in text
    left = text_of(browser.get(at("check", application)))
    for anchor in ("#id_title", "#courses_rows", "#attach-E1"):
        assert anchor in left
    drafting.save_answers(
        application,
        {"title": "professor", "courses": [{**ANSWERS["courses"][0], "hours": "80"}]},
        version=application.version,
    )
    there = application.attachments.get()
    browser.post(
        at("evidence", application),
        {"action": f"replace:{there.pk}", f"replace-{there.pk}": scan(800)},
    )
    text = text_of(browser.get(at("application", application)))
    assert "待修改" not in text
    assert text.count("已修改") == 3
    assert "标出的地方还没有修改" not in text_of(browser.get(at("check", application)))


def test_granted_on_request_it_says_so(world, browser, teacher):
    application = world.sent(teacher)
    submission.ask_return(application, teacher, "写错了")
    world.decide(application, "grant_return", world.school_admin)
    assert "已同意您的退回修改申请" in text_of(browser.get(at("application", application)))


def test_another_type_is_told_and_taken_over_by_a_button(world, browser, teacher):
    application = world.drafted(teacher)
    Employment.objects.update(in_vocational_section=True)
    page = at("application", application)
    assert "认定类型或工作单位有变化" in text_of(browser.get(page))
    assert world.reread(application).track == Track.HIGHER
    assert browser.post(page).url == page
    text = text_of(browser.get(page))
    assert "认定类型或工作单位有变化" not in text
    assert world.reread(application).track == Track.SECONDARY


def test_another_school_is_told_too(world, browser, teacher):
    application = world.drafted(teacher)
    Employment.objects.update(body=world.other_school)
    text = text_of(browser.get(at("application", application)))
    assert "认定类型或工作单位有变化" in text
    browser.post(at("application", application))
    assert world.reread(application).unit == world.other_school


def test_over_it_can_be_read_and_not_sent(world, browser, teacher, clock):
    application = world.drafted(teacher)
    clock.move_to(world.plan.closes_at)
    assert "现在不能提交" in text_of(browser.get(at("application", application)))
    assert "disabled" in text_of(browser.get(at("check", application)))


# Where it stands.


def test_sent_it_says_who_acts_and_by_when(world, browser, teacher):
    text = text_of(browser.get(at("application", world.sent(teacher))))
    for part in ("待学校审核", "云岭职业技术学院", "11月30日", "办理过程", "撤销", "数控编程"):
        assert part in text
    assert "近五年企业实践累计六个月以上" in text


def test_what_was_sent_can_be_opened(world, browser, teacher):
    application = world.sent(teacher)
    key = application.submitted["evidence"]["E1"][0]
    address = reverse("documents:show", args=[key])
    assert address in text_of(browser.get(at("application", application)))
    assert browser.get(address).status_code == 200


def test_overdue_it_says_whom_to_call(world, browser, teacher, clock):
    application = world.sent(teacher)
    clock.advance(days=30)
    text = text_of(browser.get(at("application", application)))
    assert "已超过 11月30日 的期限" in text


def test_after_the_first_review_there_is_no_taking_back(world, browser, teacher):
    application = world.sent(teacher)
    world.decide(application, "approve", world.school_admin)
    text = text_of(browser.get(at("application", application)))
    assert at("withdraw", application) not in text
    assert at("ask-return", application) in text


@pytest.mark.parametrize(
    ("decision", "told"),
    [("approve", "认定通过"), ("decline", "认定未通过")],
)
def test_decided(world, browser, teacher, decision, told):
    application = world.sent(teacher)
    world.decide(application, "approve", world.school_admin)
    world.decide(application, "approve", world.base_admin)
    reasons = ["D01"] if decision == "decline" else []
    world.decide(application, decision, world.province_admin, reasons=reasons)
    text = text_of(browser.get(at("application", application)))
    assert told in text
    assert ("不符合申请级别的条件" in text) is (decision == "decline")
    assert "校管甲" not in text


def test_a_draft_that_ended_with_its_plan(world, browser, teacher):
    application = drafting.begin(world.plan, teacher)
    Application.objects.update(ended_at=now())
    text = text_of(browser.get(at("application", application)))
    assert "未提交，认定计划已撤回" in text


@pytest.mark.parametrize("name", ["evidence", "check"])
def test_under_review_pages_of_filling_in_lead_to_where_it_stands(world, browser, teacher, name):
    application = world.sent(teacher)
    for response in (browser.get(at(name, application)), browser.post(at(name, application))):
        assert response.url == at("application", application)
    for method in (browser.get, browser.post):
        response = method(at("section", application, "kind"))
        assert response.url == at("application", application)


# 我的认证.


def test_mine_shows_the_own_ones_with_their_state(world, browser, teacher):
    world.sent(world.teacher())
    application = world.sent(teacher)
    text = text_of(browser.get(MINE))
    assert "待学校审核" in text
    assert application.case.reference in text
    assert text.count("查看详情") == 1
    assert "最迟 11月30日 前完成" in text


def test_mine_leads_on_where_something_is_to_be_done(world, browser, teacher, clock):
    application = returned(world, teacher, "title")
    assert "继续填写" in text_of(browser.get(MINE))
    clock.advance(days=60)
    assert "已超过 12月7日 的期限" in text_of(browser.get(MINE))
    assert at("application", application) in text_of(browser.get(MINE))


def test_mine_without_any_leads_to_the_entry(world, browser):
    assert "还没有认证" in text_of(browser.get(MINE))


# One section.


def post(browser, application, slug, **data):
    values = {"version": application.version, "action": "next", **data}
    return browser.post(at("section", application, slug), values)


def test_the_level_first_then_its_clauses(world, browser, teacher):
    application = drafting.begin(world.plan, teacher)
    page = at("section", application, "kind")
    assert "选好级别后点“下一步”" in text_of(browser.get(page))
    response = post(browser, application, "kind", level="junior", clauses_of="")
    assert response.url == f"{page}#id_clauses"
    assert "近五年企业实践累计六个月以上" in text_of(browser.get(page))
    application = world.reread(application)
    response = post(
        browser, application, "kind", level="junior", clauses_of="junior", clauses=["2"]
    )
    assert response.url == at("section", application, "qualification")
    stored = world.reread(application)
    assert (stored.level, stored.data["clauses"]) == ("junior", ["2"])


def test_another_level_clears_the_clauses(world, browser, teacher):
    offered(world.plan, Track.HIGHER, Level.SENIOR)
    application = world.drafted(teacher)
    response = post(
        browser, application, "kind", level="senior", clauses_of="junior", clauses=["1"]
    )
    assert response.url.endswith("#id_clauses")
    stored = world.reread(application)
    assert (stored.level, stored.data["clauses"]) == ("senior", [])


def test_clauses_ticked_before_an_autosave_of_the_level_are_cleared_too(world, browser, teacher):
    """The page still shows the clauses of the level it was loaded with."""
    offered(world.plan, Track.HIGHER, Level.SENIOR)
    application = world.drafted(teacher)
    values = {"level": "senior", "clauses_of": "junior", "clauses": ["1"]}
    answer = browser.post(
        at("save", application, "kind"), {**values, "version": application.version}
    ).json()
    application = world.reread(application)
    assert answer["version"] == application.version
    post(browser, application, "kind", **values)
    assert world.reread(application).data["clauses"] == []


def test_without_a_clause_it_says_so(world, browser, teacher):
    application = world.drafted(teacher)
    response = post(browser, application, "kind", level="junior", clauses_of="junior")
    assert "请至少勾选一条" in text_of(response, 422)


def test_what_is_wrong_is_kept_and_said(world, browser, teacher):
    application = drafting.begin(world.plan, teacher)
    response = post(
        browser, application, "qualification", certificate_number="12三", certificate_kind="7"
    )
    text = text_of(response, 422)
    assert "教师资格证书号码应为 17 位数字" in text
    assert 'value="12三"' in text
    assert world.reread(application).data["certificate_number"] == "12三"


def test_back_keeps_without_judging(world, browser, teacher):
    application = drafting.begin(world.plan, teacher)
    response = post(browser, application, "teaching", major="数控", action="back")
    assert response.url == at("application", application)
    assert world.reread(application).data["major"] == "数控"


def rows(name, *given, **head):
    found = {f"{name}-TOTAL_FORMS": str(len(given)), f"{name}-INITIAL_FORMS": "0", **head}
    for n, row in enumerate(given):
        found |= {f"{name}-{n}-{key}": value for key, value in row.items()}
    return found


def test_rows_are_added_and_removed_without_scripts(world, browser, teacher):
    application = drafting.begin(world.plan, teacher)
    one = {"year": "2024-2025", "course": "数控编程", "hours": "72"}
    response = post(
        browser, application, "teaching", **rows("courses", one), action="add-row:courses"
    )
    assert 'name="courses-1-course"' in text_of(response)
    application = world.reread(application)
    assert application.data["courses"] == [one]
    response = post(
        browser, application, "teaching", **rows("courses", one), action="remove-row:courses:0"
    )
    assert "数控编程" not in text_of(response)


def test_a_plan_s_rule_asks_for_rows(world, browser, teacher):
    FieldRule.objects.create(offer=world.offer, field="courses", least=2, hint="近三年每学年一行")
    application = world.drafted(teacher)
    page = text_of(browser.get(at("section", application, "teaching")))
    assert "近三年每学年一行" in page
    assert "请至少填写 2 行课程，现在有 1 行" in text_of(browser.get(at("check", application)))


def test_another_window_was_faster(world, browser, teacher):
    application = world.drafted(teacher)
    drafting.save_answers(application, {"title": "professor"}, version=application.version)
    values = {**{name: ANSWERS[name] for name in ("title", "certificate_subject")}}
    response = post(browser, application, "qualification", **values | {"title": "lecturer"})
    text = text_of(response, 409)
    assert "在别处修改过" in text
    assert world.reread(application).data["title"] == "professor"
    latest = world.reread(application)
    assert f'name="version" value="{latest.version}"' in text
    post(browser, latest, "qualification", **values | {"title": "lecturer"})
    assert world.reread(application).data["title"] == "lecturer"


def test_autosave_says_which_version_it_is_or_that_it_is_not(world, browser, teacher):
    application = world.drafted(teacher)
    address = at("save", application, "teaching")
    first = browser.post(address, {"version": application.version, "major": "机电"})
    assert first.json()["version"] == world.reread(application).version
    stale = browser.post(address, {"version": application.version, "major": "别的"})
    assert stale.status_code == 409
    assert stale.json() == {"version": world.reread(application).version}
    assert world.reread(application).data["major"] == "机电"


def test_autosave_of_what_was_sent_meanwhile_saves_nothing(world, browser, teacher):
    application = world.sent(teacher)
    response = browser.post(
        at("save", application, "teaching"), {"version": application.version, "major": "别的"}
    )
    assert response.status_code == 302
    assert world.reread(application).data["major"] == ANSWERS["major"]


def test_locked_fields_are_shown_and_stay_whatever_is_sent(world, browser, teacher):
    application = returned(world, teacher, "title")
    page = text_of(browser.get(at("section", application, "qualification")))
    assert "请写全称" in page
    values = {name: ANSWERS[name] for name in ANSWERS if name.startswith(("cert", "title"))}
    response = post(
        browser, application, "qualification",
        **values | {"title": "professor", "certificate_subject": "改了"},
    )  # fmt: skip
    assert response.status_code == 302
    stored = world.reread(application).data
    assert (stored["title"], stored["certificate_subject"]) == ("professor", "数控技术")


def test_locked_rows_stay_whatever_is_sent(world, browser, teacher):
    application = returned(world, teacher, "title")
    post(browser, application, "teaching", **rows("courses", {"course": "改了"}), major="改了")
    stored = world.reread(application).data
    assert (stored["courses"], stored["major"]) == (ANSWERS["courses"], ANSWERS["major"])


# Evidence.


def send_file(browser, application, file, code="E1", **data):
    values = {"action": f"upload:{code}", f"files-{code}": file, **data}
    return browser.post(at("evidence", application), values)


def test_a_file_is_put_and_shown(world, browser, teacher):
    application = drafting.begin(world.plan, teacher)
    application = drafting.save_answers(
        application, {"level": "junior"}, version=application.version
    )
    response = send_file(browser, application, scan(3))
    assert response.url == at("evidence", application) + "#attach-E1"
    text = text_of(browser.get(at("evidence", application)))
    assert "证书3.jpg" in text
    assert "pages/1/?small=1" in text


def test_without_a_level_there_is_no_list_yet(world, browser, teacher):
    application = drafting.begin(world.plan, teacher)
    assert "请先选择认定级别" in text_of(browser.get(at("evidence", application)))


@pytest.mark.parametrize(
    ("file", "message"),
    [
        (SimpleUploadedFile("空.pdf", b""), "空.pdf：这个文件是空的"),
        (SimpleUploadedFile("a.exe", b"MZ" + bytes(99)), "a.exe：这不是可以使用的文件类型"),
    ],
    ids=["empty", "wrong type"],
)
def test_a_bad_file_is_named_beside_its_line(world, browser, teacher, file, message):
    application = world.drafted(teacher)
    file.seek(0)
    text = text_of(send_file(browser, application, file, "E2"), 422)
    assert message in text
    assert "有文件没有上传成功" in text
    assert Attachment.objects.count() == 1


def test_of_several_files_the_good_ones_are_kept(world, browser, teacher):
    application = world.drafted(teacher)
    several = [scan(1001), SimpleUploadedFile("坏.jpg", b"no"), scan(1002)]
    text = text_of(send_file(browser, application, several, "E2"), 422)
    assert "坏.jpg" in text
    assert Attachment.objects.filter(item="E2").count() == 2


def test_nothing_chosen_is_said(world, browser, teacher):
    response = browser.post(at("evidence", world.drafted(teacher)), {"action": "upload:E1"})
    assert "请先选择文件" in text_of(response, 422)


@pytest.mark.parametrize("action", ["upload:E9", "replace:987654", "upload:<b>"])
def test_a_line_that_is_not_there_is_said(world, browser, teacher, action):
    response = browser.post(at("evidence", world.drafted(teacher)), {"action": action})
    assert "没有这一项材料" in text_of(response, 422)


def test_the_same_file_in_two_lines_is_pointed_out_at_both(world, browser, teacher):
    application = world.drafted(teacher)
    send_file(browser, application, scan(7), "E1")
    send_file(browser, application, scan(7), "E2")
    text = text_of(browser.get(at("evidence", application)))
    assert text.count("同一份文件用在了“教师资格证书”、“企业实践证明”里") == 2


def test_nobody_is_told_of_another_person_s_same_file(world, browser, teacher):
    world.drafted(world.teacher())
    application = world.drafted(teacher)
    other = Attachment.objects.exclude(application=application).get()
    send_file(browser, application, scan(other.application.person.user.pk), "E2")
    assert "同一份" not in text_of(browser.get(at("evidence", application)))


def test_ordered_replaced_and_removed_by_buttons(world, browser, teacher):
    application = world.drafted(teacher)
    for n in (11, 12):
        send_file(browser, application, scan(n), "E2")
    page = at("evidence", application)
    first, second = Attachment.objects.filter(item="E2").order_by("position")
    assert browser.post(page, {"action": f"down:{first.pk}"}).url == f"{page}#attach-E2"
    assert next(iter(Attachment.objects.filter(item="E2").order_by("position"))).pk == second.pk
    browser.post(page, {"action": f"replace:{second.pk}", f"replace-{second.pk}": scan(13)})
    assert not Attachment.objects.filter(pk=second.pk).exists()
    browser.post(page, {"action": f"remove:{first.pk}"})
    assert Attachment.objects.filter(item="E2").count() == 1


@pytest.mark.parametrize("verb", ["remove", "up", "replace"])
def test_another_one_s_file_is_out_of_reach(world, browser, teacher, verb):
    theirs = world.drafted(world.teacher()).attachments.get()
    data = {"action": f"{verb}:{theirs.pk}", f"replace-{theirs.pk}": scan(5)}
    browser.post(at("evidence", world.drafted(teacher)), data)
    theirs.refresh_from_db()
    assert Attachment.objects.count() == 2


def test_the_evidence_page_asks_alike_for_one_and_many_files(world, browser, teacher):
    application = world.drafted(teacher)
    few = count(browser, at("evidence", application))
    for n in (21, 22, 23):
        send_file(browser, application, scan(n), "E2")
    assert count(browser, at("evidence", application)) == few


# Checking and sending.


def check_post(browser, application, **data):
    return browser.post(
        at("check", application), {"version": application.version, "true": "on", **data}
    )


def test_everything_once_more_and_by_whom_it_is_reviewed(world, browser, teacher):
    text = text_of(browser.get(at("check", world.drafted(teacher))))
    for part in (
        "数控编程", "近五年企业实践累计六个月以上", "云岭双师培训基地", "10 个工作日内", "证书",
    ):  # fmt: skip
        assert part in text
    assert "disabled" not in text


def test_what_will_be_sent_is_shown_as_it_will_be_sent(world, browser, teacher):
    """Right answers in their stored form, wrong ones as they were typed."""
    application = world.drafted(teacher, certificate_date="2012年6月30日")
    text = text_of(browser.get(at("check", application)))
    assert "2012-06-30" in text
    wrong = {"certificate_date": "2012年6月31日"}
    drafting.save_answers(application, wrong, version=application.version)
    assert "2012年6月31日" in text_of(browser.get(at("check", application)))


def test_sent_it_leads_to_where_it_stands(world, browser, teacher):
    application = world.drafted(teacher)
    response = check_post(browser, application)
    assert response.url == at("application", application)
    assert Case.objects.get().state == "review"
    again = check_post(browser, application)
    assert again.url == at("application", application)
    assert Case.objects.count() == 1


def test_without_the_declaration_nothing_is_sent(world, browser, teacher):
    application = world.drafted(teacher)
    response = browser.post(at("check", application), {"version": application.version})
    assert "请勾选承诺后再提交" in text_of(response, 422)
    assert not Case.objects.exists()


def test_incomplete_it_lists_what_is_missing_with_the_way_there(world, browser, teacher):
    application = drafting.begin(world.plan, teacher)
    text = text_of(browser.get(at("check", application)))
    assert f"{at('section', application, 'kind')}#id_level" in text
    assert "disabled" in text
    assert "还有内容需要补充" in text_of(check_post(browser, application), 422)
    assert not Case.objects.exists()


def test_a_missing_file_leads_to_its_line(world, browser, teacher):
    application = world.drafted(teacher)
    application.attachments.all().delete()
    text = text_of(browser.get(at("check", application)))
    assert f"{at('evidence', application)}#attach-E1" in text
    assert 'id="attach-E1"' in text_of(browser.get(at("evidence", application)))


def test_a_blocking_condition_keeps_it_from_being_sent(world, browser, teacher):
    application = world.drafted(teacher)
    Employment.objects.update(started_on=now().date())
    text = text_of(check_post(browser, application), 422)
    assert "有条件不符合，不能提交" in text
    assert not Case.objects.exists()


def test_the_window_closed_while_it_was_checked(world, browser, teacher, clock):
    application = world.drafted(teacher)
    clock.move_to(world.plan.closes_at)
    text = text_of(check_post(browser, application), 422)
    assert "报名已于 2026-12-13 10:00 结束" in text
    assert world.reread(application).data["title"] == ANSWERS["title"]


def test_changed_in_another_window_it_shows_the_latest(world, browser, teacher):
    application = world.drafted(teacher)
    drafting.save_answers(application, {"title": "professor"}, version=application.version)
    text = text_of(check_post(browser, application), 422)
    assert "另一个窗口或设备上修改过" in text
    assert "教授" in text
    assert not Case.objects.exists()


@pytest.mark.parametrize("version", ["", "x", "9" * 40, "-1"])
def test_a_version_that_is_none_sends_nothing(world, browser, teacher, version):
    response = check_post(browser, world.drafted(teacher), version=version)
    assert response.status_code == 422
    assert not Case.objects.exists()


def test_locked_lines_offer_no_change(world, browser, teacher):
    application = returned(world, teacher, "title")
    text = text_of(browser.get(at("check", application)))
    assert f'{at("section", application, "qualification")}"' in text
    assert f'{at("section", application, "results")}"' not in text
    assert "#attach-E1" not in text


# Taking back, asking for a return.


def test_taken_back_by_a_button(world, browser, teacher):
    application = world.sent(teacher)
    text = text_of(browser.post(at("withdraw", application), follow=True))
    assert "已撤销，可以修改后重新提交" in text
    assert Case.objects.get().state == "draft"


def test_too_late_to_take_back(world, browser, teacher):
    application = world.sent(teacher)
    world.decide(application, "approve", world.school_admin)
    text = text_of(browser.post(at("withdraw", application), follow=True))
    assert "“待基地审核”状态下不能撤销" in text


def test_a_return_is_asked_with_a_reason(world, browser, teacher):
    application = world.sent(teacher)
    world.decide(application, "approve", world.school_admin)
    page = at("ask-return", application)
    assert text_of(browser.post(page, {"reason": " "}), 422)
    text = text_of(browser.post(page, {"reason": "写错了"}, follow=True))
    assert "已申请退回修改，等待处理" in text
    again = text_of(browser.post(page, {"reason": "再申请"}), 422)
    assert "已经申请过退回修改" in again
    assert "再申请" in again


def test_a_draft_asks_for_no_return(world, browser, teacher):
    response = browser.post(at("ask-return", world.drafted(teacher)), {"reason": "x"})
    assert "申请还没有提交" in text_of(response, 422)


# 学校属性有误.


def test_reported_and_told(world, browser):
    text = text_of(browser.post(REPORT, {"note": "本校是中等职业学校"}, follow=True))
    assert "已转给学校管理员核实" in text
    assert SchoolKindReport.objects.get().note == "本校是中等职业学校"
    again = text_of(browser.post(REPORT, {"note": "再说"}), 422)
    assert "正在办理的学校属性核实" in again
    assert "再说" in again


@pytest.mark.parametrize("note", ["", "  ", "长" * 501, "a\0b"])
def test_a_note_that_says_nothing_or_too_much(world, browser, note):
    assert browser.post(REPORT, {"note": note}).status_code == 422
    assert not SchoolKindReport.objects.exists()


# Query counts.


def count(browser, address):
    browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
    return len(asked)


def test_mine_asks_alike_for_one_and_three(world, browser, teacher):
    world.passed(teacher)
    one = count(browser, MINE)
    for year in (2024, 2025):
        other = world.passed(teacher)
        Application.objects.filter(pk=other.pk).update(year=year)
    assert count(browser, MINE) == one


@pytest.mark.parametrize("name", ["application", "check"])
def test_pages_ask_alike_for_one_and_three_rows(world, browser, teacher, name):
    application = world.drafted(teacher)
    one = count(browser, at(name, application))
    more = {"courses": ANSWERS["courses"] * 3, "practices": ANSWERS["practices"] * 3}
    drafting.save_answers(application, more, version=application.version)
    for n in (31, 32):
        send_file(browser, application, scan(n), "E2")
    assert count(browser, at(name, application)) == one


def test_how_often_pages_ask(world, browser, teacher):
    application = world.drafted(teacher)
    counts = {
        "entry": count(browser, ENTRY),
        "mine": count(browser, MINE),
        "check": count(browser, at("check", application)),
        "application": count(browser, at("application", application)),
    }
    assert counts == {"entry": 14, "mine": 6, "check": 29, "application": 25}


# Junk.

JUNK = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["", "\0", "9" * 40, "-1", "junior", "\ud7ff", "长" * 5000, "1", "[]", "{}"]),
)
NAMES = [
    "version", "action", "level", "clauses", "clauses_of", "major", "major_typed", "title",
    "certificate_number", "certificate_date", "courses-TOTAL_FORMS", "courses-INITIAL_FORMS",
    "courses-0-year", "courses-0-hours", "practices-TOTAL_FORMS", "practices-0-started",
    "results-TOTAL_FORMS", "results-0-kind", "skills-TOTAL_FORMS", "skills-0-date", "reason",
    "true",
]  # fmt: skip
POSTS = st.dictionaries(st.sampled_from(NAMES), JUNK, max_size=8)
QUICK = settings(
    max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)


@pytest.mark.parametrize("slug", SECTIONS)
def test_junk_in_a_section_is_never_an_error_and_loses_no_other_section(
    world, browser, teacher, slug
):
    application = world.drafted(teacher)

    @QUICK
    @given(POSTS)
    def attempt(data):
        version = world.reread(application).version
        for name in ("section", "save"):
            values = {"version": version, **data}
            response = browser.post(at(name, application, slug), values)
            assert response.status_code in {200, 302, 409, 422}
        stored = world.reread(application)
        assert not [name for name in untouched(slug) if stored.data[name] != ANSWERS[name]]
        for page in ("application", "check", "evidence"):
            assert browser.get(at(page, application)).status_code == 200
        assert browser.get(at("section", application, slug)).status_code == 200

    attempt()


def untouched(slug):
    return set(ANSWERS) - set(FIELDS[Section(slug)])


@pytest.mark.parametrize("name", ["check", "evidence", "ask-return", "application"])
def test_junk_elsewhere_is_never_an_error(world, browser, teacher, name):
    application = world.drafted(teacher)

    @QUICK
    @given(POSTS)
    def attempt(data):
        response = browser.post(at(name, application), data)
        assert response.status_code in {200, 302, 422}
        assert world.reread(application).data == ANSWERS
        assert not Case.objects.exists()

    attempt()


@pytest.mark.parametrize("total", [None, "", "x", "-1", "9" * 30, "\0"])
def test_rows_without_a_right_count_stay(world, browser, teacher, total):
    application = world.drafted(teacher)
    head = {} if total is None else {"courses-TOTAL_FORMS": total}
    post(browser, application, "teaching", major="机电", **head)
    stored = world.reread(application).data
    assert (stored["courses"], stored["major"]) == (ANSWERS["courses"], "机电")


def test_an_empty_post_takes_nothing_away(world, browser, teacher):
    application = world.drafted(teacher)
    for slug in SECTIONS:
        latest = world.reread(application)
        browser.post(at("section", application, slug), {"version": latest.version})
    assert world.reread(application).data == ANSWERS


def test_a_thousand_rows_are_told_to_be_too_many(world, browser, teacher):
    application = world.drafted(teacher)
    many = [{"course": f"第{n}门"} for n in range(45)]
    response = post(browser, application, "teaching", **rows("courses", *many), major="机电")
    assert "最多填写 40 行" in text_of(response, 422)


def test_a_very_long_text_is_told_and_kept(world, browser, teacher):
    application = world.drafted(teacher)
    response = post(browser, application, "qualification", certificate_subject="长" * 3000)
    assert response.status_code == 422
    assert len(world.reread(application).data["certificate_subject"]) == 3000
