"""The pages: whose they are, what they show, what they answer to bad input, at what cost."""

import io
import uuid
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from ceducation.enums import HoursKind, ImportState, RowState, Source
from ceducation.models import HoursEntry, HoursImport, ImportRow, Requirement
from ceducation.queries.ledger import balance
from ceducation.services import correct
from ceducation.services.importing import KEEP, confirm, forget_contents
from ceducation.workbooks.columns import LAYOUT
from identity.services.employment import end_employment
from portal.approvals.models import ListExport
from portal.audit.actors import SystemActor
from portal.audit.models import Entry
from portal.clock import today
from portal.imports import inspecting
from portal.imports.reading import rows_of
from portal.organisations.enums import Role
from tests.factories.accounts import UserFactory, sign_in_as, staff_user
from tests.factories.ceducation import (
    HoursEntryFactory,
    RequirementFactory,
    credited,
    learned,
    row_of,
    teacher_at,
    uploaded,
    workbook,
)
from tests.factories.organisations import SchoolFactory

pytestmark = pytest.mark.django_db
MINE = reverse("ceducation:mine")
SCHOOLS = reverse("ceducation:schools")
OLD_XLS = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600


def at(name, *args):
    return reverse(f"ceducation:{name}", args=args)


def page(client, url, status=200):
    answer = client.get(url)
    assert answer.status_code == status
    return answer.content.decode()


def full_year(person, school, year=None):
    for kind, hours in (("general", 30), ("professional", 42), ("elective", 18)):
        credited(person, school, learned(hours, f"全年{kind}", kind=kind, year=year))


def queries(client, url):
    """How many a page needs; the first visit may keep something in the session."""
    page(client, url)
    with CaptureQueriesContext(connection) as asked:
        page(client, url)
    return len(asked)


def alike(client, url, more):
    """The number of queries, which is the same with one row and with three."""
    more(0)
    with_one = queries(client, url)
    more(1)
    more(2)
    assert queries(client, url) == with_one
    return with_one


# 我的学时


def test_my_hours_by_kind_against_the_requirement(client, teacher, school):
    credited(teacher, school, learned(30, "公需课", kind=HoursKind.GENERAL))
    credited(teacher, school, learned(30.5, "研修", proof="YX-1"))
    html = page(sign_in_as(client, teacher.user), MINE)
    for text in ("60.5", "30 / 30", "30.5 / 42", "0 / 18", "还差", "29.5", "YX-1", "未达标"):
        assert text in html
    assert 'aria-label="专业 30.5 / 42"' in html
    assert 'width="72"' in html
    assert "style=" not in html


def test_enough_says_so(client, teacher, school):
    full_year(teacher, school)
    html = page(sign_in_as(client, teacher.user), MINE)
    assert "已达标" in html
    assert "还差" not in html


def test_a_correction_is_seen_with_its_reason(client, teacher, school, admin):
    entry = credited(teacher, school, learned(80, "研修"))
    correct(entry, "多写一个 0", actor=admin, replacement=learned(8, "研修"))
    html = page(sign_in_as(client, teacher.user), MINE)
    for text in ("已更正", "冲销", "更正后", "-80", "更正原因：多写一个 0"):
        assert text in html
    assert "更正<span" not in html


def test_a_year_is_chosen(client, teacher, school):
    credited(teacher, school, learned(8, "前年研修", year=today().year - 2))
    browser = sign_in_as(client, teacher.user)
    assert "前年研修" not in page(browser, MINE)
    assert "前年研修" in page(browser, f"{MINE}?year={today().year - 2}")


@pytest.mark.parametrize(
    "year", ["", "x", "0", "99999999999999999999", "1990", "-1", "%00", "２０２６"]
)
def test_no_such_year_is_this_year(client, teacher, year):
    html = page(sign_in_as(client, teacher.user), f"{MINE}?year={year}")
    assert f"{today().year}年的登记" in html


def test_an_account_of_an_office_has_no_hours(client, admin):
    page(sign_in_as(client, admin), MINE, 404)


def test_visitors_sign_in(client):
    assert client.get(MINE).status_code == 302


def test_my_hours_ask_alike(client, teacher, school):
    browser = sign_in_as(client, teacher.user)

    def more(number):
        credited(teacher, school, learned(8, f"研修{number}", year=today().year - number % 2))

    assert alike(browser, MINE, more) <= 7


# 学时台账


READERS = [
    ("school", Role.SCHOOL_ADMIN),
    ("base", Role.BASE_ADMIN),
    ("county", Role.BUREAU_ADMIN),
    ("city", Role.BUREAU_ADMIN),
    ("province", Role.BUREAU_ADMIN),
]
STRANGERS = [
    ("second", Role.SCHOOL_ADMIN),
    ("sister", Role.BUREAU_ADMIN),
    ("other_city", Role.BUREAU_ADMIN),
    ("county", Role.REVIEWER),
    ("province", Role.SYSTEM_ADMIN),
    ("province", Role.AUDIT_ADMIN),
    ("point", Role.POINT_CLERK),
]


@pytest.mark.parametrize(("place", "role"), READERS)
def test_who_reads_a_school(client, world, school, teacher, place, role):
    browser = sign_in_as(client, world.user(place, role))
    html = page(browser, at("school", school.pk))
    assert teacher.name in html
    page(browser, at("teacher", school.pk, teacher.pk))
    keeps = role == Role.SCHOOL_ADMIN
    assert ("导入学时" in html) is keeps
    page(browser, at("enter", school.pk, teacher.pk), 200 if keeps else 404)
    page(browser, at("imports", school.pk), 200 if keeps else 404)


@pytest.mark.parametrize(("place", "role"), STRANGERS)
def test_for_others_it_is_not_there(client, world, school, teacher, admin, place, role, run_jobs):
    entry = credited(teacher, school)
    run = uploaded(school, admin, row_of(teacher))
    run_jobs()
    browser = sign_in_as(client, world.user(place, role))
    for url in (
        at("school", school.pk),
        at("teacher", school.pk, teacher.pk),
        at("enter", school.pk, teacher.pk),
        at("correct", school.pk, entry.pk),
        at("imports", school.pk),
        at("import-template", school.pk),
        at("import", school.pk, run.pk),
        at("import-report", school.pk, run.pk),
    ):
        page(browser, url, 404)
    for url in (
        at("school-export", school.pk),
        at("import-confirm", school.pk, run.pk),
        at("import-discard", school.pk, run.pk),
    ):
        assert browser.post(url).status_code == 404
    run.refresh_from_db()
    assert run.state == ImportState.CHECKED


def test_things_of_another_school_are_not_found_under_one_s_own(world, at_work, school, run_jobs):
    second = world["second"]
    other = teacher_at(second, "外校人")
    entry = credited(other, second)
    run = uploaded(second, world.user("second", Role.SCHOOL_ADMIN), row_of(other))
    run_jobs()
    for url in (
        at("teacher", school.pk, other.pk),
        at("enter", school.pk, other.pk),
        at("correct", school.pk, entry.pk),
        at("import", school.pk, run.pk),
    ):
        page(at_work, url, 404)
    assert at_work.post(at("import-confirm", school.pk, run.pk)).status_code == 404


def test_a_school_s_administrator_is_at_it_at_once(at_work, school, world, client):
    assert at_work.get(SCHOOLS).url == at("school", school.pk)
    bureau = sign_in_as(client, world.user("county", Role.BUREAU_ADMIN))
    html = page(bureau, SCHOOLS)
    assert "澜滨区实验小学" in html
    assert "望鹤县实验小学" not in html
    assert "学时要求" not in html
    html = page(bureau, f"{SCHOOLS}?q=lbqdexx")
    assert "澜滨区第二小学" in html
    assert "澜滨区实验小学" not in html
    assert "没有找到学校" in page(bureau, f"{SCHOOLS}?q=zzz&year=x")


def test_schools_say_how_many_have_enough(client, world, school, teacher):
    full_year(teacher, school)
    teacher_at(school)
    html = page(sign_in_as(client, world.user("base", Role.BASE_ADMIN)), SCHOOLS)
    assert "50%" in html
    assert page(client, f"{SCHOOLS}?year={today().year - 1}").count("0%") == 2


def test_schools_ask_alike(client, world):
    browser = sign_in_as(client, world.user("province", Role.BUREAU_ADMIN))

    def more(number):
        school = SchoolFactory(parent=world["county"], name=f"第{number}小学")
        full_year(teacher_at(school), school)

    assert alike(browser, SCHOOLS, more) <= 11


def test_a_school_asks_alike(at_work, school):
    def more(number):
        full_year(teacher_at(school, f"教师{number}"), school)

    assert alike(at_work, at("school", school.pk), more) <= 11


def names(client, school, **asked):
    answer = client.get(at("school", school.pk), asked)
    assert answer.status_code == 200
    return [row.name for row in answer.context["page_obj"]]


def test_teachers_by_pinyin_found_and_filtered(at_work, school):
    full, some, none = (teacher_at(school, name) for name in ("张三", "李四", "王五"))
    full_year(full, school)
    credited(some, school)
    assert names(at_work, school) == ["李四", "王五", "张三"]
    assert names(at_work, school, q="zhangs") == ["张三"]
    assert names(at_work, school, q="ls") == ["李四"]
    assert names(at_work, school, q="五") == ["王五"]
    assert names(at_work, school, q=none.id_number.lower()) == ["王五"]
    assert names(at_work, school, standing="met") == ["张三"]
    assert names(at_work, school, standing="short") == ["李四"]
    assert names(at_work, school, standing="none") == ["王五"]
    assert names(at_work, school, standing="met", year=today().year - 1) == []
    assert names(at_work, school, standing="x", year="1") == ["李四", "王五", "张三"]
    assert names(at_work, school, size=10) == ["李四", "王五", "张三"]


def test_who_left_is_not_on_the_list(at_work, school, teacher):
    full_year(teacher, school)
    end_employment(teacher.employments.get(), actor=SystemActor("tests"))
    assert names(at_work, school) == []
    page(at_work, at("teacher", school.pk, teacher.pk), 404)


def test_hours_of_an_earlier_school_count_and_are_not_corrected_here(
    world, at_work, school, teacher
):
    HoursEntryFactory(person=teacher, unit=world["second"], hours=9, title="在外校的研修")
    own = credited(teacher, school, learned(8, "本校研修"))
    html = page(at_work, at("teacher", school.pk, teacher.pk))
    assert "在外校的研修" in html
    assert at("correct", school.pk, own.pk) in html
    assert html.count("/correct/") == 1


def test_a_look_is_on_record(at_work, school, teacher, admin):
    page(at_work, at("teacher", school.pk, teacher.pk))
    look = Entry.objects.get(action="look.profile")
    assert (look.person_id, look.body_id) == (teacher.pk, school.pk)


def test_the_export_is_a_workbook_and_on_record(at_work, school, teacher, run_jobs):
    full_year(teacher, school)
    teacher_at(school, "没有学时")
    made = at_work.post(f"{at('school-export', school.pk)}?standing=met")
    export = ListExport.objects.get()
    assert made.url == reverse("approvals:export", args=[export.pk])
    run_jobs()
    export.refresh_from_db()
    sheet = load_workbook(io.BytesIO(bytes(export.content))).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert len(rows) == 2
    assert rows[1][0] == teacher.name
    assert rows[1][2:12] == [
        str(today().year), "30", "42", "18", "90", "0", "0", "0", "0", "已达标",
    ]  # fmt: skip
    assert teacher.id_number not in str(rows)
    assert Entry.objects.filter(action="ceducation.export").count() == 1
    assert Entry.objects.filter(action="look.export", person_id=teacher.pk).count() == 1


# One entry


def typed(**changes):
    values = {
        "token": str(uuid.uuid4()),
        "year": str(today().year),
        "kind": "professional",
        "hours": "7.5",
        "title": "暑期研修",
        "proof": "",
    }
    return {**values, **changes}


def test_one_entry_by_hand(at_work, school, teacher, admin):
    answer = at_work.post(at("enter", school.pk, teacher.pk), typed())
    assert answer.url == f"{at('teacher', school.pk, teacher.pk)}?year={today().year}"
    entry = HoursEntry.objects.get()
    assert (entry.person, entry.unit, entry.hours, entry.source, entry.entered_by) == (
        teacher,
        school,
        Decimal("7.5"),
        Source.SCHOOL_ENTRY,
        admin,
    )
    html = page(at_work, answer.url)
    assert "已登记" in html
    assert "暑期研修" in html


def test_a_form_sent_twice_is_one_entry(at_work, school, teacher):
    form = typed()
    for _ in range(2):
        assert at_work.post(at("enter", school.pk, teacher.pk), form).status_code == 302
    assert HoursEntry.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"hours": "-8"}, "大于 0"),
        ({"hours": "0"}, "大于 0"),
        ({"hours": "999"}, "不能超过 200"),
        ({"hours": "1.25"}, "一位小数"),
        ({"hours": "99999999999"}, "学时过大"),
        ({"hours": "八"}, "请填写数字"),
        ({"hours": "NaN"}, "请填写数字"),
        ({"hours": "1e99"}, "学时"),
        ({"hours": ""}, "请填写学时"),
        ({"year": "1900"}, "请从列出的选项中选择"),
        ({"year": "x"}, "请从列出的选项中选择"),
        ({"kind": "x"}, "请从列出的选项中选择"),
        ({"title": ""}, "请填写所学内容"),
        ({"title": "学" * 201}, "最多 200 个字"),
        ({"title": "a\x00b"}, "无法识别"),
        ({"proof": "1" * 81}, "最多 80 个字"),
        ({"token": "x"}, ""),
        ({"token": ""}, ""),
    ],
)
def test_bad_input_is_answered_and_kept(at_work, school, teacher, changes, said):
    answer = at_work.post(at("enter", school.pk, teacher.pk), typed(**changes))
    assert answer.status_code == 422
    html = answer.content.decode()
    assert said in html
    assert "暑期研修" in html or "title" in changes
    assert not HoursEntry.objects.exists()


def test_a_double_is_answered_beside_its_title(at_work, school, teacher):
    credited(teacher, school, learned(8, "暑期研修"))
    answer = at_work.post(at("enter", school.pk, teacher.pk), typed())
    assert answer.status_code == 422
    assert answer.context["form"].errors["title"][0].startswith("台账中已有")


# Corrections


def test_put_right_by_hand(at_work, school, teacher):
    entry = credited(teacher, school, learned(80, "暑期研修", proof="Z-1"))
    html = page(at_work, at("correct", school.pk, entry.pk))
    assert 'value="80"' in html
    form = typed(way="replace", reason="多写一个 0", hours="8", proof="Z-1")
    answer = at_work.post(at("correct", school.pk, entry.pk), form)
    assert answer.url == f"{at('teacher', school.pk, teacher.pk)}?year={entry.year}"
    assert balance(teacher).total == 8
    assert "不能再更正" in page(at_work, at("correct", school.pk, entry.pk))


def test_taken_back_whatever_stands_below(at_work, school, teacher):
    entry = credited(teacher, school)
    form = {"way": "void", "reason": "重复登记", "hours": "八", "year": "1"}
    assert at_work.post(at("correct", school.pk, entry.pk), form).status_code == 302
    assert balance(teacher).total == 0
    assert HoursEntry.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"reason": ""}, "请填写更正原因"),
        ({"reason": "字" * 301}, "最多 300 个字"),
        ({"way": ""}, "请选择怎样更正"),
        ({"way": "x"}, "请从列出的选项中选择"),
        ({"hours": "-1"}, "大于 0"),
        ({"hours": ""}, "请填写学时"),
        ({"title": ""}, "请填写所学内容"),
    ],
)
def test_a_wrong_correction_is_answered(at_work, school, teacher, changes, said):
    entry = credited(teacher, school)
    form = typed(way="replace", reason="写错", **{}) | changes
    answer = at_work.post(at("correct", school.pk, entry.pk), form)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert HoursEntry.objects.count() == 1


def test_a_double_click_corrects_once(at_work, school, teacher):
    entry = credited(teacher, school)
    form = typed(way="replace", reason="写错", hours="4")
    url = at("correct", school.pk, entry.pk)
    assert [at_work.post(url, form).status_code for _ in range(2)] == [302, 422]
    assert balance(teacher).total == 4


def test_what_the_school_did_not_enter_it_does_not_correct(at_work, school, teacher):
    entry = credited(teacher, school, source=Source.PLATFORM, actor=SystemActor("c"), reference="c")
    page(at_work, at("correct", school.pk, entry.pk), 404)
    assert "/correct/" not in page(at_work, at("teacher", school.pk, teacher.pk))


def test_of_who_left_it_is_still_corrected(at_work, school, teacher):
    entry = credited(teacher, school)
    end_employment(teacher.employments.get(), actor=SystemActor("tests"))
    answer = at_work.post(
        at("correct", school.pk, entry.pk), {"way": "void", "reason": "重复"}, follow=True
    )
    assert answer.redirect_chain[-1][0] == at("school", school.pk)
    assert balance(teacher).total == 0


# Import


def send(client, school, content, name="hours.xlsx", token=None):
    form = {"file": SimpleUploadedFile(name, content), "token": token or str(uuid.uuid4())}
    return client.post(at("imports", school.pk), form)


def test_upload_dry_run_confirm_result(at_work, school, teacher, run_jobs):
    answer = send(at_work, school, workbook(row_of(teacher), row_of(teacher, hours=-8)))
    run = HoursImport.objects.get()
    assert answer.url == at("import", school.pk, run.pk)
    assert "正在逐行检查" in page(at_work, answer.url)
    run_jobs()
    html = page(at_work, answer.url)
    assert "导入 1 行" in html
    assert "大于 0" in html
    assert teacher.id_number not in html
    assert teacher.name in page(at_work, f"{answer.url}?state=ready")
    page(at_work, f"{answer.url}?state=x&page=99&size=7")
    at_work.post(at("import-confirm", school.pk, run.pk))
    assert "正在逐行登记" in page(at_work, answer.url)
    run_jobs()
    html = page(at_work, answer.url)
    assert "导入完毕" in html
    assert "没有导入任何一行" not in html
    assert balance(teacher).total == 8
    html = page(at_work, at("imports", school.pk))
    assert "hours.xlsx" in html
    assert "已导入" in html


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (OLD_XLS, inspecting.OLD_FORMAT),
        (b"a,b,c", inspecting.NO_WORKBOOK),
        (b"PK\x03\x04", inspecting.DAMAGED),
        (b"x" * (inspecting.MOST_BYTES + 1), inspecting.TOO_LARGE),
        (b"", "这个文件是空的"),
    ],
)
def test_what_is_no_workbook_is_answered_at_once(at_work, school, content, said):
    answer = send(at_work, school, content)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not HoursImport.objects.exists()


def test_no_file_and_no_token(at_work, school):
    for form in ({}, {"token": "x"}, {"file": "text", "token": str(uuid.uuid4())}):
        assert at_work.post(at("imports", school.pk), form).status_code == 422


def test_fifty_thousand_rows_get_a_clear_answer(at_work, school, teacher, run_jobs):
    row = row_of(teacher)
    send(at_work, school, workbook(*[row] * 5001))
    run = HoursImport.objects.get()
    run_jobs()
    html = page(at_work, at("import", school.pk, run.pk))
    assert "超过 5000 行" in html
    assert "重新上传" in html
    assert not ImportRow.objects.exists()


def test_the_template_is_a_workbook(at_work, school):
    answer = at_work.get(at("import-template", school.pk))
    assert "attachment" in answer["Content-Disposition"]
    assert load_workbook(io.BytesIO(answer.content)).sheetnames == ["学时", "填写说明"]


def test_the_report_can_be_mended_and_sent_again(at_work, school, teacher, run_jobs):
    run = uploaded(school, UserFactory(), row_of(teacher, title="甲"), row_of(teacher, hours=-8))
    run_jobs()
    answer = at_work.get(at("import-report", school.pk, run.pk))
    (row,) = rows_of(answer.content, LAYOUT)
    assert row.values["id_number"] == teacher.id_number
    assert row.values["hours"] == "-8"
    assert Entry.objects.filter(action="ceducation.report").count() == 1
    mended = {**row.values, "hours": "8"}
    send(at_work, school, workbook(list(mended.values())))
    run_jobs()
    assert HoursImport.objects.first().rows.get().state == RowState.READY


def test_no_report_where_there_is_nothing_wrong_or_nothing_left(
    at_work, school, teacher, admin, run_jobs, clock
):
    right = uploaded(school, admin, row_of(teacher))
    wrong = uploaded(school, admin, row_of(teacher, hours=-8))
    run_jobs()
    page(at_work, at("import-report", school.pk, right.pk), 404)
    confirm(right, admin)
    run_jobs()
    clock.advance(days=KEEP.days, seconds=1)
    forget_contents()
    at_work = sign_in_as(Client(), admin)
    page(at_work, at("import-report", school.pk, wrong.pk), 404)
    html = page(at_work, at("import", school.pk, right.pk))
    assert "只保留结果" in html
    assert teacher.name in html
    page(at_work, at("import", school.pk, wrong.pk))


def test_a_colleague_sees_it_without_the_progress(at_work, school, teacher, client):
    run = uploaded(school, staff_user(school, display_name="同事"), row_of(teacher))
    html = page(at_work, at("import", school.pk, run.pk))
    assert "同事 上传的表正在处理" in html
    assert "/jobs/" not in html


def test_given_up(at_work, school, teacher, run_jobs):
    run = uploaded(school, UserFactory(), row_of(teacher))
    run_jobs()
    answer = at_work.post(at("import-discard", school.pk, run.pk), follow=True)
    assert "已放弃" in answer.content.decode()
    for name in ("import-discard", "import-confirm"):
        answer = at_work.post(at(name, school.pk, run.pk), follow=True)
        assert answer.status_code == 200
    assert "已放弃" in page(at_work, at("import", school.pk, run.pk))
    assert not HoursEntry.objects.exists()


def test_the_dry_run_page_asks_alike(at_work, school, admin, run_jobs):
    counted = []
    for rows in (1, 3):
        run = uploaded(school, admin, *[row_of(teacher_at(school)) for _ in range(rows)])
        run_jobs()
        confirm(run, admin)
        run_jobs()
        counted.append(queries(at_work, at("import", school.pk, run.pk)))
    assert counted[0] == counted[1] <= 12


def test_the_list_of_imports_asks_alike(at_work, school, admin, teacher):
    def more(number):
        uploaded(school, admin, row_of(teacher))

    assert alike(at_work, at("imports", school.pk), more) <= 9


# 学时要求


@pytest.fixture
def province(client, world):
    return sign_in_as(client, world.user("province", Role.BUREAU_ADMIN))


def asked(**changes):
    values = {
        "general": "30",
        "professional": "42",
        "elective": "18",
        "total": "90",
        "period_hours": "360",
        "period_years": "5",
        "entry_limit": "100",
        "closes_on": "",
        "version": "0",
    }
    return values | changes


def test_the_province_lays_a_year_down(province, world, school, teacher):
    year = today().year
    html = page(province, at("requirements"))
    assert html.count("通行标准") >= 10
    assert "还没有单独规定" in page(province, at("requirement", year))
    form = asked(total="95", closes_on=f"{year}年12月31日")
    assert province.post(at("requirement", year), form).url == at("requirements")
    row = Requirement.objects.get()
    assert (row.province, row.year, row.total, row.entry_limit) == (
        world["province"],
        year,
        95,
        100,
    )
    assert row.closes_on == date(year, 12, 31)
    html = page(province, at("requirements"))
    assert "本年规定" in html
    assert f"沿用{year}年" in html
    assert balance(teacher, year=year).need.total == 95
    form = asked(total="100", version="1")
    assert province.post(at("requirement", year), form).status_code == 302
    assert province.post(at("requirement", year), form).status_code == 422


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"total": "89"}, "合计不能比它少"),
        ({"general": "-1"}, "不能小于 0"),
        ({"general": "x"}, "请填写数字"),
        ({"general": "10000000"}, "数字过大"),
        ({"period_years": "0"}, "不能小于 1"),
        ({"period_years": "99"}, "不能大于 20"),
        ({"entry_limit": "0"}, "不能小于 1"),
        ({"closes_on": "明天"}, "日期应像"),
        ({"version": "x"}, ""),
        ({"version": "99999999999999999999"}, ""),
    ],
)
def test_a_wrong_requirement_is_answered(province, changes, said):
    answer = province.post(at("requirement", today().year), asked(**changes))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Requirement.objects.exists()


@pytest.mark.parametrize("year", [1900, 2100, 999999])
def test_other_years_are_not_there(province, year):
    page(province, at("requirement", year), 404)


@pytest.mark.parametrize(
    ("place", "role"),
    [
        ("school", Role.SCHOOL_ADMIN),
        ("city", Role.BUREAU_ADMIN),
        ("base", Role.BASE_ADMIN),
        ("province", Role.SYSTEM_ADMIN),
    ],
)
def test_nobody_else_lays_down(client, world, place, role):
    browser = sign_in_as(client, world.user(place, role))
    page(browser, at("requirements"), 404)
    page(browser, at("requirement", today().year), 404)


def test_a_closing_day_is_shown_to_the_teacher(client, world, school, teacher):
    day = today() + timedelta(days=9)
    RequirementFactory(province=world["province"], closes_on=day)
    assert f"{day:%Y-%m-%d}" in page(sign_in_as(client, teacher.user), MINE)
