"""From an upload to the ledger: checked first, imported once, forgotten after a week."""

import uuid
from collections import Counter
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection

from ceducation.enums import ImportState, RowState, Source
from ceducation.errors import Refused
from ceducation.models import HoursEntry, HoursImport, ImportRow
from ceducation.queries import imports
from ceducation.queries.ledger import balance
from ceducation.services import correct, import_work
from ceducation.services.checking import Checker
from ceducation.services.importing import confirm, discard, forget_contents, upload
from ceducation.workbooks.columns import LAYOUT
from identity.enums import IdKind
from identity.services.employment import end_employment
from portal.audit.actors import SystemActor
from portal.audit.models import Entry
from portal.clock import today
from portal.imports.errors import Unreadable
from portal.imports.reading import rows_of
from portal.jobs.models import Job
from portal.organisations.models import RoleGrant
from tests.factories.accounts import UserFactory
from tests.factories.ceducation import (
    RequirementFactory,
    credited,
    learned,
    row_of,
    teacher_at,
    uploaded,
    workbook,
)
from tests.factories.identity import EmploymentFactory, PersonFactory, id_number

pytestmark = pytest.mark.django_db


def dry_run(school, admin, run_jobs, *rows):
    run = uploaded(school, admin, *rows)
    run_jobs()
    run.refresh_from_db()
    return run


def messages(run):
    """{row's number: what is wrong}"""
    return dict(run.rows.exclude(message="").values_list("number", "message"))


def states(run):
    return Counter(run.rows.values_list("state", flat=True))


# The dry run


def test_a_dry_run_credits_nothing(school, admin, teacher, run_jobs):
    run = dry_run(school, admin, run_jobs, row_of(teacher))
    assert (run.state, states(run)) == (ImportState.CHECKED, {RowState.READY: 1})
    assert run.rows.get().person == teacher
    assert not HoursEntry.objects.exists()


def test_each_row_says_what_is_wrong(world, school, admin, teacher, run_jobs):
    other = teacher_at(world["second"], "外校人")
    good = teacher.id_number
    wrong_end = "1" if good[-1] != "1" else "2"
    rows = {
        "checksum": [teacher.name, good[:-1] + wrong_end, 2026, "专业", 8, "甲", ""],
        "unknown": ["无名", id_number(777), 2026, "专业", 8, "甲", ""],
        "elsewhere": row_of(other),
        "name": ["别人", good, 2026, "专业", 8, "甲", ""],
        "length": [teacher.name, "123", 2026, "专业", 8, "甲", ""],
        "birthday": [teacher.name, good[:6] + "19871345" + good[14:], 2026, "专业", 8, "甲", ""],
        "negative": row_of(teacher, hours=-8, title="乙"),
        "absurd": row_of(teacher, hours=999, title="丙"),
        "year": row_of(teacher, year=today().year + 1, title="丁"),
        "kind": row_of(teacher, kind="必修", title="戊"),
        "formula": row_of(teacher, hours="=4+4", title="己"),
        "blank": ["", "", "", "", "", "", "只有编号"],
        "all": [teacher.name, good, 1999, "x", "y", "", ""],
    }
    run = dry_run(school, admin, run_jobs, *rows.values())
    found = dict(zip(rows, messages(run).values(), strict=True))
    assert found == {
        "checksum": "证件号码：最后一位校验不符，请对照证件逐位核对整个号码",
        "unknown": "平台上没有这个证件号码的教师；新教师请先注册",
        "elsewhere": "此人现在不是本校教师",
        "name": "姓名与证件号码登记的不一致",
        "length": "证件号码：居民身份证号码应为18位，现在是3位",
        "birthday": "证件号码：第7至14位不是可用的出生日期，"
        "最后一位校验不符，请对照证件逐位核对整个号码",
        "negative": "学时应大于 0；要减少已登记的学时，请在台账中办理更正",
        "absurd": "一条不能超过 200 学时，请核对",
        "year": f"年度应在 {today().year - 10} 到 {today().year} 之间",
        "kind": "类别“必修”应为公需、专业或选修",
        "formula": "“学时”是公式，请改为数值（复制后选择性粘贴为“值”）",
        "blank": "没有填写姓名；没有填写证件号码；没有填写年度；没有填写类别；没有填写学时；"
        "请填写所学内容",
        "all": f"年度应在 {today().year - 10} 到 {today().year} 之间；类别“x”应为公需、专业或选修；"
        "学时“y”应为数字；请填写所学内容",
    }
    assert states(run) == {RowState.WRONG: len(rows)}


def test_nobody_else_is_named_by_a_number(world, school, admin, run_jobs):
    """Whoever works elsewhere is not kept with the row."""
    run = dry_run(school, admin, run_jobs, row_of(teacher_at(world["second"])))
    assert run.rows.get().person is None


def test_doubles_in_the_file_and_against_the_ledger(school, admin, teacher, run_jobs):
    credited(teacher, school, learned(8, "老研修"))
    run = dry_run(
        school,
        admin,
        run_jobs,
        row_of(teacher, title="新研修（一）"),
        row_of(teacher, hours=16, title=" 新研修(一)"),
        row_of(teacher, title="老研修"),
        row_of(teacher, title="老研修", year=today().year - 1),
    )
    found = messages(run)
    assert set(found) == {3, 4}
    assert found[3] == "与第 2 行重复：同一人同一年度的同名内容"
    assert "台账中已有" in found[4]


def test_what_was_taken_back_is_no_double(school, admin, teacher, run_jobs):
    correct(credited(teacher, school, learned(8, "研修")), "错", actor=admin)
    run = dry_run(school, admin, run_jobs, row_of(teacher, title="研修"))
    assert states(run) == {RowState.READY: 1}


def test_doubles_are_found_across_batches(school, admin, teacher, run_jobs, monkeypatch):
    monkeypatch.setattr("ceducation.services.checking.BATCH", 1)
    run = dry_run(school, admin, run_jobs, row_of(teacher), row_of(teacher))
    assert set(messages(run)) == {3}


def test_other_documents_and_other_ways_of_writing(school, admin, run_jobs):
    permit = PersonFactory(id_kind=IdKind.HK_MACAO_PERMIT, id_number="H12345678", name="何 Ann")
    uyghur = teacher_at(school, "阿依古丽·买买提")
    EmploymentFactory(person=permit, body=school)
    run = dry_run(
        school,
        admin,
        run_jobs,
        ["何ann", "h1234567801", 2026, "公需课", "8", "甲", ""],
        ["阿依古丽买买提", f" {uyghur.id_number.lower()} ", "2026年", "选修", "８", "乙", ""],
    )
    assert messages(run) == {}


def test_a_closed_year_is_named(world, school, admin, teacher, run_jobs):
    RequirementFactory(province=world["province"], closes_on=today() - timedelta(days=1))
    run = dry_run(school, admin, run_jobs, row_of(teacher))
    assert "截止" in messages(run)[2]


def test_checking_asks_alike_for_many_rows(school, admin, django_assert_num_queries):
    for count in (1, 3):
        people = [teacher_at(school) for _ in range(count)]
        rows = rows_of(workbook(*[row_of(person) for person in people]), LAYOUT)
        with django_assert_num_queries(4):
            list(Checker(school).check(rows))


def test_an_unreadable_file_is_not_kept(school, admin):
    with pytest.raises(Unreadable):
        upload(school, admin, name="x.xls", content=b"\xd0\xcf\x11\xe0", token=uuid.uuid4())
    assert not HoursImport.objects.exists()


def test_what_only_reading_finds_is_said_on_the_page(school, admin, run_jobs):
    run = upload(
        school,
        admin,
        name="x.xlsx",
        content=workbook(heading=["姓名"]),
        token=uuid.uuid4(),
    )
    run_jobs()
    run.refresh_from_db()
    assert (run.state, run.content) == (ImportState.UNREADABLE, "")
    assert "没有找到表头" in run.problem


def test_an_upload_sent_twice_is_one(school, admin, teacher):
    token, content = uuid.uuid4(), workbook(row_of(teacher))
    first, again = (
        upload(school, admin, name="a.xlsx", content=content, token=token) for _ in range(2)
    )
    assert first == again
    assert Job.objects.filter(kind="ceducation.read_import").count() == 1
    assert Entry.objects.filter(action="ceducation.upload").count() == 1


def test_reading_again_changes_nothing(school, admin, teacher, run_jobs):
    run = dry_run(school, admin, run_jobs, row_of(teacher))
    assert run.content == ""

    class Run:
        payload = {"import": run.pk}

    assert import_work.read(Run()) == {}
    assert run.rows.count() == 1


# No number in clear


def stored_text():
    """Every text of the tables of this app and of the audit, as the database has it."""
    tables = [t for t in connection.introspection.table_names() if t.startswith("ceducation_")]
    found = []
    with connection.cursor() as cursor:
        for table in (*tables, "audit_entry", "jobs_job"):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [str(row) for row in cursor.fetchall()]
    return "\n".join(found)


def test_no_id_number_is_kept_in_clear(school, admin, teacher, run_jobs, caplog):
    wrong = teacher.id_number[:-1] + ("1" if teacher.id_number[-1] != "1" else "2")
    run = dry_run(
        school, admin, run_jobs, row_of(teacher), [teacher.name, wrong, 2026, "专业", 8, "乙", ""]
    )
    confirm(run, admin)
    run_jobs()
    text = stored_text() + caplog.text
    assert teacher.id_number not in text
    assert wrong not in text
    assert teacher.id_number[6:14] not in text
    assert imports.rows_of(run)[1].data["id_number"] == wrong


def test_contents_are_forgotten_after_a_week(school, admin, teacher, run_jobs, clock):
    done = dry_run(school, admin, run_jobs, row_of(teacher), row_of(teacher))
    confirm(done, admin)
    run_jobs()
    waiting = uploaded(school, admin, row_of(teacher, title="等"))
    clock.advance(days=7)
    assert forget_contents() == 0
    clock.advance(seconds=1)
    assert forget_contents() == 2
    assert forget_contents() == 0
    done.refresh_from_db()
    waiting.refresh_from_db()
    assert [row.data for row in done.rows.all()] == [{}, {}]
    assert (done.state, waiting.state, waiting.content) == (
        ImportState.DONE,
        ImportState.DISCARDED,
        "",
    )
    assert balance(teacher).total == 8


def test_what_is_being_imported_is_not_forgotten(school, admin, teacher, run_jobs, clock):
    run = dry_run(school, admin, run_jobs, row_of(teacher))
    confirm(run, admin)
    clock.advance(days=8)
    assert forget_contents() == 0
    run_jobs()
    assert balance(teacher).total == 8


def test_keys_are_turned_for_uploads_too(school, admin, teacher, settings, run_jobs):
    run = uploaded(school, admin, row_of(teacher))
    call_command("rotate_keys", verbosity=0)
    run_jobs()
    assert run.rows.get().data["id_number"] == teacher.id_number


# Confirmed


def test_right_rows_are_imported_and_wrong_ones_are_not(school, admin, teacher, run_jobs):
    run = dry_run(
        school,
        admin,
        run_jobs,
        row_of(teacher, hours=7.5, kind="公需", title="甲", proof="Z-1"),
        row_of(teacher, hours=-1),
    )
    confirm(run, admin)
    (job,) = [job for job in run_jobs() if job.kind == "ceducation.import"]
    run.refresh_from_db()
    assert (job.done, job.total, job.result) == (1, 1, {"done": 1, "total": 1})
    assert (run.state, states(run)) == (
        ImportState.DONE,
        {RowState.DONE: 1, RowState.WRONG: 1},
    )
    entry = HoursEntry.objects.get()
    assert (entry.source, entry.proof, entry.entered_by) == (Source.SCHOOL_IMPORT, "Z-1", admin)
    assert run.rows.get(number=2).entry == entry
    assert balance(teacher).general == 7.5
    assert Entry.objects.filter(action="ceducation.credit", person_id=teacher.pk).count() == 1


def test_a_double_click_imports_once(school, admin, teacher, run_jobs):
    run = dry_run(school, admin, run_jobs, row_of(teacher))
    assert confirm(run, admin).job == confirm(run, admin).job
    run_jobs()
    assert confirm(run, admin).state == ImportState.DONE
    assert run_jobs() == []
    assert HoursEntry.objects.count() == 1
    assert Entry.objects.filter(action="ceducation.import").count() == 1


def test_the_same_file_twice_is_imported_once(school, admin, teacher, run_jobs):
    first = dry_run(school, admin, run_jobs, row_of(teacher))
    second = dry_run(school, admin, run_jobs, row_of(teacher))
    assert states(second) == {RowState.READY: 1}
    confirm(first, admin)
    confirm(second, admin)
    run_jobs()
    assert HoursEntry.objects.count() == 1
    row = second.rows.get()
    assert (row.state, row.entry) == (RowState.REFUSED, None)
    assert "台账中已有" in row.message
    third = dry_run(school, admin, run_jobs, row_of(teacher))
    assert states(third) == {RowState.WRONG: 1}


class Killed(BaseException):
    """kill -9 leaves no chance to tidy up."""


def test_killed_in_the_middle_it_goes_on(school, admin, run_jobs, monkeypatch):
    people = [teacher_at(school) for _ in range(4)]
    run = dry_run(school, admin, run_jobs, *[row_of(person) for person in people])
    confirm(run, admin)
    real, count = import_work.credit, []

    def killed_at_the_third(*args, **kwargs):
        count.append(1)
        entry = real(*args, **kwargs)
        if len(count) == 3:
            raise Killed
        return entry

    monkeypatch.setattr(import_work, "credit", killed_at_the_third)

    class Run:
        payload = {"import": run.pk}

        def progress(self, done, total):
            assert total == 4

    with pytest.raises(Killed):
        import_work.work_off(Run())
    assert (HoursEntry.objects.count(), states(run)[RowState.DONE]) == (2, 2)
    assert import_work.work_off(Run()) == {"done": 4, "total": 4}
    assert HoursEntry.objects.count() == 4
    assert all(balance(person).total == 8 for person in people)


def test_what_changed_after_the_check_is_refused_row_by_row(
    school, admin, teacher, run_jobs, monkeypatch
):
    left, stays = teacher_at(school), teacher_at(school)
    run = dry_run(school, admin, run_jobs, *[row_of(p) for p in (teacher, left, stays)])
    credited(teacher, school, learned(8, "暑期研修"))
    end_employment(left.employments.get(), actor=SystemActor("tests"))
    confirm(run, admin)
    run_jobs()
    found = messages(run)
    assert set(found) == {2, 3}
    assert "台账中已有" in found[2]
    assert "不是本校教师" in found[3]
    assert balance(stays).total == 8


def test_a_broken_row_stops_no_other(school, admin, teacher, run_jobs, monkeypatch, caplog):
    other = teacher_at(school)
    run = dry_run(school, admin, run_jobs, row_of(teacher), row_of(other))
    confirm(run, admin)
    real = import_work.credit

    def broken(person, *args, **kwargs):
        if person == teacher:
            raise RuntimeError(teacher.id_number)
        return real(person, *args, **kwargs)

    monkeypatch.setattr(import_work, "credit", broken)
    run_jobs()
    assert "处理时出错" in messages(run)[2]
    assert balance(other).total == 8
    assert "RuntimeError" in caplog.text
    assert teacher.id_number not in caplog.text


def test_who_lost_the_role_imports_nothing(school, admin, teacher, run_jobs, clock):
    run = dry_run(school, admin, run_jobs, row_of(teacher))
    confirm(run, admin)
    RoleGrant.objects.filter(user=admin).update(ended_at=clock.now)
    run_jobs()
    assert not HoursEntry.objects.exists()
    assert "没有为这所学校登记学时的权限" in messages(run)[2]


@pytest.mark.parametrize("hours", [-8, 8])
def test_nothing_to_import_is_not_confirmed(school, admin, teacher, run_jobs, hours):
    run = dry_run(school, admin, run_jobs, row_of(teacher, hours=-8))
    with pytest.raises(Refused):
        confirm(run, admin)
    reading = uploaded(school, admin, row_of(teacher, hours=hours, title="乙"))
    with pytest.raises(Refused):
        confirm(reading, admin)


# Given up


def test_given_up_nothing_stays(school, admin, teacher, run_jobs):
    run = dry_run(school, admin, run_jobs, row_of(teacher))
    discard(run, admin)
    run.refresh_from_db()
    assert (run.state, ImportRow.objects.count()) == (ImportState.DISCARDED, 0)
    for attempt in (discard, confirm):
        with pytest.raises(Refused):
            attempt(run, admin)
    assert Entry.objects.filter(action="ceducation.discard").count() == 1


def test_given_up_while_it_is_read(school, admin, teacher, run_jobs):
    run = uploaded(school, admin, row_of(teacher))
    discard(run, admin)
    run_jobs()
    run.refresh_from_db()
    assert (run.state, run.rows.count(), run.content) == (ImportState.DISCARDED, 0, "")


def test_what_is_imported_is_not_given_up(school, admin, teacher, run_jobs):
    run = dry_run(school, admin, run_jobs, row_of(teacher))
    confirm(run, UserFactory())
    with pytest.raises(Refused):
        discard(run, admin)
    assert run.rows.count() == 1
