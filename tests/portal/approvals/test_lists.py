"""The lists: whose cases, which, in what order, at what cost."""

from datetime import date

import pytest
from django.urls import reverse

from portal.approvals import services
from portal.approvals.models import Case
from portal.approvals.queries import (
    Filters,
    case_for,
    following,
    inbox,
    kinds_in,
    seen,
    units_in,
)
from portal.organisations.enums import Role
from portal.organisations.queries import scope_of
from tests.portal.approvals.world import id_number, user

LIST = reverse("approvals:list")


def names(who, **filters):
    return [case.name for case in inbox(scope_of(who), Filters(**filters))]


def decide(case, transition, actor, **said):
    return services.apply(case.pk, transition, actor, version=case.version, **said)


@pytest.mark.parametrize(
    ("at", "role", "sees"),
    [
        ("school", Role.SCHOOL_ADMIN, True),
        ("base", Role.BASE_ADMIN, True),
        ("county", Role.BUREAU_ADMIN, True),
        ("city", Role.BUREAU_ADMIN, True),
        ("other_school", Role.SCHOOL_ADMIN, False),
        ("other_county", Role.BUREAU_ADMIN, False),
        ("county", Role.AUDIT_ADMIN, False),
    ],
)
def test_a_case_waits_for_whom_its_unit_concerns(place, at, role, sees):
    case = place.case()
    scope = scope_of(user("某人", getattr(place, at), role))
    assert inbox(scope).filter(pk=case.pk).exists() is sees
    assert seen(scope).filter(pk=case.pk).exists() is sees


def test_a_decided_case_leaves_the_tasks_and_stays_in_sight(place):
    case, admin = place.case(), place.school_admin()
    decide(case, "approve", services.staff(admin))
    assert names(admin) == []
    assert names(admin, box="all") == ["王芳"]


def test_a_levels_turn_is_its_own_bodys_alone(place):
    case, _ = place.level_case(place.county, place.city)
    county, city = place.bureau_admin(), user("市局", place.city, Role.BUREAU_ADMIN)
    assert (len(names(county)), len(names(city)), len(names(city, box="all"))) == (1, 0, 1)
    decide(case, "pass", services.staff(county))
    assert (len(names(county)), len(names(city)), len(names(county, box="all"))) == (0, 1, 1)


def test_who_has_decided_may_still_read(place):
    case, _ = place.level_case(place.other_county, place.county)
    other = user("邻县", place.other_county, Role.BUREAU_ADMIN)
    decide(case, "pass", services.staff(other))
    assert case_for(scope_of(other), case.reference) == case


def test_a_draft_is_nobodys_business(place):
    owner = place.teacher()
    from tests.portal.approvals.sample import LEVELS

    draft = services.open_case(
        LEVELS, subject="sample.draft:1", name="草稿", id_number=id_number(7),
        unit=place.school, person=owner.person, actor=services.applicant(owner),
    )  # fmt: skip
    assert draft.submitted_at is None
    assert names(place.bureau_admin(), box="all") == []


def test_found_by_name_pinyin_number_and_reference(place):
    case, admin = place.case("曾小山"), place.school_admin()
    place.case("王芳")
    for text in ("小山", "zengxiao", "zxs", case.id_number, case.reference.lower()):
        assert names(admin, text=text) == ["曾小山"], text
    assert names(admin, text=case.id_number[:-1]) == []
    assert names(admin, text="不存在") == []


def test_a_number_that_ends_in_x_is_found_in_small_letters(place):
    n = next(n for n in range(1, 99) if id_number(n).endswith("X"))
    case = services.open_case(
        "sample", subject="sample.thing:x", name="李四", id_number=id_number(n),
        unit=place.school, actor=services.system("demo"),
    )  # fmt: skip
    assert names(place.school_admin(), text=case.id_number.lower()) == ["李四"]


def test_narrowed_by_state_unit_and_day(place, clock):
    bureau = place.bureau_admin()
    place.case("甲")
    clock.advance(days=1)
    place.case("乙", unit=place.other_school)
    assert names(bureau, unit=place.other_school.pk) == ["乙"]
    assert names(bureau, since=date(2026, 11, 24)) == ["乙"]
    assert names(bureau, until=date(2026, 11, 23)) == ["甲"]
    assert names(bureau, since=date(2026, 11, 23), until=date(2026, 11, 24)) == ["甲", "乙"]
    assert names(bureau, flow="levels") == []
    assert names(bureau, state="returned") == []
    assert names(bureau, state="pending", flow="sample") == ["甲", "乙"]


def test_overdue_is_after_the_last_day_not_on_it(place, clock):
    place.case("甲")
    admin = place.school_admin()
    clock.advance(days=7)
    assert names(admin, box="overdue") == []
    clock.advance(days=1)
    assert names(admin, box="overdue") == ["甲"]


def test_requests_for_a_return_have_a_list_of_their_own(place):
    owner = place.teacher("丙")
    case = place.case("丙", owner=owner)
    place.case("丁")
    decide(case, "ask_return", services.applicant(owner), opinion="电话写错了")
    assert names(place.school_admin(), box="asked") == ["丙"]


def test_sorted_by_pinyin_day_and_deadline(place, clock):
    admin = place.school_admin()
    for name in ("王芳", "连安", "李娜"):
        place.case(name)
        clock.advance(days=1)
    assert names(admin, sort="pinyin") == ["李娜", "连安", "王芳"]
    assert names(admin, sort="oldest") == ["王芳", "连安", "李娜"]
    assert names(admin, sort="newest") == ["李娜", "连安", "王芳"]
    assert names(admin, sort="due") == ["王芳", "连安", "李娜"]


@pytest.mark.parametrize("sort", ["pinyin", "oldest", "newest", "due"])
def test_the_next_case_is_the_next_of_the_list(place, clock, sort):
    for name in ("王芳", "连安", "李娜", "李娜"):
        place.case(name)
        clock.advance(hours=30)
    scope = scope_of(place.school_admin())
    listed = list(inbox(scope, Filters(sort=sort)))
    walked = [listed[0]]
    while after := following(scope, Filters(sort=sort), walked[-1]):
        walked.append(after)
    assert walked == listed


def test_units_of_the_filter_are_those_of_the_box(place):
    place.case(unit=place.other_school)
    place.case(unit=place.other_school)
    scope = scope_of(place.bureau_admin())
    assert list(units_in(scope, Filters())) == [(place.other_school.pk, "青山县第二小学")]


def test_plans_and_levels_filter_where_the_cases_differ_in_them(place, at_work):
    first, second, third = place.case("甲"), place.case("乙"), place.case("丙")
    Case.objects.filter(pk=first.pk).update(plan="2026年认定", subject_name="初级")
    Case.objects.filter(pk=second.pk).update(plan="2026年认定", subject_name="高级")
    bureau = place.bureau_admin()
    kinds = {"plan": ["2026年认定"], "stage": [], "subject_name": ["初级", "高级"]}
    assert kinds_in(scope_of(bureau), Filters()) == kinds
    assert names(bureau, subject_name="高级") == ["乙"]
    assert names(bureau, plan="2026年认定", sort="oldest") == ["甲", "乙"]
    page = at_work(bureau).get(LIST, {"subject_name": "初级"})
    assert [line.name for line in page.context["lines"]] == ["甲"]
    # One plan alone, or no stage at all, is nothing to choose from.
    assert {"plan", "stage"}.isdisjoint(page.context["form"].fields)
    assert third.subject_name == ""


def test_filters_survive_the_way_to_a_job():
    filters = Filters(box="all", unit=3, since=date(2026, 1, 2), text="李")
    assert Filters.from_plain(filters.plain()) == filters


@pytest.mark.parametrize("box", ["todo", "all"])
def test_as_many_queries_for_two_hundred_rows_as_for_one(
    place, at_work, box, django_assert_max_num_queries, django_assert_num_queries
):
    bureau = place.bureau_admin()
    bureau.page_size = 200
    bureau.save()
    browser = at_work(bureau)
    place.case("第0人")
    browser.get(LIST, {"box": box})
    with django_assert_max_num_queries(13) as spent:
        browser.get(LIST, {"box": box})
    for n in range(1, 200):
        place.case(f"第{n}人", unit=place.school if n % 2 else place.other_school)
        if n in {3, 199}:
            with django_assert_num_queries(len(spent)):
                page = browser.get(LIST, {"box": box})
    assert len(page.context["lines"]) == 200


def test_the_page_hides_the_number_and_shows_who_is_next(place, at_work):
    case = place.case()
    page = at_work(place.school_admin()).get(LIST)
    text = page.content.decode()
    assert case.id_number not in text
    assert case.id_number[-4:] in text
    assert f'value="{case.pk}:1"' in text


def test_nobody_without_a_reviewing_role_enters(place, at_work):
    for outsider in (user("某人"), user("审计", place.city, Role.AUDIT_ADMIN)):
        assert at_work(outsider).get(LIST).status_code == 404


def test_the_second_factor_is_asked_first(place, client):
    client.force_login(place.school_admin(), backend="accounts.backends.IdentifierBackend")
    assert client.get(LIST).status_code == 302


def test_wrong_filters_are_left_out(place, at_work):
    place.case()
    wrong = {"box": "x", "flow": "x", "state": "x:y", "unit": "99", "since": "昨天", "sort": "x"}
    page = at_work(place.school_admin()).get(LIST, {**wrong, "page": "9"})
    assert page.status_code == 200
    assert len(page.context["lines"]) == 1


def test_filters_in_force_can_be_taken_away_one_by_one(place, at_work):
    place.case()
    page = at_work(place.school_admin()).get(LIST, {"q": "王", "state": "sample:pending"})
    shown = {item.label: (item.value, item.remove_url) for item in page.context["active"]}
    assert shown["状态"] == ("待审核", "?q=%E7%8E%8B")
    assert len(page.context["lines"]) == 1


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-30", "\0"])
def test_a_day_at_the_end_of_the_calendar_breaks_no_list(place, at_work, day):
    page = at_work(place.school_admin()).get(LIST, {"since": day, "until": day})
    assert page.status_code == 200


def test_the_page_size_is_kept_for_the_person(place, at_work):
    admin = place.school_admin()
    browser = at_work(admin)
    back = browser.post(reverse("approvals:page-size") + "?box=all", {"size": "50"})
    assert back.url == f"{LIST}?box=all"
    admin.refresh_from_db()
    assert admin.page_size == 50
    for wrong in ("7", "x", "", "²"):
        browser.post(reverse("approvals:page-size"), {"size": wrong})
    admin.refresh_from_db()
    assert admin.page_size == 50


def test_nothing_to_do_and_nothing_found_are_different_pages(place, at_work):
    browser = at_work(place.school_admin())
    assert "都办完了" in browser.get(LIST).content.decode()
    assert "没有符合条件" in browser.get(LIST, {"q": "没有"}).content.decode()
