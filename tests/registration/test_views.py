"""The pages: what they show, what they save, and that no input breaks them."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from portal.approvals.models import ListExport
from portal.audit.models import Entry
from portal.clock import today
from portal.messaging.models import Message
from portal.organisations.enums import Role
from registration.enums import Appraisal, Post
from registration.models import Probation, RegistrationRule, YearRecord, YearRecordChange
from registration.services.entering import YearValues
from tests.factories.accounts import sign_in_as, staff_user
from tests.factories.ceducation import teacher_at
from tests.factories.credentials import CredentialFactory
from tests.factories.registration import due_now, entered, prepared

pytestmark = pytest.mark.django_db
ROW = {"appraisal": "competent", "morals": "competent", "post": "established", "note": ""}


def url(name, *args):
    return reverse(f"registration:{name}", args=args)


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


def page_of(*rows, action="save"):
    """(person, version, {field: value}) as the grid sends them."""
    data = {"action": action, "person": [person.pk for person, _, _ in rows]}
    for person, version, values in rows:
        data[f"{person.pk}-version"] = version
        data |= {f"{person.pk}-{name}": value for name, value in values.items()}
    return data


@pytest.fixture
def grid(school):
    return url("year", school.pk, 2025)


@pytest.fixture
def mine(client, teacher):
    return sign_in_as(client, teacher.user)


# The list


def test_the_list_shows_who_is_due_and_what_is_missing(at_work, school, teacher):
    due_now(teacher)
    entered(school, teacher, 2025, YearValues(Appraisal.FAILED))
    page = text_of(at_work.get(url("teachers", school.pk)))
    for said in ("陈𬭎", "应注册", "2026-12-23", "2021、2022、2023、2024年年度考核", "不合格"):
        assert said in page
    assert url("year", school.pk, 2024) in page


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_whatever_their_length(
    client, school, world, count, django_assert_num_queries
):
    for number in range(count):
        person = teacher_at(school, f"李{number}")
        due_now(person)
        prepared(school, person)
    bureau = sign_in_as(client, staff_user(world["county"], Role.BUREAU_ADMIN))
    for address, queries in (
        (url("teachers", school.pk), 20), (url("schools"), 15), (url("called"), 17),
    ):  # fmt: skip
        bureau.get(address)
        with django_assert_num_queries(queries):
            bureau.get(address)


@pytest.mark.parametrize("count", [1, 3])
def test_the_grid_costs_the_same_whatever_its_length(
    at_work, school, grid, count, django_assert_num_queries
):
    for _ in range(count):
        entered(school, teacher_at(school), 2025)
    at_work.get(grid)
    with django_assert_num_queries(9):
        at_work.get(grid)


def test_a_school_that_registers_nothing_says_so(client, world):
    college = world["city_school"]
    type(college).objects.filter(pk=college.pk).update(school_kind="higher_vocational")
    at_work = sign_in_as(client, staff_user(college))
    assert "不参加定期注册" in text_of(at_work.get(url("schools"), follow=True))


def test_a_bureau_sees_figures_that_lead_to_the_names(client, world, school, teacher):
    due_now(teacher)
    bureau = sign_in_as(client, staff_user(world["county"], Role.BUREAU_ADMIN))
    page = text_of(bureau.get(url("schools")))
    assert f"{url('teachers', school.pk)}?shown=due" in page
    assert "望鹤县实验小学" not in page
    assert teacher.name in text_of(bureau.get(url("called")))
    assert teacher.name not in text_of(bureau.get(url("called") + "?shown=overdue"))
    assert bureau.get(url("year", school.pk, 2025)).status_code == 404
    assert "录入试用期考核" not in text_of(bureau.get(url("teacher", school.pk, teacher.pk)))


def test_one_school_is_gone_to_at_once(at_work, school):
    response = at_work.get(url("schools"))
    assert response["Location"] == url("teachers", school.pk)


def test_who_looked_at_a_teacher_is_on_record(at_work, school, teacher):
    prepared(school, teacher)
    page = text_of(at_work.get(url("teacher", school.pk, teacher.pk)))
    assert "2021年" in page
    assert "修改记录" in page
    assert teacher.id_number not in page
    assert Entry.objects.filter(action="look.profile", person_id=teacher.pk).count() == 1


def test_the_list_as_a_workbook(at_work, school, teacher, run_jobs):
    due_now(teacher)
    entered(school, teacher, 2025)
    teacher_at(school, "李梅")
    at_work.post(url("export", school.pk) + "?shown=due")
    run_jobs()
    export = ListExport.objects.get()
    heading, row = load_workbook(BytesIO(export.content)).active.iter_rows(values_only=True)
    found = dict(zip(heading, row, strict=True))
    assert (found["姓名"], found["状态"], found["止"]) == ("陈𬭎", "应注册", "2026-12-23")
    assert (found["2025年年度考核"], found["2024年年度考核"]) == ("合格", "")
    assert Entry.objects.filter(action="registration.export").exists()


# The grid


def test_a_page_is_saved_at_once(at_work, school, admin, teacher, grid):
    other = teacher_at(school, "李梅")
    bad = {**ROW, "appraisal": "failed", "note": "旷工"}
    response = at_work.post(grid, page_of((teacher, 0, ROW), (other, 0, bad)), follow=True)
    assert "已保存 2 人" in text_of(response)
    row = YearRecord.objects.get(person=other)
    assert (row.appraisal, row.note, row.entered_by) == (Appraisal.FAILED, "旷工", admin)
    at_work.post(grid, page_of((teacher, 1, ROW), (other, 1, bad)))
    assert YearRecordChange.objects.count() == 2


def test_the_rest_is_filled_in(at_work, school, teacher, grid):
    other = teacher_at(school, "李梅")
    partly = {"appraisal": "excellent", "morals": "", "post": "away", "note": ""}
    at_work.post(grid, page_of((teacher, 0, partly), (other, 0, {}), action="fill"))
    found = YearRecord.objects.get(person=teacher)
    assert (found.appraisal, found.morals, found.post) == ("excellent", "competent", "away")
    assert YearRecord.objects.get(person=other).post == Post.ESTABLISHED


def test_a_conflict_tells_which_rows_and_keeps_what_was_typed(at_work, school, teacher, grid):
    other = teacher_at(school, "李梅")
    rival = staff_user(school, display_name="王主任")
    entered(school, teacher, 2025, YearValues(Appraisal.EXCELLENT), actor=rival)
    typed = {**ROW, "note": "我的话"}
    response = at_work.post(grid, page_of((teacher, 0, typed), (other, 0, ROW)))
    page = response.content.decode()
    assert response.status_code == 409
    for said in ("1 行没有保存", f'href="#row-{teacher.pk}"', "现在是：优秀", "王主任", "我的话"):
        assert said in page
    assert YearRecord.objects.get(person=other).appraisal == Appraisal.COMPETENT
    assert f'name="{other.pk}-version" value="1"' in page
    at_work.post(grid, page_of((teacher, 1, typed), (other, 1, ROW)))
    assert YearRecord.objects.get(person=teacher).note == "我的话"


def test_after_a_conflict_rows_that_were_filled_in_stay_so(at_work, school, teacher, grid):
    other = teacher_at(school, "李梅")
    entered(school, teacher, 2025, YearValues(Appraisal.EXCELLENT))
    response = at_work.post(grid, page_of((teacher, 0, {}), (other, 0, {}), action="fill"))
    assert response.status_code == 409
    form = next(form for form in response.context["forms"] if form.person == other)
    assert form["appraisal"].value() == Appraisal.COMPETENT


@pytest.mark.parametrize(
    "values", [{"appraisal": "best"}, {"note": "字" * 101}, {"post": "x", "morals": "y"}]
)
def test_forged_words_are_an_error_of_their_row(at_work, teacher, grid, values):
    response = at_work.post(grid, page_of((teacher, 0, values)))
    assert response.status_code == 409
    assert not YearRecord.objects.exists()


@pytest.mark.parametrize(
    "data",
    [
        {}, {"person": "x"}, {"person": ["9" * 30, "-1"]}, {"action": "fill"},
        {"action": "fill", "person": "\0"}, {"person": [str(n) for n in range(500)]},
    ],
)  # fmt: skip
def test_nothing_sent_breaks_the_grid(at_work, teacher, grid, data):
    assert at_work.post(grid, data).status_code == 302
    assert not YearRecord.objects.exists()


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 40, "\0"])
def test_no_version_breaks_the_grid(at_work, school, teacher, grid, version):
    entered(school, teacher, 2025, YearValues(Appraisal.EXCELLENT))
    assert at_work.post(grid, page_of((teacher, version, ROW))).status_code == 409


def test_only_ones_own_teachers_are_saved(at_work, world, grid):
    stranger = teacher_at(world["second"])
    at_work.post(grid, page_of((stranger, 0, ROW)))
    assert not YearRecord.objects.exists()


@pytest.mark.parametrize(
    "query", ["?q=%00", "?q=%F0", "?person=x", "?person=99999999999999999999", "?page=x"]
)
def test_no_query_breaks_the_pages(at_work, school, teacher, grid, query):
    for address in (grid, url("teachers", school.pk), url("called")):
        assert at_work.get(address + query).status_code == 200


@pytest.mark.parametrize("year", [1900, 2015, 2027, 99999999999999999999])
def test_other_years_are_not_found(at_work, school, year):
    assert at_work.get(url("year", school.pk, year)).status_code == 404
    assert at_work.post(url("year-save", school.pk, year)).status_code == 404


def test_one_person_of_the_grid(at_work, school, teacher, grid):
    other = teacher_at(school, "李梅")
    page = text_of(at_work.get(f"{grid}?person={other.pk}"))
    assert "李梅" in page
    assert teacher.name not in page
    assert "李梅" in text_of(at_work.get(f"{grid}?q=lm"))


# While it is filled in


def saved(client, school, person, version, **values):
    data = {"person": person.pk, f"{person.pk}-version": version}
    data |= {f"{person.pk}-{name}": value for name, value in values.items()}
    return client.post(url("year-save", school.pk, 2025), data)


def test_a_row_is_saved_while_it_is_filled_in(at_work, school, teacher):
    assert saved(at_work, school, teacher, 0, appraisal="competent").json()["version"] == 1
    again = saved(at_work, school, teacher, 1, appraisal="competent", morals="competent")
    assert again.json()["version"] == 2
    assert saved(at_work, school, teacher, 1, appraisal="failed").status_code == 409
    assert YearRecordChange.objects.filter(way="autosave").count() == 2


def test_a_row_that_cannot_be_saved_says_why(at_work, world, school, teacher):
    assert saved(at_work, school, teacher, 0, appraisal="best").status_code == 422
    assert saved(at_work, school, teacher_at(world["second"]), 0).status_code == 404
    assert at_work.post(url("year-save", school.pk, 2025), {"person": "x"}).status_code == 404


# Probation, rules


def test_probation_is_entered(at_work, school, teacher):
    address = url("probation", school.pk, teacher.pk)
    assert at_work.post(address, {"result": "passed", "version": "0"}).status_code == 422
    sent = {"result": "passed", "passed_on": "2026年11月1日", "version": "0"}
    assert at_work.post(address, sent)["Location"] == url("teacher", school.pk, teacher.pk)
    assert at_work.post(address, {"result": "failed", "version": "0"}).status_code == 422
    assert Probation.objects.get().passed_on.isoformat() == "2026-11-01"


@pytest.fixture
def keeper(client, world):
    return sign_in_as(client, staff_user(world["province"], Role.BUREAU_ADMIN))


RULE = {
    "first_days": "90", "window_days": "60", "valid_years": "5", "assessments": "4",
    "first_assessments": "0", "basic_counts": "on", "version": "0",
}  # fmt: skip


def test_the_province_lays_down_its_rules(keeper, school):
    assert "全国通行" in text_of(keeper.get(url("rules")))
    page = text_of(keeper.post(url("rule", 2026), RULE, follow=True))
    assert "本年规定" in page
    assert "沿用2026年" in page
    assert RegistrationRule.objects.get(year=2026).first_days == 90
    assert keeper.post(url("rule", 2026), RULE).status_code == 422


@pytest.mark.parametrize(
    "change", [{"first_days": "0"}, {"valid_years": "x"}, {"assessments": "11"}, {"version": ""}]
)
def test_rules_that_cannot_be_are_refused(keeper, school, change):
    assert keeper.post(url("rule", 2026), RULE | change).status_code == 422
    assert keeper.get(url("rule", 1999)).status_code == 404


# The teacher's own


def test_my_registration(mine, school, teacher):
    due_now(teacher)
    prepared(school, teacher, first=2022)
    page = text_of(mine.get(url("mine")))
    for said in (
        "应注册", "证书与岗位相符", "还没有录入：2021年", school.name, "告诉学校", "360 学时",
    ):  # fmt: skip
        assert said in page


def test_my_registration_without_anything(mine, teacher):
    page = text_of(mine.get(url("mine")))
    assert "还没有同步教师资格证书" in page
    assert "学校还没有录入" in page


def test_my_first_registration(mine, school, teacher):
    CredentialFactory(person=teacher)
    Probation.objects.create(
        person=teacher, result="passed", passed_on=today(), body=school,
        entered_at="2026-11-23T00:00:00Z",
    )  # fmt: skip
    assert "首次注册" in text_of(mine.get(url("mine")))


def test_the_school_is_told_what_is_wrong(mine, admin, teacher):
    sent = {"topic": "年度考核", "text": "2025年应为优秀"}
    page = text_of(mine.post(url("report"), sent, follow=True))
    assert "已告诉学校管理员" in page
    assert Message.objects.get(template="registration.wrong").recipient == admin
    wrong = mine.post(url("report"), {"topic": "x", "text": ""})
    assert wrong.status_code == 422
