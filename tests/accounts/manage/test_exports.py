"""Lists as workbooks: in scope, as filtered, on record, numbers masked."""

from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from portal.approvals.models import ListExport
from portal.audit.models import Entry
from portal.organisations.enums import Role

COUNTY = ("county", Role.BUREAU_ADMIN)


def rows_of(export):
    export.refresh_from_db()
    sheet = openpyxl.load_workbook(BytesIO(bytes(export.content))).active
    return [[cell.value or "" for cell in row] for row in sheet.iter_rows(min_row=2)]


def test_users_are_exported_as_filtered(enter, teacher, run_jobs):
    user = teacher("school", "=1+1", mobile="13955550001")
    teacher("second", "李娜")
    teacher("far_school", "丁一")
    client = enter(*COUNTY, display_name="赵局")
    page = client.post(reverse("accounts:manage-users-export") + "?role=")
    export = ListExport.objects.get()
    assert page.url == reverse("approvals:export", args=[export.pk])
    run_jobs()
    rows = rows_of(export)
    assert sorted(row[0] for row in rows) == ["=1+1", "李娜", "赵局"]
    mine = next(row for row in rows if row[0] == "=1+1")
    assert mine[2:5] == ["139****0001", "澜滨区实验小学", "教师"]
    assert user.person.id_number not in str(rows)
    assert Entry.objects.filter(action="accounts.export").count() == 1
    assert Entry.objects.filter(action="look.export", person_id=user.person_id).count() == 1


def test_filters_hold_in_the_workbook(enter, teacher, run_jobs):
    teacher("school", "张三", mobile="")
    teacher("school", "李娜")
    enter(*COUNTY).post(reverse("accounts:manage-users-export") + "?lacks_mobile=on")
    run_jobs()
    assert [row[0] for row in rows_of(ListExport.objects.get())] == ["张三"]


def test_bodies_are_exported(enter, run_jobs):
    enter(*COUNTY).post(reverse("accounts:manage-bodies-export") + "?kind=school")
    run_jobs()
    rows = rows_of(ListExport.objects.get())
    assert [row[0] for row in rows] == ["澜滨区第二小学", "澜滨区实验小学"]
    assert rows[0][1:3] == ["小学", "澜滨区教育局"]


def test_the_workbook_shows_what_the_owner_may_see_when_it_is_made(enter, teacher, run_jobs):
    teacher("school")
    client = enter(*COUNTY)
    client.post(reverse("accounts:manage-users-export"))
    client.user.role_grants.update(ended_at="2026-01-01T00:00:00Z")
    run_jobs()
    assert rows_of(ListExport.objects.get()) == []


@pytest.mark.parametrize("name", ["manage-users-export", "manage-bodies-export"])
def test_an_export_is_a_post(enter, name):
    assert enter(*COUNTY).get(reverse(f"accounts:{name}")).status_code == 405
