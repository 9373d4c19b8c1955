"""A school's workbook of years: checked first, stored once, forgotten after a week."""

import uuid
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from ceducation.enums import ImportState
from portal.audit.models import Entry
from portal.clock import today
from portal.imports import writing
from portal.imports.errors import Unreadable
from portal.jobs.models import Job
from portal.jobs.services import enqueue
from portal.organisations.models import RoleGrant
from registration.errors import Refused
from registration.models import YearImport, YearRecord, YearRecordChange
from registration.rules.needs import entry_years
from registration.services.entering import YearValues
from registration.services.importing import (
    IMPORT_JOB,
    confirm,
    discard,
    forget_contents,
    lines_of,
    upload,
)
from registration.workbooks import LAYOUT, parsed
from tests.factories.accounts import sign_in_as, staff_user
from tests.factories.ceducation import teacher_at
from tests.factories.registration import entered

pytestmark = pytest.mark.django_db
GOOD = ("合格", "合格", "在编在岗", "")


def workbook(*rows):
    book = Workbook()
    for row in (list(LAYOUT.columns.values()), *rows):
        book.active.append(list(row))
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def row_of(person, year=2025, *cells):
    return [person.name, person.id_number, year, *(cells or GOOD)]


@pytest.fixture
def checked(school, admin, run_jobs):
    def run(*rows):
        made = upload(school, admin, name="a.xlsx", content=workbook(*rows), token=uuid.uuid4())
        run_jobs()
        made.refresh_from_db()
        return made

    return run


@pytest.fixture
def imported(checked, admin, run_jobs):
    def run(*rows):
        made = checked(*rows)
        confirm(made, admin)
        run_jobs()
        made.refresh_from_db()
        return made

    return run


def url(name, *args):
    return reverse(f"registration:{name}", args=args)


def test_the_dry_run_stores_nothing_and_says_what_will_change(checked, school, teacher):
    entered(school, teacher, 2024, YearValues("competent"))
    run = checked(row_of(teacher), row_of(teacher, 2024, "优秀", "", "", ""))
    assert run.state == ImportState.CHECKED
    assert [line.change for line in lines_of(run)] == [
        "年度考核：合格；师德考核：合格；在编在岗：在编在岗", "年度考核：合格 → 优秀",
    ]  # fmt: skip
    assert YearRecordChange.objects.count() == 1
    assert (run.content, run.counts) == ("", {"ready": 2})


def test_each_row_says_what_is_wrong(checked, world, school, teacher):
    stranger = teacher_at(world["second"])
    run = checked(
        row_of(teacher, 2025), row_of(teacher, "2025年度"), row_of(teacher, 2030),
        row_of(teacher, 2024, "很好", "", "", ""), row_of(teacher, 2023, "", "", "", ""),
        row_of(stranger), ["别人", teacher.id_number, 2022, *GOOD], ["", "", "", "", "", "", ""],
        ["张三", "110101198707050000", 2025, *GOOD], [teacher.name, "", "", *GOOD],
    )  # fmt: skip
    said = [line.message for line in lines_of(run)]
    expected = (
        "", "与第 2 行重复", "应在 2016 到 2026 之间", "年度考核“很好”应为优秀、合格",
        "都没有填写", "不是本校教师", "姓名与证件号码登记的不一致", "证件号码：",
        "没有填写证件号码；没有填写年度",
    )  # fmt: skip
    assert len(said) == len(expected)
    for found, part in zip(said, expected, strict=True):
        assert part in found
    assert run.counts == {"ready": 1, "wrong": 8}


def test_what_is_confirmed_is_stored_with_its_history(imported, school, admin, teacher):
    entered(school, teacher, 2024, YearValues("competent", note="旧"))
    run = imported(
        row_of(teacher), row_of(teacher, 2024, "优秀", "", "", ""), row_of(teacher, 1999)
    )
    assert (run.state, run.counts) == (ImportState.DONE, {"done": 2, "wrong": 1})
    row = YearRecord.objects.get(year=2024)
    assert (row.appraisal, row.note, row.entered_by, row.version) == ("excellent", "旧", admin, 2)
    assert YearRecordChange.objects.filter(way="import").count() == 2


def test_what_somebody_changed_meanwhile_is_not_overwritten(
    checked, school, admin, teacher, run_jobs
):
    run = checked(row_of(teacher))
    entered(school, teacher, 2025, YearValues("failed"))
    confirm(run, admin)
    run_jobs()
    run.refresh_from_db()
    (line,) = lines_of(run)
    assert (line.state, line.message) == ("refused", "刚被他人修改过，请核对后重新保存。")
    assert YearRecord.objects.get().appraisal == "failed"


def test_run_again_after_a_kill_nothing_is_stored_twice(imported, teacher, run_jobs):
    run = imported(row_of(teacher))
    lines = [{**line, "state": "ready"} for line in run.rows]
    YearImport.objects.update(state=ImportState.IMPORTING, rows=lines)
    enqueue(IMPORT_JOB, {"import": run.pk})
    run_jobs()
    run.refresh_from_db()
    assert (run.state, run.counts) == (ImportState.DONE, {"done": 1})
    assert YearRecordChange.objects.count() == 1


def test_a_role_that_ended_stores_nothing(checked, admin, teacher, run_jobs, clock):
    run = checked(row_of(teacher))
    confirm(run, admin)
    RoleGrant.objects.update(ended_at=clock.now)
    run_jobs()
    run.refresh_from_db()
    assert run.counts == {"refused": 1}
    assert not YearRecord.objects.exists()


def test_confirmed_twice_there_is_one_job(checked, admin, teacher):
    run = checked(row_of(teacher))
    confirm(run, admin)
    confirm(run, admin)
    assert Job.objects.filter(kind="registration.import").count() == 1
    with pytest.raises(Refused):
        discard(run, admin)


def test_nothing_to_import_is_refused(checked, admin, teacher):
    with pytest.raises(Refused):
        confirm(checked(row_of(teacher, 1999)), admin)


def test_discarded_or_a_week_old_nothing_is_kept(checked, admin, teacher, clock):
    gone, old = checked(row_of(teacher)), checked(row_of(teacher, 2024))
    discard(gone, admin)
    clock.advance(days=7, seconds=1)
    assert forget_contents() == 1
    for run in (gone, old):
        run.refresh_from_db()
        assert (run.rows, run.content, run.state) == ([], "", ImportState.DISCARDED)


def test_a_file_that_is_no_workbook_is_refused_at_once(school, admin):
    with pytest.raises(Unreadable):
        upload(school, admin, name="a", content=b"%PDF", token=uuid.uuid4())


def test_a_workbook_without_our_columns_says_so(school, admin, run_jobs):
    book, buffer = Workbook(), BytesIO()
    book.active.append(["姓名", "电话"])
    book.save(buffer)
    run = upload(school, admin, name="a", content=buffer.getvalue(), token=uuid.uuid4())
    run_jobs()
    run.refresh_from_db()
    assert run.state == ImportState.UNREADABLE
    assert "证件号码" in run.problem


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("合格", "competent"), (" 优 秀 ", "excellent"), ("称职", "competent"), ("", ""),
        ("不称职", "failed"), ("基本合格", "basic"), ("未定等次", "ungraded"),
    ],
)  # fmt: skip
def test_words_are_understood(cell, value, clock):
    cells = {
        **dict.fromkeys(LAYOUT.columns, ""),
        "year": "２０２５年",
        "appraisal": cell,
        "note": "x",
    }
    said = parsed(cells, entry_years(today()))
    assert (said.year, said.values.appraisal, said.problems) == (2025, value, {})


def test_the_template_offers_the_words_and_has_no_rows():
    book = load_workbook(BytesIO(writing.template(LAYOUT)))
    assert [cell.value for cell in book.worksheets[0][1]] == list(LAYOUT.columns.values())
    assert len(book.worksheets[0].data_validations.dataValidation) == 3


def sent(client, school, content, token=None):
    file = SimpleUploadedFile("a.xlsx", content)
    data = {"file": file, "token": token or str(uuid.uuid4())}
    return client.post(url("imports", school.pk), data)


def test_the_pages_from_upload_to_result(at_work, school, teacher, run_jobs):
    token = str(uuid.uuid4())
    bad = row_of(teacher, 1999)
    first = sent(at_work, school, workbook(row_of(teacher), bad), token)
    assert (
        sent(at_work, school, workbook(row_of(teacher), bad), token)["Location"]
        == first["Location"]
    )
    page = first["Location"]
    assert "正在逐行检查" in at_work.get(page).content.decode()
    run_jobs()
    shown = at_work.get(page).content.decode()
    assert "1 行</button>" in shown.replace("导入 1 行", "1 行")
    assert teacher.id_number not in shown
    run = YearImport.objects.get()
    report = at_work.get(url("import-report", school.pk, run.pk))
    assert load_workbook(BytesIO(report.content)).active["A2"].value == teacher.name
    at_work.post(url("import-confirm", school.pk, run.pk))
    run_jobs()
    assert "导入完毕" in at_work.get(page + "?state=done").content.decode()
    assert at_work.get(page + "?state=x%00").status_code == 200
    assert "a.xlsx" in at_work.get(url("imports", school.pk)).content.decode()
    assert Entry.objects.filter(action="registration.report").count() == 1


@pytest.mark.parametrize("content", [b"", b"x", b"PK\x03\x04", b"x" * (5 * 1024 * 1024 + 1)])
def test_no_file_breaks_the_upload(at_work, school, content):
    assert sent(at_work, school, content).status_code == 422
    assert at_work.post(url("imports", school.pk), {"token": "x"}).status_code == 422


def test_anothers_import_is_not_found(client, world, checked, teacher):
    run = checked(row_of(teacher))
    rival = sign_in_as(client, staff_user(world["second"]))
    assert rival.get(url("import", world["second"].pk, run.pk)).status_code == 404
    assert rival.get(url("import", run.unit_id, run.pk)).status_code == 404
    token = str(run.token)
    assert sent(rival, world["second"], workbook(row_of(teacher)), token).status_code == 422
