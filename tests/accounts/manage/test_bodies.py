"""The pages of bodies: walked, searched, changed, closed; conflicts are told, nothing is lost."""

import pytest
from django.urls import reverse

from portal.organisations.enums import Role
from portal.organisations.models import Body
from portal.organisations.services import update_body
from tests.portal.organisations.conftest import MAKER, make

COUNTY = ("county", Role.BUREAU_ADMIN)


def url(name, *args):
    return reverse(f"accounts:{name}", args=args)


def text(response):
    return response.content.decode()


def form_of(body, **changes):
    """What the edit page sends."""
    values = {
        "version": body.version,
        "kind": body.kind,
        "name": body.name,
        "former_names": "",
        "code": body.code,
        "school_kind": body.school_kind,
        "ownership": body.ownership,
        "base": body.base_id or "",
        "contact_name": body.contact_name,
        "contact_phone": body.contact_phone,
        "office_hours": body.office_hours,
    }
    return values | changes


def test_the_tree_begins_with_ones_own(enter, world):
    page = text(enter(*COUNTY).get(url("manage-bodies")))
    assert "澜滨区教育局" in page
    assert "澜滨区实验小学" in page
    assert "望鹤县" not in page
    assert "澜江市教育局" not in page


def test_a_branch_is_read_when_it_is_opened(enter, world):
    client = enter("province", Role.SYSTEM_ADMIN)
    assert url("manage-body-children", world["city"].pk) in text(client.get(url("manage-bodies")))
    branch = text(client.get(url("manage-body-children", world["city"].pk)))
    assert "望鹤县教育局" in branch
    assert "<html" not in branch


@pytest.mark.parametrize(
    ("query", "found", "missing"),
    [
        ({"q": "syxx"}, "澜滨区实验小学", "澜滨区第二小学"),
        ({"kind": "point"}, "澜滨区确认点", "澜滨区实验小学"),
        ({"state": "open"}, "澜滨区实验小学", "石砚县"),
        ({"q": "望鹤"}, "没有符合条件的机构", "望鹤县实验小学"),
        ({"kind": "nonsense"}, "澜滨区教育局", "石砚县"),
    ],
)
def test_a_search_stays_in_the_scope(enter, query, found, missing):
    page = text(enter(*COUNTY).get(url("manage-bodies"), query))
    assert found in page
    assert missing not in page


def test_the_page_of_a_body_says_who_and_how_many(enter, world, teacher):
    admin = world.user("school", Role.SCHOOL_ADMIN, display_name="林校长", mobile="")
    teacher("school")
    page = text(enter(*COUNTY).get(url("manage-body", world["county"].pk)))
    assert '<strong class="figures">1</strong> 名教师' in page
    assert "没有手机号码" in page
    school = text(enter(*COUNTY).get(url("manage-body", world["school"].pk)))
    assert admin.display_name in school
    assert "双师基地" in school


def test_a_school_is_created(enter, world):
    client = enter(*COUNTY)
    sent = form_of(Body(kind="school", name="新学校", school_kind="primary", version=1))
    page = client.post(
        url("manage-body-create", world["county"].pk), sent | {"former_names": "甲\n乙\n"}
    )
    made = Body.objects.get(name="新学校")
    assert page.url == url("manage-body", made.pk)
    assert made.parent == world["county"]
    assert set(made.names.filter(is_former=True).values_list("name", flat=True)) == {"甲", "乙"}


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"name": ""}, "请填写机构名称"),
        ({"name": "澜滨区实验小学"}, "已有同名机构"),
        ({"name": "长" * 121}, "120"),
        ({"school_kind": ""}, "请选择学校类别"),
        ({"school_kind": "nonsense"}, "请从列出的选项中选择"),
        ({"kind": "city"}, "请从列出的选项中选择"),
        ({"contact_phone": "abc"}, "电话号码应为"),
        ({"base": "999999"}, "请从列出的选项中选择"),
        ({"former_names": "甲\n" * 11}, "最多10个"),
        ({"division": "999999", "division_typed": ""}, "重新搜索"),
    ],
)
def test_wrong_entries_are_told_and_kept(enter, world, changes, problem):
    sent = form_of(Body(kind="school", name="新学校", school_kind="primary", version=1))
    sent |= {"office_hours": "周一至周五"} | changes
    page = enter(*COUNTY).post(url("manage-body-create", world["county"].pk), sent)
    assert page.status_code == 422
    assert problem in text(page)
    assert "周一至周五" in text(page)
    assert not Body.objects.filter(name="新学校").exists()


def test_a_body_is_changed(enter, world):
    school = world["second"]
    sent = form_of(school, contact_name="王老师", base=world["base"].pk)
    assert enter(*COUNTY).post(url("manage-body-edit", school.pk), sent).status_code == 302
    assert (world["second"].contact_name, world["second"].base) == ("王老师", world["base"])


def test_a_conflict_is_told_nothing_is_lost_and_the_next_save_counts(enter, world):
    client, school = enter(*COUNTY), world["second"]
    sent = form_of(school, contact_name="王老师")
    update_body(school.pk, {"contact_name": "李老师"}, version=school.version, actor=MAKER)
    page = client.post(url("manage-body-edit", school.pk), sent)
    assert page.status_code == 422
    assert "刚被其他人修改过" in text(page)
    assert "李老师" in text(page)
    assert "王老师" in text(page)
    assert world["second"].contact_name == "李老师"
    again = sent | {"version": page.context["form"].data["version"]}
    assert client.post(url("manage-body-edit", school.pk), again).status_code == 302
    assert world["second"].contact_name == "王老师"


def test_a_school_administrator_gets_the_contacts_only(enter, world):
    client = enter("second", Role.SCHOOL_ADMIN)
    page = client.get(url("manage-body-edit", world["second"].pk))
    assert list(page.context["form"].fields) == [
        "version",
        "contact_name",
        "contact_phone",
        "office_hours",
    ]
    sent = form_of(world["second"], contact_name="王老师", name="我的小学")
    assert client.post(url("manage-body-edit", world["second"].pk), sent).status_code == 302
    assert (world["second"].contact_name, world["second"].name) == ("王老师", "澜滨区第二小学")


def test_a_body_is_moved(enter, world):
    client = enter("city", Role.BUREAU_ADMIN)
    sent = {"parent": world["sister"].pk, "version": 1}
    assert client.post(url("manage-body-move", world["second"].pk), sent).status_code == 302
    assert world["second"].parent == world["sister"]


@pytest.mark.parametrize(
    ("target", "version", "problem"),
    [
        ("far", 1, "重新搜索"),
        ("school", 1, "不能设在"),
        ("sister", 7, "刚被其他人修改过"),
    ],
)
def test_a_wrong_move_is_told(enter, world, target, version, problem):
    sent = {"parent": world[target].pk, "version": version}
    client = enter("city", Role.BUREAU_ADMIN)
    page = client.post(url("manage-body-move", world["second"].pk), sent)
    assert page.status_code == 422
    assert problem in text(page)
    assert world["second"].parent == world["county"]


def test_closing_is_refused_with_the_reason(enter, world):
    client = enter("province", Role.SYSTEM_ADMIN)
    page = client.post(url("manage-body-close", world["county"].pk), {"version": 1}, follow=True)
    assert "下级机构还在运行" in text(page)
    assert world["county"].is_open


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 50, "2"])
def test_closing_needs_the_version_that_was_seen(enter, world, version):
    client = enter(*COUNTY)
    page = client.post(
        url("manage-body-close", world["second"].pk), {"version": version}, follow=True
    )
    assert "刚被其他人修改过" in text(page)
    assert world["second"].is_open


def test_a_body_is_closed_and_opened_again(enter, world):
    client = enter(*COUNTY)
    client.post(url("manage-body-close", world["second"].pk), {"version": 1})
    assert not world["second"].is_open
    client.post(url("manage-body-reopen", world["second"].pk), {"version": 2})
    assert world["second"].is_open


def test_the_finder_stays_in_the_scope(enter):
    page = text(enter(*COUNTY).get(url("manage-body-finder"), {"field": "body", "q": "小学"}))
    assert "澜滨区实验小学" in page
    assert "望鹤县" not in page


def test_a_list_costs_the_same_with_more_rows(enter, world, django_assert_max_num_queries):
    client = enter(*COUNTY)
    client.get(url("manage-bodies"), {"kind": "school"})
    with django_assert_max_num_queries(8):
        client.get(url("manage-bodies"), {"kind": "school"})
    for n in range(8):
        make("school", f"新校{n}", world["county"])
    with django_assert_max_num_queries(8):
        page = client.get(url("manage-bodies"), {"kind": "school"})
    assert page.context["page_obj"].paginator.count == 10
