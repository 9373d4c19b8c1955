"""Bulk actions: beyond the page, a reason where one is needed, a result for every case."""

import uuid

import pytest
from django.urls import reverse

from portal.approvals import services
from portal.approvals.errors import NotAllowed, ReasonNeeded
from portal.approvals.models import BulkItem, BulkRun, Decision
from portal.approvals.queries import Filters
from portal.approvals.services.bulk import BulkOrder, start_bulk
from portal.clock import now
from portal.jobs.models import Job
from portal.organisations.enums import Role
from portal.organisations.models import RoleGrant
from tests.portal.approvals.world import user

CONFIRM, START = reverse("approvals:bulk"), reverse("approvals:bulk-start")


def order(*cases, transition="approve", **said):
    ticked = tuple((case.pk, case.version) for case in cases)
    return BulkOrder("sample", transition, ticked, **said)


def results(run):
    return [(item.case.name, item.result) for item in run.items.select_related("case")]


def ticks(*cases):
    return [f"{case.pk}:{case.version}" for case in cases]


def test_ticked_cases_are_worked_off_with_counted_progress(place, run_jobs):
    cases = [place.case(name) for name in ("甲", "乙", "丙")]
    run = start_bulk(order(*cases[:2]), place.school_admin(), uuid.uuid4())
    assert results(run) == [("甲", "waiting"), ("乙", "waiting")]
    run_jobs()
    assert results(run) == [("甲", "done"), ("乙", "done")]
    job = Job.objects.get(pk=BulkRun.objects.get().job)
    assert (job.done, job.total, job.result) == (2, 2, {"done": 2, "total": 2})
    cases[2].refresh_from_db()
    assert cases[2].state == "pending"


def test_all_that_match_beyond_one_page(place, run_jobs):
    admin = place.school_admin()
    for n in range(25):
        place.case(f"第{n}人")
    place.case("别校", unit=place.other_school)
    whole = BulkOrder("sample", "approve", filters=Filters(text="第"))
    run = start_bulk(whole, admin, uuid.uuid4())
    run_jobs()
    assert [result for _, result in results(run)] == ["done"] * 25


def test_half_have_moved_on_meanwhile(place, run_jobs):
    cases = [place.case(f"第{n}人") for n in range(6)]
    run = start_bulk(order(*cases), place.school_admin(), uuid.uuid4())
    other = services.staff(place.bureau_admin())
    for case in cases[::2]:
        services.apply(case.pk, "decline", other, version=1, opinion="不符")
    run_jobs()
    assert [result for _, result in results(run)] == ["stale", "done"] * 3
    assert "青山县教育局 局长乙 已于" in run.items.first().message
    for case in cases[::2]:
        case.refresh_from_db()
        assert case.state == "declined"


def test_a_role_that_ended_meanwhile_decides_nothing(place, run_jobs):
    admin, case = place.school_admin(), place.case()
    run = start_bulk(order(case), admin, uuid.uuid4())
    RoleGrant.objects.update(ended_at=now())
    run_jobs()
    assert results(run) == [("王芳", "refused")]
    assert "权限" in run.items.get().message
    assert not Decision.objects.exists()


def test_one_broken_case_does_not_stop_the_others(place, run_jobs, ledger, monkeypatch):
    first, second = place.case("甲"), place.case("乙")
    award = ledger.award

    def once(applied):
        if applied.case.pk == first.pk:
            raise ZeroDivisionError
        award(applied)

    from portal.approvals import workspace

    monkeypatch.setitem(workspace.get("sample").consequences, "sample.award", once)
    run = start_bulk(order(first, second), place.school_admin(), uuid.uuid4())
    run_jobs()
    assert results(run) == [("甲", "refused"), ("乙", "done")]
    assert "单独办理" in run.items.first().message


def test_a_killed_run_goes_on_where_it_was(place, run_jobs):
    cases = [place.case("甲"), place.case("乙")]
    run = start_bulk(order(*cases), place.school_admin(), uuid.uuid4())
    services.apply(cases[0].pk, "approve", services.staff(run.user), version=1)
    BulkItem.objects.filter(run=run, case=cases[0]).update(result="done")
    run_jobs()
    assert results(run) == [("甲", "done"), ("乙", "done")]
    assert Decision.objects.count() == 2


def test_cases_out_of_scope_are_not_even_named(place):
    own, foreign = place.case("甲"), place.case("乙", unit=place.foreign_school)
    run = start_bulk(order(own, foreign), place.school_admin(), uuid.uuid4())
    assert results(run) == [("甲", "waiting")]
    with pytest.raises(NotAllowed, match="没有选中"):
        start_bulk(order(foreign), run.user, uuid.uuid4())


def test_a_reason_is_needed_in_bulk_where_it_is_needed_singly(place):
    case, admin = place.case(), place.school_admin()
    with pytest.raises(ReasonNeeded):
        start_bulk(order(case, transition="return"), admin, uuid.uuid4())
    with pytest.raises(ReasonNeeded):
        start_bulk(order(case, transition="decline"), place.bureau_admin(), uuid.uuid4())
    with pytest.raises(NotAllowed, match="不能批量"):
        start_bulk(order(case, transition="reverse"), admin, uuid.uuid4())
    assert not BulkRun.objects.exists()


def test_the_reason_goes_to_every_case(place, run_jobs):
    cases = [place.case("甲"), place.case("乙")]
    said = order(*cases, transition="return", reasons=("R1",), opinion="请重拍")
    start_bulk(said, place.school_admin(), uuid.uuid4())
    run_jobs()
    assert [(d.opinion, d.reasons[0]["code"]) for d in Decision.objects.all()] == [
        ("请重拍", "R1")
    ] * 2


def test_a_form_sent_twice_is_one_run(place):
    case, admin, token = place.case(), place.school_admin(), uuid.uuid4()
    assert start_bulk(order(case), admin, token) == start_bulk(order(case), admin, token)
    assert BulkItem.objects.count() == 1


def test_from_the_list_to_the_results(place, at_work, run_jobs):
    cases = [place.case(f"第{n}人") for n in range(3)]
    browser = at_work(place.school_admin())
    page = browser.post(CONFIRM, {"flow": "sample", "action": "return", "case": ticks(*cases[:2])})
    assert '将对 <strong class="figures">2</strong> 件' in page.content.decode()
    assert not BulkRun.objects.exists()
    sent = {
        "flow": "sample",
        "action": "return",
        "case": ticks(*cases[:2]),
        "token": page.context["form"]["token"].value(),
        "opinion": "",
    }
    missing = browser.post(START, sent)
    assert missing.status_code == 422
    assert "请选择退回修改的原因" in missing.content.decode()
    done = browser.post(START, {**sent, "reasons": ["R1"]})
    run = BulkRun.objects.get()
    assert done.url == reverse("approvals:bulk-run", args=[run.pk])
    assert "等待处理" in browser.get(done.url).content.decode()
    run_jobs()
    text = browser.get(done.url).content.decode()
    assert "成功" in text
    assert "第1人" in text
    assert "第2人" not in text
    assert browser.get(done.url, {"result": "stale"}).context["page_obj"].paginator.count == 0


def test_all_matching_from_the_list(place, at_work, run_jobs):
    for n in range(15):
        place.case(f"第{n}人")
    place.case("王芳")
    browser = at_work(place.school_admin())
    query = "?q=第&size=10"
    chosen = {"flow": "sample", "action": "approve", "all_matching": "1"}
    page = browser.post(CONFIRM + query, chosen)
    assert page.context["count"] == 15
    token = page.context["form"]["token"].value()
    browser.post(START + query, {**chosen, "token": token, "opinion": ""})
    run_jobs()
    assert Decision.objects.count() == 15


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"flow": "nothing", "action": "approve"},
        {"flow": "sample", "action": "nothing"},
        {"flow": "sample", "action": "reverse"},
        {"flow": "sample", "action": "decline"},
        {"flow": "levels", "action": "pass"},
    ],
)
def test_what_cannot_be_done_in_bulk_is_not_there(place, at_work, data):
    browser = at_work(place.school_admin())
    for address in (CONFIRM, START):
        assert browser.post(address, {**data, "case": ticks(place.case())}).status_code == 404


@pytest.mark.parametrize(
    "tick", ["", "x", "1", "1:", ":1", "1:1:1", "9" * 30 + ":1", "１:1", "1:4294967296"]
)
def test_a_crooked_tick_is_left_out(place, at_work, tick):
    place.case()
    browser = at_work(place.school_admin())
    answer = browser.post(CONFIRM, {"flow": "sample", "action": "approve", "case": [tick]})
    assert answer.url == reverse("approvals:list")


def test_a_run_is_its_starters_alone(place, at_work):
    run = start_bulk(order(place.case()), place.school_admin(), uuid.uuid4())
    other = at_work(user("同校", place.school, Role.SCHOOL_ADMIN))
    assert other.get(reverse("approvals:bulk-run", args=[run.pk])).status_code == 404


def test_as_many_queries_for_many_results_as_for_one(
    place, at_work, django_assert_max_num_queries, django_assert_num_queries
):
    admin = place.school_admin()
    one = start_bulk(order(place.case()), admin, uuid.uuid4())
    many = start_bulk(order(*[place.case(f"第{n}人") for n in range(15)]), admin, uuid.uuid4())
    browser = at_work(admin)
    pages = [reverse("approvals:bulk-run", args=[run.pk]) for run in (one, many)]
    browser.get(pages[0])
    with django_assert_max_num_queries(15) as spent:
        browser.get(pages[0])
    with django_assert_num_queries(len(spent)):
        browser.get(pages[1])
