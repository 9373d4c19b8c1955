"""One case on one screen: reading, deciding, losing, undoing."""

import pytest
from django.urls import reverse

from portal.approvals import services
from portal.approvals.models import Decision
from portal.approvals.queries import available, timeline
from portal.audit.models import Entry
from portal.audit.queries import looks_at
from portal.clock import now
from portal.organisations.enums import Role
from portal.organisations.models import RoleGrant
from tests.portal.approvals.world import user


def url(case, view="case"):
    return reverse(f"approvals:{view}", args=[case.reference])


def decide(browser, case, transition, query="", **data):
    values = {"version": case.version, "transition": transition, "opinion": "", **data}
    return browser.post(url(case, "decide") + query, values)


def test_the_screen_shows_data_pictures_record_and_actions(place, at_work):
    page = at_work(place.school_admin()).get(url(place.case()))
    text = page.content.decode()
    for shown in (
        "王芳",
        "与识别结果不同",
        "证件照",
        "提交申请",
        "待审核",
        "退回修改的原因",
        "照片不清楚",
    ):
        assert shown in text, shown
    assert "旧原因" not in text
    assert "审核不通过" not in text


def test_outside_the_scope_it_does_not_exist(place, at_work):
    case = place.case()
    browser = at_work(user("外人", place.other_school, Role.SCHOOL_ADMIN))
    assert browser.get(url(case)).status_code == 404
    assert browser.post(url(case, "decide"), {"transition": "approve"}).status_code == 404
    assert browser.post(url(case, "unmask"), {"name": "id_number"}).status_code == 404
    assert browser.get(url(case, "next")).status_code == 404
    assert browser.get(reverse("approvals:case", args=["NOTHING"])).status_code == 404


def test_each_opening_is_a_look_the_person_can_read(place, at_work):
    case = place.case(owner=place.teacher())
    at_work(place.school_admin()).get(url(case))
    looks = list(looks_at(case.person_id))
    assert [(look.who, look.body) for look in looks] == [("学校甲", "青山县第一小学")]
    assert Entry.objects.filter(action="look.case").count() == 1


def test_unmasking_is_a_logged_post(place, at_work):
    case = place.case(owner=place.teacher())
    browser = at_work(place.school_admin())
    assert case.id_number not in browser.get(url(case)).content.decode()
    assert browser.get(url(case, "unmask")).status_code == 405
    page = browser.post(url(case, "unmask"), {"name": "id_number"})
    assert case.id_number in page.content.decode()
    assert Entry.objects.filter(action="look.unmasked").count() == 1
    assert browser.post(url(case, "unmask"), {"name": "name"}).status_code == 404


def test_approved_and_on_to_the_next(place, at_work, ledger):
    first, second = place.case("甲"), place.case("乙")
    browser = at_work(place.school_admin())
    answer = decide(browser, first, "approve", "?box=todo&sort=oldest")
    assert answer.url == f"{url(second)}?box=todo&sort=oldest"
    last = decide(browser, second, "approve", "?box=todo&sort=oldest")
    assert last.url == reverse("approvals:list") + "?box=todo&sort=oldest"
    assert "乙" in browser.get(last.url).content.decode()
    assert len(ledger.awarded) == 2


def test_next_without_deciding(place, at_work):
    first, second = place.case("甲"), place.case("乙")
    browser = at_work(place.school_admin())
    assert browser.get(url(first, "next")).url == url(second)
    assert browser.get(url(second, "next")).url == reverse("approvals:list")


def test_a_return_without_reason_says_so_and_keeps_what_was_typed(place, at_work):
    case, browser = place.case(), at_work(place.school_admin())
    page = decide(
        browser, case, "return", opinion="照片太暗", **{"mark-name": "on", "note-name": "写全名"}
    )
    text = page.content.decode()
    assert page.status_code == 422
    assert "请选择退回修改的原因" in text
    assert "照片太暗" in text
    assert 'value="写全名"' in text
    assert not Decision.objects.exists()


def test_a_return_keeps_marks_and_reasons(place, at_work):
    case, browser = place.case(), at_work(place.school_admin())
    data = {"reasons-return": ["R1"], "mark-school": "on", "note-name": "写全名"}
    assert decide(browser, case, "return", **data).status_code == 302
    case.refresh_from_db()
    assert case.marks == [{"field": "name", "note": "写全名"}, {"field": "school", "note": ""}]
    decision = Decision.objects.get()
    assert decision.reasons == [{"code": "R1", "text": "照片不清楚", "consequence": ""}]


def test_the_slower_reviewer_reads_who_was_faster_and_keeps_the_words(place, at_work):
    case = place.case()
    slow = at_work(place.bureau_admin())
    slow.get(url(case))
    services.apply(case.pk, "approve", services.staff(place.school_admin()), version=1)
    page = decide(slow, case, "decline", opinion="学校名称不符")
    text = page.content.decode()
    assert page.status_code == 409
    assert "青山县第一小学 学校甲 已于" in text
    assert "学校名称不符" in text
    case.refresh_from_db()
    assert case.state == "approved"


def test_a_double_submit_decides_once(place, at_work):
    case, browser = place.case(), at_work(place.school_admin())
    assert decide(browser, case, "approve").status_code == 302
    again = decide(browser, case, "approve")
    assert again.status_code == 409
    assert "没有重复执行" in again.content.decode()
    assert Decision.objects.count() == 1


@pytest.mark.parametrize(
    "data",
    [
        {"version": ""},
        {"version": "x"},
        {"version": "99999999999999999999999999"},
        {"transition": ""},
        {"transition": "withdraw"},
        {"transition": "<script>"},
        {"reasons-return": "X", "transition": "return"},
        {"opinion": "长" * 2000},
        {"mark-name": "on", "note-name": "长" * 500, "transition": "return"},
    ],
)
def test_bad_input_is_an_answer_and_no_accident(place, at_work, data):
    case, browser = place.case(), at_work(place.school_admin())
    values = {"version": "1", "transition": "approve", "opinion": "", **data}
    page = browser.post(url(case, "decide"), values)
    assert page.status_code in {409, 422}
    case.refresh_from_db()
    assert case.state == "pending"


def test_a_decision_is_undone_from_its_page(place, at_work, ledger):
    case = place.case()
    services.apply(case.pk, "approve", services.staff(place.school_admin()), version=1)
    case.refresh_from_db()
    browser = at_work(place.bureau_admin())
    assert "撤销审批（恢复）" in browser.get(url(case)).content.decode()
    assert decide(browser, case, "reverse").status_code == 422
    assert decide(browser, case, "reverse", opinion="看错了").status_code == 302
    case.refresh_from_db()
    assert (case.state, ledger.revoked) == ("pending", ["approve"])


def test_what_a_guard_refuses_is_explained(place, at_work, ledger):
    ledger.complete = False
    page = at_work(place.school_admin()).get(url(place.case()))
    assert "“通过”现在不能办理：材料还没有齐全。" in page.content.decode()


def test_a_request_for_a_return_shows(place, at_work):
    owner = place.teacher()
    case = place.case(owner=owner)
    services.apply(case.pk, "ask_return", services.applicant(owner), version=1, opinion="写错了")
    text = at_work(place.school_admin()).get(url(case)).content.decode()
    assert "申请人申请退回修改" in text
    assert "写错了" in text
    assert "同意退回修改" in text


def offered(case, actor):
    case.refresh_from_db()
    return [offer.transition.name for offer in available(case, actor) if not offer.problem]


def test_offers_follow_role_state_and_what_was_done(place):
    owner = place.teacher()
    case = place.case(owner=owner)
    school, bureau = services.staff(place.school_admin()), services.staff(place.bureau_admin())
    assert offered(case, school) == ["approve", "return"]
    assert offered(case, bureau) == ["approve", "return", "decline"]
    assert offered(case, services.applicant(owner)) == ["withdraw", "ask_return"]
    services.apply(case.pk, "approve", school, version=1)
    assert offered(case, school) == []
    assert offered(case, bureau) == ["reverse"]
    assert offered(case, services.applicant(owner)) == []


def test_two_records_of_one_case(place, clock):
    owner = place.teacher("李明")
    case = place.case("李明", owner=owner)
    admin = services.staff(place.school_admin())
    services.apply(case.pk, "return", admin, version=1, reasons=["R1"], opinion="重拍")
    services.apply(case.pk, "resubmit", services.applicant(owner), version=2)
    services.apply(case.pk, "approve", admin, version=3, opinion="内部备注")
    case.refresh_from_db()
    staff, own = timeline(case), timeline(case, applicant=True)
    assert [step.title for step in staff] == ["提交申请", "退回修改", "修改后提交", "审核通过"]
    assert staff[1].who == "青山县第一小学 学校甲"
    assert own[1].who == "青山县第一小学"
    assert own[2].who == "您"
    assert staff[1].text == own[1].text == "照片不清楚；重拍"
    assert (staff[3].text, own[3].text) == ("内部备注", "")


def test_the_record_ends_with_who_acts_next_and_until_when(place, clock):
    owner = place.teacher()
    case = place.case(owner=owner)
    step = timeline(case, applicant=True)[-1]
    assert (step.title, step.who, step.state) == ("等待审核", "青山县第一小学", "current")
    assert "2026-11-30" in step.text
    assert "逾期" not in step.text
    assert timeline(case)[-1].title == "待审核"
    clock.advance(days=7)
    assert "已逾期" not in timeline(case)[-1].text
    clock.advance(days=1)
    assert "已逾期" in timeline(case)[-1].text


def test_a_level_is_called_by_its_name(place):
    case, _ = place.level_case(place.county, place.city)
    assert timeline(case)[-1].title == "待初审"
    services.apply(case.pk, "pass", services.staff(place.bureau_admin()), version=2)
    case.refresh_from_db()
    assert [step.title for step in timeline(case)] == ["提交", "初审：合格", "待复核"]


def test_as_many_queries_for_a_long_record_as_for_a_short_one(
    place, at_work, django_assert_max_num_queries, django_assert_num_queries
):
    case, browser = place.case(), at_work(place.bureau_admin())
    bureau = services.staff(place.bureau_admin())
    services.apply(case.pk, "approve", bureau, version=1)
    browser.get(url(case))
    with django_assert_max_num_queries(25) as spent:
        browser.get(url(case))
    for version, name in enumerate(["reverse", "approve"] * 4, start=2):
        services.apply(case.pk, name, bureau, version=version, opinion="再看")
    with django_assert_num_queries(len(spent)):
        browser.get(url(case))


def test_a_look_is_made_for_the_body_that_gives_the_right(place, at_work):
    case = place.case(owner=place.teacher())
    reader = user("两处任职", place.county, Role.BUREAU_ADMIN)
    RoleGrant.objects.create(
        user=reader, body=place.foreign_school, role=Role.SCHOOL_ADMIN, granted_at=now()
    )
    at_work(reader).get(url(case))
    assert [look.body for look in looks_at(case.person_id)] == ["青山县教育局"]
