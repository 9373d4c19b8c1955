"""Lists as workbooks: for whom, with what, once."""

from io import BytesIO

import pytest
from django.db import connection
from django.urls import reverse
from openpyxl import load_workbook

from portal.approvals.errors import NotAllowed
from portal.approvals.models import ListExport
from portal.approvals.queries import Filters
from portal.approvals.services.exporting import forget_exports, start_export, take_export
from portal.audit.models import Entry
from portal.audit.queries import looks_at
from portal.organisations.enums import Role
from tests.portal.approvals.world import user


def rows_of(content):
    sheet = load_workbook(BytesIO(content)).active
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_a_list_is_written_as_it_was_filtered(place, run_jobs):
    case = place.case("=1+1")
    place.case("别人", unit=place.foreign_school)
    place.case("王芳")
    admin = place.school_admin()
    export = start_export(Filters(text="="), admin)
    run_jobs()
    head, *rows = rows_of(take_export(export.pk, admin))
    assert head[:4] == ["业务", "受理编号", "姓名", "证件号码"]
    assert [row[:3] for row in rows] == [["样例审核", case.reference, "=1+1"]]
    assert rows[0][4:6] == ["青山县第一小学", "待审核"]
    assert case.id_number not in str(rows)


def test_what_was_searched_for_is_no_plain_text(place):
    admin = place.school_admin()
    export = start_export(Filters(box="all", text="539999200212070019"), admin)
    with connection.cursor() as cursor:
        cursor.execute("SELECT filters FROM approvals_listexport")
        assert "539999200212070019" not in str(cursor.fetchall())
    export.refresh_from_db()
    assert Filters.from_plain(export.filters).text == "539999200212070019"


def test_each_person_can_read_that_they_were_listed(place, run_jobs):
    owner = place.teacher()
    place.case(owner=owner)
    start_export(Filters(), place.school_admin())
    run_jobs()
    assert [look.body for look in looks_at(owner.person_id)] == ["青山县第一小学"]
    assert Entry.objects.filter(action="approvals.export").count() == 1


def test_it_is_fetched_once_and_by_its_owner(place, run_jobs, at_work):
    place.case()
    admin = place.school_admin()
    browser = at_work(admin)
    started = browser.post(reverse("approvals:exports") + "?box=all")
    export = ListExport.objects.get()
    assert started.url == reverse("approvals:export", args=[export.pk])
    assert "下载 Excel" not in browser.get(started.url).content.decode()
    run_jobs()
    assert '共 <strong class="figures">1</strong> 条' in browser.get(started.url).content.decode()
    stranger = at_work(user("同校", place.school, Role.SCHOOL_ADMIN))
    assert stranger.get(started.url).status_code == 404
    download = reverse("approvals:download", args=[export.pk])
    assert stranger.post(download).status_code == 404
    assert browser.get(download).status_code == 405
    fetched = browser.post(download)
    assert len(rows_of(fetched.content)) == 2
    assert browser.post(download).status_code == 302
    assert "已于" in browser.get(started.url).content.decode()
    assert Entry.objects.filter(action="approvals.export_downloaded").count() == 1


def test_an_empty_list_is_a_list(place, run_jobs):
    admin = place.school_admin()
    export = start_export(Filters(text="没有"), admin)
    run_jobs()
    assert len(rows_of(take_export(export.pk, admin))) == 1


@pytest.mark.parametrize("role", [Role.REVIEWER])
def test_only_for_those_entitled(place, at_work, role):
    who = user("审核", place.county, role)
    with pytest.raises(NotAllowed):
        start_export(Filters(), who)
    browser = at_work(who)
    place.case()
    assert "导出 Excel" not in browser.get(reverse("approvals:list")).content.decode()
    browser.post(reverse("approvals:exports"))
    assert not ListExport.objects.exists()


def test_what_nobody_fetches_is_forgotten_after_a_day(place, run_jobs, clock):
    admin = place.school_admin()
    export = start_export(Filters(), admin)
    run_jobs()
    clock.advance(hours=24)
    assert forget_exports() == 0
    clock.advance(seconds=1)
    assert forget_exports() == 1
    with pytest.raises(NotAllowed):
        take_export(export.pk, admin)
